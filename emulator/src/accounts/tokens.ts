import { createHash } from 'node:crypto';

/** A token of the emulator's Immutable X. */
export interface Token {
  /** Lower case; empty for ETH, as the API writes it. */
  readonly address: string;
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
  /** The unit in which the exchange counts. */
  readonly quantum: string;
}

/** Ether on Immutable X. */
export const ETH: Token = { address: '', name: 'Ethereum', symbol: 'ETH', decimals: 18, quantum: '100000000' };

/** IMX, at its address on Ethereum. */
export const IMX: Token = {
  address: '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff',
  name: 'Immutable X',
  symbol: 'IMX',
  decimals: 18,
  quantum: '100000000',
};

/** USDC, whose six decimals catch whoever takes 18 for granted. */
export const USDC: Token = {
  address: '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48',
  name: 'USD Coin',
  symbol: 'USDC',
  decimals: 6,
  quantum: '1',
};

/** Made-up tokens with decimals that formatting tends to get wrong. */
export const EDGE_TOKENS = {
  whole: makeToken('Whole Tickets', 'TICKET', 0),
  six: makeToken('Six Places', 'SIX', 6),
  eight: makeToken('Eight Places', 'EIGHT', 8),
  eighteen: makeToken('Eighteen Places', 'EIGHTEEN', 18),
  seventySeven: makeToken('Seventy-seven Places', 'SEVENTY7', 77),
  largest: makeToken('Largest Amount', 'MAXIMUM', 18),
  dust: makeToken('One Wei Of Dust', 'DUST', 18),
  none: makeToken('Nothing Left', 'NOTHING', 18),
} as const satisfies Record<string, Token>;

const FIRST = ['Amber', 'Basalt', 'Cobalt', 'Dusk', 'Ember', 'Fern', 'Glacier', 'Harbor', 'Indigo', 'Juniper',
  'Kelp', 'Lantern', 'Meadow', 'Nimbus', 'Onyx', 'Pollen', 'Quarry', 'Russet', 'Saffron', 'Thistle'];
const SECOND = ['Anvils', 'Badges', 'Compass', 'Dragons', 'Engines', 'Feathers', 'Guilds', 'Heroes', 'Islands', 'Jewels',
  'Kites', 'Ledgers', 'Mages', 'Nests', 'Orbits', 'Pearls', 'Quests', 'Relics', 'Shields', 'Towers'];
const DECIMALS = [18, 18, 18, 6, 8, 0];

/** 397 made-up tokens: with the three above, the four hundred of one account. */
export const MANY_TOKENS: readonly Token[] = FIRST.flatMap((first, row) =>
  SECOND.map((second, column) => {
    const symbol = `${first.slice(0, 3)}${second.slice(0, 3)}`.toUpperCase();
    return makeToken(`${first} ${second}`, symbol, DECIMALS[(row * 7 + column) % DECIMALS.length] ?? 18);
  }),
).slice(0, 397);

/** Every token that the API lists. */
export const TOKENS: readonly Token[] = [ETH, IMX, USDC, ...Object.values(EDGE_TOKENS), ...MANY_TOKENS];

const BY_ADDRESS = new Map(TOKENS.map((token) => [token.address, token]));

/** The token at an address, in any case; `eth` and the empty text are Ether. */
export function findToken(address: string): Token | undefined {
  const key = address.toLowerCase();
  return BY_ADDRESS.get(key === 'eth' ? '' : key);
}

function makeToken(name: string, symbol: string, decimals: number): Token {
  const address = `0x${createHash('sha256').update(`made-up token ${name}`).digest('hex').slice(0, 40)}`;
  return { address, name, symbol, decimals, quantum: '1' };
}
