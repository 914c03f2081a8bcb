/** Writes bytes in hex, two lower-case digits to a byte, without `0x`. */
export function toHexDigits(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return digits;
}
