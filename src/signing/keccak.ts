import { keccak_256 } from '@noble/hashes/sha3.js';
import { toHexDigits } from '../shared/hex-digits.js';
import { toBytes } from './bytes.js';

/** keccak256 of bytes in hex digits, as 64 digits. */
export function hashDigits(digits: string): string {
  return toHexDigits(keccak_256(toBytes(digits)));
}

/** keccak256 of a text's UTF-8 bytes, as 64 digits. */
export function hashUtf8(text: string): string {
  return toHexDigits(keccak_256(new TextEncoder().encode(text)));
}
