import { createHash, createHmac } from 'node:crypto';
import { SigningKey } from 'ethers';
import { personalSign, toWalletAddress } from '../../wallet/keys.js';
import { STARK_ORDER, StarkPoint, toStarkKeyText } from './curve.js';

/** The text whose signature is the seed of a Stark key. The apostrophe is U+2019. */
export const STARK_SEED_MESSAGE = 'Only sign this request if you\u2019ve initiated an action with Immutable X.';

/** Which of Immutable's three ways of grinding made a registered key. */
export type GrindVariant = 'default' | 'core-sdk-2.0.1' | 'imx-sdk-js';

// m/2645'/starkex'/immutablex'/.../1: the last 31 bits of SHA-256 of the two names.
const LAYER = 579218131;
const APPLICATION = 211006541;
const HARDENED = 0x80000000;
const LIMIT = 2n ** 256n - (2n ** 256n % STARK_ORDER);
const SECP256K1_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** A Stark key as one of Immutable's clients would derive it from a wallet. */
export interface DerivedStarkKey {
  readonly privateKey: bigint;
  readonly publicKey: string;
  /** Hashes that were needed; one client library differs from another where it is more than one. */
  readonly hashes: number;
}

/** Derives the Stark key of a wallet's private key, in the way Immutable's clients do. */
export function deriveStarkKey(walletKey: string, variant: GrindVariant = 'default'): DerivedStarkKey {
  const signature = personalSign(walletKey, Buffer.from(STARK_SEED_MESSAGE, 'utf8'));
  const address = BigInt(toWalletAddress(walletKey));
  const mask = 2n ** 31n - 1n;
  const path = [
    2645 + HARDENED,
    LAYER + HARDENED,
    APPLICATION + HARDENED,
    Number(address & mask) + HARDENED,
    Number((address >> 31n) & mask) + HARDENED,
    1,
  ];

  const child = derivePath(Buffer.from(signature.s.slice(2), 'hex'), path);
  const { privateKey, hashes } = grind(child, variant);
  const publicKey = toStarkKeyText(StarkPoint.BASE.multiply(privateKey).x);
  return { privateKey, publicKey, hashes };
}

/** BIP-32, private keys only. */
function derivePath(seed: Buffer, path: readonly number[]): Buffer {
  let node = createHmac('sha512', 'Bitcoin seed').update(seed).digest();

  for (const index of path) {
    const key = node.subarray(0, 32);
    const number = Buffer.alloc(4);
    number.writeUInt32BE(index);
    const prefix = index >= HARDENED
      ? Buffer.concat([Buffer.alloc(1), key])
      : Buffer.from(SigningKey.computePublicKey(`0x${key.toString('hex')}`, true).slice(2), 'hex');
    const digest = createHmac('sha512', node.subarray(32)).update(prefix).update(number).digest();
    const sum = (toNumber(digest.subarray(0, 32)) + toNumber(key)) % SECP256K1_ORDER;
    node = Buffer.concat([toBytes(sum), digest.subarray(32)]);
  }

  return node.subarray(0, 32);
}

/** The sequences of the index byte: 0,1,2,3 · 0,0,1,2 · 0,0,0,0 (passport-imx 4.3). */
function grind(key: Buffer, variant: GrindVariant): { privateKey: bigint; hashes: number } {
  let digest = key;

  for (let round = 0; round < 256; round += 1) {
    const index = { 'default': round, 'core-sdk-2.0.1': Math.max(0, round - 1), 'imx-sdk-js': 0 }[variant];
    digest = createHash('sha256').update(digest).update(Buffer.from([index])).digest();
    const value = toNumber(digest);
    if (value < LIMIT) return { privateKey: value % STARK_ORDER, hashes: round + 1 };
  }

  throw new Error('Grinding did not end within 256 hashes.');
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}
