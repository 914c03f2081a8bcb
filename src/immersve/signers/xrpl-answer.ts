import { isXrplPublicKey } from '../check-xrpl.js';
import { createAnswerError } from './wallet-error.js';

/** The key that a wallet names, in capitals. */
export function readPublicKey(value: unknown): string {
  const key = typeof value === 'string' ? value.toUpperCase() : undefined;
  if (!isXrplPublicKey(key)) throw createAnswerError('public key');
  return key;
}

/** The signature that a wallet gives, in capitals as the documentation's own signer: 64 bytes, or DER. */
export function readSignature(value: unknown): string {
  if (typeof value !== 'string' || !/^(?:[0-9a-f]{2}){64,72}$/i.test(value)) throw createAnswerError('signature');
  return value.toUpperCase();
}
