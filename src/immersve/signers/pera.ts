import type { ImmersveAccount, ImmersveSigner, ImmersveSignRequest } from '../../shared/immersve.js';
import { isAlgorandAddress } from '../check-algorand.js';
import { loadExport, toBase64 } from './wallet-module.js';
import { createAnswerError, toWalletError } from './wallet-error.js';

/** The part of `PeraWalletConnect` that signing in needs (`@perawallet/connect` 1.5 and 1.6). */
interface Pera {
  connect(): Promise<unknown>;
  reconnectSession(): Promise<unknown>;
  disconnect(): Promise<void>;
  signData(data: readonly { readonly data: Uint8Array; readonly message: string }[], signer: string): Promise<unknown>;
}

type PeraClass = new (options: { readonly chainId: number }) => Pera;

/** Ids of the networks as Pera has them: its type names these, its documentation which is which. */
const CHAIN_IDS: Readonly<Record<string, number>> = { 'algorand-mainnet': 416_001, 'algorand-testnet': 416_002 };

const SIGNATURE_BYTES = 64;

/** Pera's wallet on a phone or in the browser. It signs bytes with `MX` before them, as Immersve verifies them. */
export function createPeraSigner(load: () => Promise<unknown>): ImmersveSigner {
  let pera: Pera | undefined;
  return Object.freeze({
    id: 'pera',
    name: 'Pera Wallet',
    method: 'algorand' as const,
    async connect({ network }: { readonly network: string }): Promise<ImmersveAccount> {
      // `default` in Pera's own module, a name in copies of it.
      const Class = await loadExport(load, 'PeraWalletConnect').catch(() => loadExport(load, 'default')) as PeraClass;
      try {
        pera = new Class({ chainId: CHAIN_IDS[network] ?? 4160 });
        // An earlier connection of this page is taken up again; Pera refuses to make a second one.
        const earlier = await pera.reconnectSession().catch(() => []);
        const [address] = toList(earlier).length > 0 ? toList(earlier) : toList(await pera.connect());
        if (!isAlgorandAddress(address)) throw createAnswerError('account');
        return { address };
      } catch (error) {
        throw toWalletError(error);
      }
    },
    async sign({ message, description, account }: ImmersveSignRequest): Promise<string> {
      try {
        const data = [{ data: new TextEncoder().encode(message), message: description ?? '' }];
        const [signature] = toList(await pera?.signData(data, account.address ?? ''));
        const bytes = signature instanceof Uint8Array ? signature : undefined;
        if (bytes?.length !== SIGNATURE_BYTES) throw createAnswerError('signature');
        return toBase64(bytes);
      } catch (error) {
        throw toWalletError(error);
      }
    },
    disconnect: () => pera?.disconnect(),
  });
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
