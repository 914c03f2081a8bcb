import algosdk from 'algosdk';
import { getAddress, verifyMessage } from 'ethers';
import { deriveAddress, verify } from 'ripple-keypairs';

/** The kinds of wallets. */
export const METHODS = ['siwe', 'algorand', 'xrpl'] as const;

/** A kind of wallet. */
export type Method = (typeof METHODS)[number];

/** Who signs: an address, or for `xrpl` a public key. */
export interface Account {
  readonly address?: string;
  readonly publicKey?: string;
}

/** Whether a signature is the account's over the message. Never throws. */
export function verifySignature(method: Method, message: string, signature: string, account: Account): boolean {
  try {
    switch (method) {
      case 'siwe': return verifyMessage(message, signature) === getAddress(account.address ?? '');
      case 'algorand': return verifyAlgorand(message, signature, account.address ?? '');
      case 'xrpl': return verify(message, signature, account.publicKey ?? '');
    }
  } catch {
    return false;
  }
}

/** Over `MX` and the text, as algosdk's `signBytes` signs. */
function verifyAlgorand(message: string, signature: string, address: string): boolean {
  if (!/^[A-Za-z0-9+/]{86}==$/.test(signature)) return false;
  return algosdk.verifyBytes(new TextEncoder().encode(message), Buffer.from(signature, 'base64'), address);
}

/** Whether an account has the form that its method asks for. */
export function isAccount(method: Method, { address, publicKey }: Account): boolean {
  try {
    if (method === 'siwe') return getAddress(address ?? '') !== '';
    if (method === 'algorand') return algosdk.isValidAddress(address ?? '');
    return deriveAddress(publicKey ?? '') !== '';
  } catch {
    return false;
  }
}
