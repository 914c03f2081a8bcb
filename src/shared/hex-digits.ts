/** Writes bytes in hex, two lower-case digits to a byte, without `0x`. */
export function toHexDigits(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
