/**
 * Immutable's Stark keys and signatures once more, after the protocol description's section 4, with BigInt and the hashes of
 * the platform alone: what `src/signing` is compared with.
 */
import { invert, modulo, multiplyGenerator, SECP256K1, STARK } from './reference-curve.js';

/** The hashes of the platform. */
export interface ReferenceHashes {
  sha256(data: Uint8Array): Uint8Array | Promise<Uint8Array>;
  hmac(hash: 'sha256' | 'sha512', key: Uint8Array, data: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** The bytes that the rounds of grinding add, by the software that did it. */
const SEQUENCES = {
  'default': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  'core-sdk-2.0.1': [0, 0, 1, 2, 3, 4, 5, 6, 7, 8],
  'imx-sdk-js': [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
} as const;

/** The names of the three ways of grinding. */
export type ReferenceVariant = keyof typeof SEQUENCES;

const LIMIT = 2n ** 256n - ((2n ** 256n) % STARK.n);

/** Bytes from hex digits. */
export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.replace(/^0x/, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** 64 hex digits of a number. */
export function toWord(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}

/** Hex digits of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** BIP-32 from the `s` of a signature of 65 bytes: 64 hex digits. */
export async function deriveReference(signature: string, address: string, hashes: ReferenceHashes): Promise<string> {
  const account = BigInt(address);
  const path = [2645n, 579218131n, 211006541n, account % 2n ** 31n, (account / 2n ** 31n) % 2n ** 31n].map((index) => index + 2n ** 31n);
  let digest = toHex(await hashes.hmac('sha512', new TextEncoder().encode('Bitcoin seed'), fromHex(signature.slice(66, 130))));
  let key = digest.slice(0, 64);
  for (const index of [...path, 1n]) {
    const start = index >= 2n ** 31n ? `00${key}` : compress(BigInt(`0x${key}`));
    const data = fromHex(start + index.toString(16).padStart(8, '0'));
    digest = toHex(await hashes.hmac('sha512', fromHex(digest.slice(64)), data));
    key = toWord((BigInt(`0x${digest.slice(0, 64)}`) + BigInt(`0x${key}`)) % SECP256K1.n);
  }
  return key;
}

function compress(key: bigint): string {
  const { x, y } = multiplyGenerator(SECP256K1, key);
  return `${y % 2n === 0n ? '02' : '03'}${toWord(x)}`;
}

/** The private key in 64 hex digits, and how many hashes it took. */
export async function grindReference(
  seedKey: string, variant: ReferenceVariant, hashes: Pick<ReferenceHashes, 'sha256'>,
): Promise<{ key: string; rounds: number }> {
  let digits = seedKey;
  for (const [round, index] of SEQUENCES[variant].entries()) {
    digits = toHex(await hashes.sha256(fromHex(digits + index.toString(16).padStart(2, '0'))));
    const value = BigInt(`0x${digits}`);
    if (value < LIMIT) return { key: toWord(value % STARK.n), rounds: round + 1 };
  }
  throw new Error('The reference needs more rounds.');
}

/** The public key as Immutable writes it. */
export function getReferencePublicKey(privateKey: string): string {
  const digits = multiplyGenerator(STARK, BigInt(`0x${privateKey}`)).x.toString(16);
  return `0x${digits.length % 2 === 0 ? '' : '0'}${digits}`;
}

/** ECDSA with the k of elliptic, whose outputs with a zero first byte are not shifted. */
export async function signReference(hash: bigint, privateKey: string, hashes: ReferenceHashes): Promise<string> {
  for await (const k of generateK(privateKey + toWord(hash), hashes)) {
    const r = modulo(multiplyGenerator(STARK, k).x, STARK.n);
    const s = modulo(invert(k, STARK.n) * (hash + r * BigInt(`0x${privateKey}`)), STARK.n);
    if (r !== 0n && s !== 0n) return `0x${toWord(r)}${toWord(s)}`;
  }
  throw new Error('The generator of k has no end.');
}

/** HMAC-DRBG of NIST SP 800-90A with SHA-256. */
async function* generateK(seed: string, hashes: ReferenceHashes): AsyncGenerator<bigint> {
  let [key, value] = ['00'.repeat(32), '01'.repeat(32)];
  const step = async (data: string): Promise<string> => toHex(await hashes.hmac('sha256', fromHex(key), fromHex(data)));
  const update = async (tail: string): Promise<void> => {
    key = await step(`${value}00${tail}`);
    value = await step(value);
    if (tail === '') return;
    key = await step(`${value}01${tail}`);
    value = await step(value);
  };
  await update(seed);
  for (;;) {
    value = await step(value);
    const number = BigInt(`0x${value}`);
    const k = value.startsWith('00') ? number : number >> 4n;
    if (k > 1n && k < STARK.n - 1n) yield k;
    await update('');
  }
}
