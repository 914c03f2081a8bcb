import { createHash } from 'node:crypto';

/** A collection of tokens that are each one of a kind (ERC721). */
export interface Collection {
  readonly address: string;
  readonly name: string;
  /** Whether its tokens were minted on Immutable X: their ids cannot be derived. */
  readonly isMinted: boolean;
  /** What its maker takes of each sale, in percent; 0 for nothing. */
  readonly royalty: number;
  /** The maker, who is nobody's account here. */
  readonly maker: string;
}

/** One token of a collection. */
export interface Collectible {
  readonly collection: Collection;
  readonly tokenId: string;
  readonly name: string;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string | number>>;
  /** Subject of the person who has it at the start. */
  readonly owner: string;
}

const TAMSIN = 'google-oauth2|104829375610293847561';
const MARLOW = 'apple|001482.9f3c7be2d5a84160b7c1.0915';
const MIDGE = 'email|71a6c8e0d4f2935b6e1c8a0f';

const KEEPERS = makeCollection('Lighthouse Keepers', false, 5);
const PLANETS = makeCollection('Pocket Planets', true, 2.5);
const FERRIES = makeCollection('Ferry Tickets', false, 0);

/** Every collection that the API lists. */
export const COLLECTIONS: readonly Collection[] = [KEEPERS, PLANETS, FERRIES];

/** Every collectible of the emulator, and who has it at the start. */
export const COLLECTIBLES: readonly Collectible[] = [
  keeper(1, 'Brine', 'north mole', TAMSIN), keeper(2, 'Halyard', 'east cliff', TAMSIN), keeper(3, 'Osprey', 'the bar', MARLOW),
  keeper(4, 'Gannet', 'south rocks', MARLOW), keeper(5, 'Samphire', 'old pier', MIDGE),
  planet(1, 'Tin Moon', 3, TAMSIN), planet(2, 'Marble', 5, TAMSIN), planet(7, 'Rust and Snow', 4, MARLOW),
  planet(8, 'Second Breakfast', 1, MARLOW), planet(12, 'Quiet Giant', 9, MIDGE),
  ferry(1001, 'Single, deck', TAMSIN), ferry(1002, 'Return, cabin', TAMSIN), ferry(1003, 'Single, bicycle', MARLOW),
  // The largest token id there is.
  { ...ferry(0, 'Season ticket', MIDGE), tokenId: (2n ** 256n - 1n).toString() },
];

function makeCollection(name: string, isMinted: boolean, royalty: number): Collection {
  const toAddress = (what: string): string => `0x${createHash('sha256').update(`made-up ${what} ${name}`).digest('hex').slice(0, 40)}`;
  return { address: toAddress('collection'), name, isMinted, royalty, maker: toAddress('maker of') };
}

function keeper(id: number, name: string, post: string, owner: string): Collectible {
  return { collection: KEEPERS, tokenId: String(id), name, description: `Keeps the light at ${post}.`, metadata: { post, years: id * 7 }, owner };
}

function planet(id: number, name: string, moons: number, owner: string): Collectible {
  return { collection: PLANETS, tokenId: String(id), name, description: 'Fits into a pocket.', metadata: { moons, weather: moons % 2 === 0 ? 'mild' : 'odd' }, owner };
}

function ferry(id: number, name: string, owner: string): Collectible {
  return { collection: FERRIES, tokenId: String(id), name, description: 'Valid on all piers.', metadata: { class: name.split(', ')[1] ?? 'any' }, owner };
}
