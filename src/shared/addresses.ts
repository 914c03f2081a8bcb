import type { Hex } from './types.js';

/** Whether this is `0x` and 40 hex digits. Letter case is not judged. */
export function isAddress(value: unknown): value is Hex {
  return typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value);
}

/** Whether two addresses are the same account: letter case carries no meaning. */
export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Shortens an address for people: `0x1234…cdef`. */
export function toShortAddress(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
