import { toHexDigits } from '../shared/hex-digits.js';

/** Encodes the UTF-8 bytes of a text as standard base64, with padding. */
export function toBase64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Writes bytes as `0x` and lower-case hex. */
export function toHex(bytes: Uint8Array): `0x${string}` {
  return `0x${toHexDigits(bytes)}`;
}
