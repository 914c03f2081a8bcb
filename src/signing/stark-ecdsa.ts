import { MAX_VALUE, sign } from '@scure/starknet';

import { SIGNING_ERRORS } from '../shared/errors/signing.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import { toDigits, toInteger } from './bytes.js';
import { getStarkCurve } from './curves.js';
import { STARK_ORDER } from './stark-key.js';
import type { StarkKeyPair } from './stark-key.js';

/** The two numbers of a signature. */
export interface StarkSignature {
  readonly r: bigint;
  readonly s: bigint;
}

/** Makes a signature. `attempt` counts from 0; each one that is not 0 gives another signature. */
export type CreateSignature = (hash: string, privateKey: Uint8Array, attempt: number) => StarkSignature;

/** Longest text that is read as a hash: four times what any hash needs. */
const MAX_DIGITS = 256;

/** StarkEx refuses one signature in 2^54. Several in a row mean that something is broken. */
const MAX_ATTEMPTS = 3;

/**
 * Reads a payload hash as the number that is signed, by the official SDK's rules: hex with or without
 * `0x`, leading zeros ignored, at most 63 digits after them, and a value above the order of the curve
 * reduced by it once.
 *
 * @throws {PassportError} `PAYLOAD_INVALID` for anything else.
 */
export function parsePayloadHash(payloadHash: string): bigint {
  const digits = typeof payloadHash === 'string' ? /^(?:0x)?([0-9a-f]+)$/i.exec(payloadHash)?.[1] : undefined;
  if (digits === undefined || digits.length > MAX_DIGITS) throw invalid('it is no hex number');
  const value = BigInt(`0x${digits}`);
  if (value >> 252n !== 0n) throw invalid('it is longer than 252 bits');
  const reduced = value >= STARK_ORDER ? value - STARK_ORDER : value;
  // StarkEx verifies nothing from 2^251 on, and the library signs nothing there. Of the numbers that
  // the official SDK signs, one in 2^55 falls into this gap.
  if (reduced >= MAX_VALUE) throw invalid('StarkEx could not verify its signature');
  return reduced;
}

/**
 * Signs a payload hash and verifies the signature before giving it away: `0x`, r and s in 64 digits
 * each. Equal to the official SDK's signatures, digit for digit (docs/decisions/0005).
 *
 * A signature is no id: who knows one can make a second that is valid too (r, order - s).
 *
 * @param createSignature Default: the library's.
 * @throws {PassportError} `PAYLOAD_INVALID`, `SIGNATURE_INVALID`
 */
export function signPayloadHash(
  payloadHash: string, keys: Pick<StarkKeyPair, 'privateKey' | 'publicPoint'>,
  createSignature: CreateSignature = createStarkSignature,
): Hex {
  const value = parsePayloadHash(payloadHash);
  const hash = toDigits(value);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    try {
      const signature = createSignature(hash, keys.privateKey, attempt);
      if (isValid(signature, value, keys)) return `0x${toDigits(signature.r)}${toDigits(signature.s)}`;
    } catch {
      // The library refuses r and s that StarkEx could not verify. Its error is not kept as the cause:
      // it was made next to the private key.
    }
  }
  throw new PassportError(SIGNING_ERRORS, 'SIGNATURE_INVALID');
}

/**
 * Whether a signature verifies and is in StarkEx's ranges. Who has the key d needs one multiplication for that: with
 * k = (z + r·d) / s, verifying asks whether r is the x of k·G, and Q = d·G makes that (k + d)·G - Q. So a wrong Q is found, too.
 */
function isValid({ r, s }: StarkSignature, z: bigint, { privateKey, publicPoint }: Pick<StarkKeyPair, 'privateKey' | 'publicPoint'>): boolean {
  const { BASE, Fn, Fp } = getStarkCurve();
  const [inverse, d] = [Fn.inv(s), toInteger(privateKey)];
  if (r <= 0n || r >= MAX_VALUE || s <= 0n || s >= STARK_ORDER || inverse >= MAX_VALUE) return false;
  const sum = Fn.add(Fn.mul(Fn.add(z, Fn.mul(r, d)), inverse), d);
  const { X, Z } = BASE.multiply(sum).subtract(publicPoint);
  // x = X / Z; with Z = 0 there is none. One from the order on, which r would be less than, comes once in 2^125: then another k is taken.
  return Z !== 0n && X === Fp.mul(r, Z);
}

function createStarkSignature(hash: string, privateKey: Uint8Array, attempt: number): StarkSignature {
  getStarkCurve();
  // RFC 6979, section 3.6: additional data gives another k.
  return sign(hash, privateKey, attempt === 0 ? {} : { extraEntropy: new Uint8Array(32).fill(attempt) });
}

function invalid(reason: string): PassportError {
  return new PassportError(SIGNING_ERRORS, 'PAYLOAD_INVALID', {
    message: `The service asked for the signature of something that is no payload hash: ${reason}.`,
  });
}
