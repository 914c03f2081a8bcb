import type { Hex } from '../shared/types.js';
import { toBytes, toDigits, toInteger } from './bytes.js';
import { getStarkCurve } from './curves.js';
import type { StarkCurvePoint } from './curves.js';
import { sha256 } from './key-hashes.js';

/**
 * Order of the Stark curve. Source: StarkWare's `signature/nothing_up_my_sleeve_gen.py`;
 * equal to the `N` of `@scure/starknet`.
 */
export const STARK_ORDER = 0x0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2fn;

/** The largest multiple of the order below 2^256: digests from here on are hashed again. */
const GRIND_LIMIT = 31n * STARK_ORDER;

/**
 * How a key was ground, by the software that the account was made with: `default` is every release
 * of core-sdk but one and all of Passport, the others are core-sdk 2.0.1 and imx-sdk-js.
 */
export type StarkKeyVariant = 'default' | 'core-sdk-2.0.1' | 'imx-sdk-js';

/** Every variant, in the order in which the official SDK tries them. */
export const STARK_KEY_VARIANTS = [
  'default', 'core-sdk-2.0.1', 'imx-sdk-js',
] as const satisfies readonly StarkKeyVariant[];

/** Which byte goes into the hash of each round; the first round is 0 everywhere. */
const INDEX_OF_ROUND: Readonly<Record<StarkKeyVariant, (round: number) => number>> = {
  'default': (round) => round,
  'core-sdk-2.0.1': (round) => Math.max(0, round - 1),
  'imx-sdk-js': () => 0,
};

/** The chance to need more rounds than this is below 2^-300. */
const MAX_ROUNDS = 64;

/** A private key and the public key that belongs to it. */
export interface StarkKeyPair {
  readonly variant: StarkKeyVariant;
  /** 32 bytes, big-endian. */
  readonly privateKey: Uint8Array;
  /** The x coordinate as Immutable writes it: `0x` and an even number of digits, no further padding. */
  readonly publicKey: Hex;
  /** The whole point: what signatures are verified with. */
  readonly publicPoint: StarkCurvePoint;
  /** Hashes that grinding took. With 1, every variant gives the same key. */
  readonly rounds: number;
}

/** Grinds key material into a key pair, as `grindPrivateKey` does. */
export async function grindStarkKey(seedKey: Uint8Array, variant: StarkKeyVariant = 'default'): Promise<StarkKeyPair> {
  const { privateKey, rounds } = await grindPrivateKey(seedKey, variant);
  const point = getStarkCurve().BASE.multiply(toInteger(privateKey));
  const digits = point.x.toString(16);
  return {
    variant,
    privateKey,
    publicKey: `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`,
    publicPoint: point,
    rounds,
  };
}

/**
 * Grinds key material into a Stark private key as Immutable does: each round hashes the digest of the
 * round before. The generic `grindKey` of the libraries hashes the material again and gives another
 * key to 1 user in 32.
 */
export async function grindPrivateKey(
  seedKey: Uint8Array, variant: StarkKeyVariant,
): Promise<Pick<StarkKeyPair, 'privateKey' | 'rounds'>> {
  let digest = seedKey;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    digest = await sha256(Uint8Array.of(...digest, INDEX_OF_ROUND[variant](round)));
    const value = toInteger(digest);
    if (value < GRIND_LIMIT) return { privateKey: toBytes(toDigits(value % STARK_ORDER)), rounds: round + 1 };
  }
  throw new Error(`No Stark key after ${MAX_ROUNDS} rounds.`);
}

/** Whether two public keys are the same number: zeros and letter case at the wire carry no meaning. */
export function isSameStarkKey(a: string, b: string): boolean {
  const [first, second] = [parseStarkKey(a), parseStarkKey(b)];
  return first !== undefined && first === second;
}

/** Reads a public key in hex, with or without `0x`; undefined when it is none. */
function parseStarkKey(text: string): bigint | undefined {
  const digits = typeof text === 'string' ? /^(?:0x)?([0-9a-f]{1,64})$/i.exec(text)?.[1] : undefined;
  return digits === undefined ? undefined : BigInt(`0x${digits}`);
}
