import type { Hex } from '../shared/types.js';
import { hashDigits, hashUtf8 } from './keccak.js';

/** keccak256 of bytes. */
export function hashData(data: Hex): Hex {
  return `0x${hashDigits(data.slice(2))}`;
}

/** The hash of a text as `personal_sign` has it (EIP-191), of its UTF-8 bytes. */
export function hashText(text: string): Hex {
  return `0x${hashUtf8(`\x19Ethereum Signed Message:\n${new TextEncoder().encode(text).length}${text}`)}`;
}

/**
 * What the key of an account's owner signs in place of a hash: bound to chain and account, so that it counts for no
 * other. Source: the account's contract (immutable/wallet-contracts, ModuleAuth), and ts-immutable-sdk 2.14.3.
 */
export function toAccountHash(chainId: number, account: Hex, hash: Hex): Hex {
  return hashData(`0x1901${chainId.toString(16).padStart(64, '0')}${account.slice(2)}${hash.slice(2)}`);
}
