import { HDKey } from '@scure/bip32';
import { getStarkKey } from '@scure/starknet';

import { isAddress } from '../shared/addresses.js';
import { parseEthSignature } from '../shared/eth-signature.js';
import type { Hex } from '../shared/types.js';

/**
 * Order of the Stark curve. Source: StarkWare's `signature/nothing_up_my_sleeve_gen.py`;
 * equal to the `N` of `@scure/starknet`.
 */
export const STARK_ORDER = 0x0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2fn;

/** The largest multiple of the order below 2^256: digests from here on are hashed again. */
const GRIND_LIMIT = 31n * STARK_ORDER;

/** The last 31 bits of SHA-256("starkex") and of SHA-256("immutablex"). */
const LAYER = 579218131;
const APPLICATION = 211006541;

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
  readonly publicKey: Hex;
  /** Hashes that grinding took. With 1, every variant gives the same key. */
  readonly rounds: number;
}

/** The BIP-32 path of a wallet: StarkEx's layer and application, then 62 bits of the address. */
export function toDerivationPath(address: Hex): string {
  if (!isAddress(address)) throw new TypeError('address is no Ethereum address. Pass 0x and 40 hex digits.');
  const low = BigInt.asUintN(31, BigInt(address));
  const high = BigInt.asUintN(31, BigInt(address) >> 31n);
  return `m/2645'/${LAYER}'/${APPLICATION}'/${low}'/${high}'/1`;
}

/**
 * Derives the key material of a wallet from its signature of the seed message.
 *
 * @throws {PassportError} as `parseEthSignature` does.
 */
export function deriveSeedKey(seedSignature: Hex, address: Hex): Uint8Array {
  const path = toDerivationPath(address);
  const { s } = parseEthSignature(seedSignature);
  const master = HDKey.fromMasterSeed(toBytes(s));
  const child = master.derive(path);
  const key = child.privateKey?.slice();
  master.wipePrivateData();
  child.wipePrivateData();
  if (!key) throw new Error('BIP-32 gave no private key.');
  return key;
}

/** Grinds key material into a key pair, as `grindPrivateKey` does. */
export async function grindStarkKey(
  seedKey: Uint8Array, variant: StarkKeyVariant = 'default',
): Promise<StarkKeyPair> {
  const { privateKey, rounds } = await grindPrivateKey(seedKey, variant);
  return { variant, privateKey, publicKey: toPublicKey(privateKey), rounds };
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
    digest = await hashWithIndex(digest, INDEX_OF_ROUND[variant](round));
    const value = toInteger(digest);
    if (value < GRIND_LIMIT) {
      return { privateKey: toBytes((value % STARK_ORDER).toString(16).padStart(64, '0')), rounds: round + 1 };
    }
  }
  throw new Error(`No Stark key after ${MAX_ROUNDS} rounds.`);
}

/** Whether two public keys are the same number: zeros and letter case at the wire carry no meaning. */
export function isSameStarkKey(a: string, b: string): boolean {
  const [first, second] = [parsePublicKey(a), parsePublicKey(b)];
  return first !== undefined && first === second;
}

/** The x coordinate as Immutable writes it: `0x` and an even number of digits, no further padding. */
function toPublicKey(privateKey: Uint8Array): Hex {
  const digits = getStarkKey(privateKey).slice(2);
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}

function parsePublicKey(text: string): bigint | undefined {
  const digits = /^(?:0x)?([0-9a-f]{1,64})$/i.exec(text)?.[1];
  return digits === undefined ? undefined : BigInt(`0x${digits}`);
}

async function hashWithIndex(key: Uint8Array, index: number): Promise<Uint8Array> {
  const input = new Uint8Array(key.length + 1);
  input.set(key);
  input[key.length] = index;
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
}

function toBytes(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

function toInteger(bytes: Uint8Array): bigint {
  let digits = '';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return BigInt(`0x${digits}`);
}
