import { getAddress } from 'ethers';

import { isAddress } from './addresses.js';
import type { Hex } from './types.js';

/** Gives an address in EIP-55 form, or undefined when it is none or its own letter case is wrong. */
export function toChecksumAddress(value: unknown): Hex | undefined {
  if (!isAddress(value)) return undefined;
  try {
    return getAddress(value) as Hex;
  } catch {
    return undefined;
  }
}
