import { toHexDigits } from './hex-digits.js';

/**
 * 128 random bits in hex. `crypto.randomUUID` has six bits less, and is missing where a page is not
 * secure, on which signing out still has to work.
 */
export function createRandomId(): string {
  return toHexDigits(crypto.getRandomValues(new Uint8Array(16)));
}
