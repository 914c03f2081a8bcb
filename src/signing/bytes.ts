import { toHexDigits } from '../shared/hex-digits.js';

/** Reads hex digits, two to a byte. */
export function toBytes(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Reads bytes as one big-endian number. */
export function toInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x0${toHexDigits(bytes)}`);
}

/** Writes a number in 64 hex digits, without `0x`. */
export function toDigits(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}
