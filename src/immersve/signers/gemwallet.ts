import { IMMERSVE_ERRORS } from '../../shared/errors/immersve.js';
import type { ImmersveAccount, ImmersveSigner, ImmersveSignRequest } from '../../shared/immersve.js';
import { PassportError } from '../../shared/passport-error.js';
import { loadExport } from './wallet-module.js';
import { readPath, toWalletError } from './wallet-error.js';
import { readPublicKey, readSignature } from './xrpl-answer.js';

type GemFunction = (...args: readonly unknown[]) => Promise<unknown>;

/** GemWallet, by a module that the site brings: its licence is no open one. */
export function createGemWalletSigner(load: () => Promise<unknown>): ImmersveSigner {
  const call = async (name: string, ...args: readonly unknown[]): Promise<unknown> => {
    const run = await loadExport(load, name) as GemFunction;
    let answer: unknown;
    try {
      answer = await run(...args);
    } catch (error) {
      throw toWalletError(error);
    }
    if (readPath(answer, ['type']) === 'reject') throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_USER_REJECTED');
    return readPath(answer, ['result']);
  };
  return Object.freeze({
    id: 'gemwallet',
    name: 'GemWallet',
    method: 'xrpl' as const,
    async connect(): Promise<ImmersveAccount> {
      const installed = await call('isInstalled');
      if (readPath(installed, ['isInstalled']) !== true) throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_NO_WALLET');
      const result = await call('getPublicKey');
      const address = readPath(result, ['address']);
      return { publicKey: readPublicKey(readPath(result, ['publicKey'])), ...(typeof address === 'string' ? { address } : {}) };
    },
    async sign({ message }: ImmersveSignRequest): Promise<string> {
      // Without the flag it signs the letters of the hex, which Immersve refuses.
      const result = await call('signMessage', message, true);
      return readSignature(readPath(result, ['signedMessage']));
    },
  });
}
