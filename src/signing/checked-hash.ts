import { SIGNING_ERRORS } from '../shared/errors/signing.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import { toDigits } from './bytes.js';
import { parsePayloadHash } from './stark-ecdsa.js';

declare const isChecked: unique symbol;

/**
 * A payload hash that was computed from what was asked. Only this file makes one, so that the compiler
 * finds code which would sign what a service sent.
 */
export type CheckedHash = Hex & { readonly [isChecked]: true };

/**
 * Compares the hash that was computed with the one that the service sent.
 *
 * @throws {PassportError} `PAYLOAD_MISMATCH` when they differ, `PAYLOAD_INVALID` when one is none.
 */
export function checkHash(computed: bigint, payloadHash: string): CheckedHash {
  const text = `0x${toDigits(computed)}` as CheckedHash;
  if (parsePayloadHash(text) !== parsePayloadHash(payloadHash)) throw createMismatch('hash');
  return text;
}

/** The service wants something else signed than was asked; `what` names the part, and no value. */
export function createMismatch(what: string): PassportError {
  return new PassportError(SIGNING_ERRORS, 'PAYLOAD_MISMATCH', {
    message: `The service wants something else signed than was asked: the ${what} differs.`,
  });
}

/** The service sent a part that no message can hold; `what` names it. */
export function createOutOfRange(what: string): PassportError {
  return new PassportError(SIGNING_ERRORS, 'PAYLOAD_INVALID', {
    message: `The service asked for the signature of a message that cannot exist: its ${what} is out of range.`,
  });
}
