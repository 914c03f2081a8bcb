import { isAddress } from '../shared/addresses.js';
import { toChecksumAddress } from '../shared/checksum-address.js';
import type { ImmersveAccount, ImmersveMethod } from '../shared/immersve.js';
import { isAlgorandAddress } from './check-algorand.js';
import { isXrplPublicKey } from './check-xrpl.js';

const CLASSIC_ADDRESS = /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/;

/**
 * What a wallet or a stored record says of an account, judged: it becomes part of requests and of the screen. Undefined
 * when it is none of the method.
 */
export function parseAccount(method: ImmersveMethod, value: unknown): ImmersveAccount | undefined {
  const { address, publicKey } = (value ?? {}) as { readonly address?: unknown; readonly publicKey?: unknown };
  if (method === 'xrpl') {
    const key = typeof publicKey === 'string' ? publicKey.toUpperCase() : undefined;
    if (!isXrplPublicKey(key)) return undefined;
    const isClassic = typeof address === 'string' && CLASSIC_ADDRESS.test(address);
    return Object.freeze({ publicKey: key, ...(isClassic ? { address } : {}) });
  }
  const checked = method === 'siwe'
    ? toChecksumAddress(isAddress(address) ? address.toLowerCase() : undefined)
    : isAlgorandAddress(address) ? address : undefined;
  return checked ? Object.freeze({ address: checked }) : undefined;
}
