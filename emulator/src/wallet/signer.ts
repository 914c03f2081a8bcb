import { randomBytes } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { getBytes, hashMessage, hexlify, toBeHex } from 'ethers';
import type { ServiceContext } from '../core/service.js';
import { personalSign } from './keys.js';
import { getUserWallet } from './user-wallets.js';

/** Ways in which a wallet's signature can be unusual or wrong. */
export const SIGNATURE_FORMS = [
  'truncated', 'empty', 'v-zero', 'no-v', 'compact', 'high-s', 'upper-prefix', 'spaces', 'contract', 'other-key',
] as const;

/** One of these ways. */
export type SignatureForm = (typeof SIGNATURE_FORMS)[number];

/** A message's signature, with the parts that the HTTP wallet tells. */
export interface SignedMessage {
  readonly signature: string;
  readonly hash: string;
  readonly r: string;
  readonly s: string;
  /** 27 or 28. */
  readonly v: number;
}

const SECP256K1_ORDER = secp256k1.Point.Fn.ORDER;

/** How a fault changes a signature. */
export interface SignatureFlaw {
  readonly randomK?: boolean;
  readonly form?: SignatureForm;
}

/** Signs a message with a user's wallet and counts it. */
export function signMessage(context: ServiceContext, sub: string, message: Uint8Array, flaw: SignatureFlaw = {}): SignedMessage {
  const { key } = getUserWallet(context.seed, flaw.form === 'other-key' ? `another ${sub}` : sub);
  context.signatures.add(sub, message);
  const signed = flaw.randomK ? signAtRandom(key, hashMessage(message)) : signOnce(key, message);
  return flaw.form === undefined ? signed : { ...signed, signature: disfigure(signed, flaw.form) };
}

/** Tells whether a text names one of the forms. */
export function isSignatureForm(value: unknown): value is SignatureForm {
  return (SIGNATURE_FORMS as readonly unknown[]).includes(value);
}

function signOnce(key: string, message: Uint8Array): SignedMessage {
  const { serialized, r, s, v } = personalSign(key, message);
  return { signature: serialized, hash: hashMessage(message), r, s, v };
}

/** A valid signature whose `k`, and so its `s`, is another one each time: fatal to a derived key. */
function signAtRandom(key: string, hash: string): SignedMessage {
  const options = { prehash: false, format: 'recovered', extraEntropy: randomBytes(32) } as const;
  const bytes = secp256k1.sign(getBytes(hash), getBytes(key), options);
  const v = 27 + (bytes[0] ?? 0);
  const r = hexlify(bytes.subarray(1, 33));
  const s = hexlify(bytes.subarray(33, 65));
  return { signature: `${r}${s.slice(2)}${v.toString(16)}`, hash, r, s, v };
}

function disfigure({ signature, r, s, v }: SignedMessage, form: SignatureForm): string {
  const other = 55 - v;
  switch (form) {
    case 'truncated': return signature.slice(0, 100);
    case 'empty': return '0x';
    case 'v-zero': return `${signature.slice(0, 130)}0${v - 27}`;
    case 'no-v': return signature.slice(0, 130);
    // EIP-2098: 64 bytes, the recovery bit on top of s.
    case 'compact': return `${r}${toBeHex(BigInt(s) | (BigInt(v - 27) << 255n), 32).slice(2)}`;
    case 'high-s': return `${r}${toBeHex(SECP256K1_ORDER - BigInt(s), 32).slice(2)}${other.toString(16)}`;
    case 'upper-prefix': return `0X${signature.slice(2)}`;
    case 'spaces': return ` ${signature}\n`;
    // What a contract wallet (EIP-1271) may answer: bytes of its own, without a fixed s.
    case 'contract': return `${signature}${'00'.repeat(31)}41${signature.slice(2)}`;
    case 'other-key': return signature;
  }
}
