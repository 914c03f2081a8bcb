import { keccak_256 } from '@noble/hashes/sha3.js';

import { isAddress } from './addresses.js';
import type { Hex } from './types.js';

/** Gives an address in EIP-55 form, or undefined when it is none or its own letter case is wrong. */
export function toChecksumAddress(value: unknown): Hex | undefined {
  if (!isAddress(value)) return undefined;
  const digits = value.slice(2).toLowerCase();
  const hash = keccak_256(new TextEncoder().encode(digits));
  // A letter is a capital where the hash has a digit of 8 or more.
  const checked = digits.replace(/[a-f]/g, (digit, at: number) => (
    ((hash[at >> 1] ?? 0) << (at % 2) * 4) & 0x80 ? digit.toUpperCase() : digit));
  // Letters of one case only say nothing.
  const isStated = /[a-f]/.test(value) && /[A-F]/.test(value);
  return isStated && value.slice(2) !== checked ? undefined : `0x${checked}`;
}
