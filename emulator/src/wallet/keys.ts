import { createHmac } from 'node:crypto';
import { computeAddress, hashMessage, Signature, SigningKey } from 'ethers';

/**
 * The private key of a user's wallet: the same for the same instance seed and user, another in each
 * instance, so that no test can depend on an address it has seen before.
 */
export function deriveWalletKey(seed: string, sub: string): string {
  const digest = createHmac('sha256', seed).update(`wallet key of ${sub}`).digest('hex');
  return `0x${digest}`;
}

/** The address of a wallet key, with checksum. */
export function toWalletAddress(walletKey: string): string {
  return computeAddress(walletKey);
}

/** Signs bytes as `personal_sign` does (EIP-191): deterministic by RFC 6979, with a low `s`. */
export function personalSign(walletKey: string, message: Uint8Array): Signature {
  return new SigningKey(walletKey).sign(hashMessage(message));
}
