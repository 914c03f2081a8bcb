import { toHexDigits } from '../../shared/hex-digits.js';
import { isAddress, isSameAddress } from '../../shared/addresses.js';
import { toChecksumAddress } from '../../shared/checksum-address.js';
import { IMMERSVE_ERRORS } from '../../shared/errors/immersve.js';
import type { ImmersveAccount, ImmersveSigner, ImmersveSignRequest } from '../../shared/immersve.js';
import { PassportError } from '../../shared/passport-error.js';
import { createAnswerError, readPath, toWalletError } from './wallet-error.js';

/** The part of an EIP-1193 provider that signing in needs. */
export interface Eip1193Provider {
  request(call: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
  on?(event: string, listener: (value: unknown) => void): unknown;
  removeListener?(event: string, listener: (value: unknown) => void): unknown;
}

/** Makes an Ethereum wallet of a provider. Signs by `personal_sign` and nothing else. */
export function createEthereumSigner(
  provider: Eip1193Provider, info: Pick<ImmersveSigner, 'id' | 'name' | 'icon'>,
): ImmersveSigner {
  return Object.freeze({
    ...info,
    method: 'siwe' as const,
    connect: () => connect(provider),
    sign: (request: ImmersveSignRequest) => sign(provider, request),
  });
}

async function connect(provider: Eip1193Provider): Promise<ImmersveAccount> {
  const accounts = await call(provider, 'eth_requestAccounts', []);
  const [first] = Array.isArray(accounts) ? accounts as readonly unknown[] : [];
  // The documentation's own sample sends the checksummed form.
  const address = isAddress(first) ? toChecksumAddress(first.toLowerCase()) : undefined;
  if (!address) throw createAnswerError('account');
  return { address };
}

async function sign(provider: Eip1193Provider, { message, account, signal }: ImmersveSignRequest): Promise<string> {
  const watch = watchAccount(provider, account.address ?? '');
  try {
    const signature = await Promise.race([
      call(provider, 'personal_sign', [toHexText(message), account.address]), watch.changed, rejectOnAbort(signal),
    ]);
    // Contract wallets give longer ones; whether Immersve takes them is not documented.
    if (typeof signature !== 'string' || !/^0x(?:[0-9a-f]{2}){65,8192}$/i.test(signature)) throw createAnswerError('signature');
    return signature;
  } finally {
    watch.end();
  }
}

/** Rejects once the wallet has another account in front: its signature would be another's (row 133). */
function watchAccount(provider: Eip1193Provider, address: string): { changed: Promise<never>; end: () => void } {
  let reject: (error: PassportError) => void;
  const changed = new Promise<never>((_, onReject) => { reject = onReject; });
  changed.catch(() => {});
  const listener = (accounts: unknown): void => {
    const first = readPath(accounts, ['0']);
    if (isAddress(first) && isSameAddress(first, address)) return;
    reject(new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_ACCOUNT_CHANGED'));
  };
  ignoreThrows(() => provider.on?.('accountsChanged', listener));
  return { changed, end: () => ignoreThrows(() => provider.removeListener?.('accountsChanged', listener)) };
}

async function call(provider: Eip1193Provider, method: string, params: readonly unknown[]): Promise<unknown> {
  try {
    return await provider.request({ method, params });
  } catch (error) {
    throw toWalletError(error);
  }
}

function toHexText(text: string): string {
  return `0x${toHexDigits(new TextEncoder().encode(text))}`;
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

/** A wallet without working events signs all the same. */
function ignoreThrows(run: () => unknown): void {
  try {
    run();
  } catch {
    // See above.
  }
}
