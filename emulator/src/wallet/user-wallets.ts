import { findPerson } from '../accounts/accounts.js';
import { deriveWalletKey, toWalletAddress } from './keys.js';

/** A user's wallet: its address, and its key for what must be derived from it. */
export interface UserWallet {
  readonly key: string;
  readonly address: string;
}

/** The wallet of a user, the same whether it is reached through the frame or over HTTP. */
export function getUserWallet(seed: string, sub: string): UserWallet {
  const key = findPerson(sub)?.walletKey ?? deriveWalletKey(seed, sub);
  return { key, address: toWalletAddress(key) };
}
