import { IMMERSVE_ERRORS } from '../../shared/errors/immersve.js';
import type { ImmersveAccount, ImmersveConnectRequest, ImmersveSigner, ImmersveSignRequest } from '../../shared/immersve.js';
import { PassportError } from '../../shared/passport-error.js';
import { isAlgorandAddress } from '../check-algorand.js';
import { loadExport } from './wallet-module.js';
import { createAnswerError, readPath, toWalletError } from './wallet-error.js';

/** The part of `AVMWebClient` that signing in needs (`@agoralabs-sh/avm-web-provider` 1.7). */
interface AvmClient {
  discover(): string;
  enable(params: { readonly genesisHash: string; readonly providerId: string }): string;
  signMessage(params: { readonly message: string; readonly signer: string; readonly providerId: string }): string;
  onDiscover(callback: (answer: unknown) => void): string;
  onEnable(callback: (answer: unknown) => void): string;
  onSignMessage(callback: (answer: unknown) => void): string;
  removeListener(id: string): void;
}

/** Hashes of the first blocks: Algorand's public documentation. */
const GENESIS_HASHES: Readonly<Record<string, string>> = {
  'algorand-mainnet': 'wGHE2Pwdvd7S12BL5FaOP20EGYesN73ktiC1qzkkit8=',
  'algorand-testnet': 'SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI=',
};

const DISCOVER_MS = 1_000;

/**
 * Wallets of ARC-27, such as Kibisis. They sign a text as it is given, so `MX` is put before it here: the signature is
 * then the one that Immersve verifies, and never that of a transaction.
 */
export function createArc27Signer(load: () => Promise<unknown>): ImmersveSigner {
  let client: AvmClient | undefined;
  let providerId = '';
  return Object.freeze({
    id: 'arc27',
    name: 'Kibisis',
    method: 'algorand' as const,
    async connect({ network, signal }: ImmersveConnectRequest): Promise<ImmersveAccount> {
      const loaded = await loadExport(load, 'AVMWebClient') as { init(): AvmClient };
      const avm = loaded.init();
      client = avm;
      const genesisHash = GENESIS_HASHES[network] ?? '';
      providerId = await findProvider(avm, genesisHash, signal);
      const result = await ask(avm, 'onEnable', () => avm.enable({ genesisHash, providerId }), signal);
      const address = readPath(result, ['accounts', '0', 'address']);
      if (!isAlgorandAddress(address)) throw createAnswerError('account');
      return { address };
    },
    async sign({ message, account, signal }: ImmersveSignRequest): Promise<string> {
      const avm = client;
      if (!avm) throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_NO_WALLET');
      const signer = account.address ?? '';
      const result = await ask(avm, 'onSignMessage', () => avm.signMessage({ message: `MX${message}`, signer, providerId }), signal);
      const signature = readPath(result, ['signature']);
      if (readPath(result, ['signer']) !== signer) throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_ACCOUNT_CHANGED');
      if (typeof signature !== 'string' || !/^[A-Za-z0-9+/]{86}==$/.test(signature)) throw createAnswerError('signature');
      return signature;
    },
  });
}

/** The first wallet that says within a second that it signs messages on the network. */
async function findProvider(client: AvmClient, genesisHash: string, signal: AbortSignal): Promise<string> {
  let listener = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      const refuse = (): void => reject(new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_NO_WALLET'));
      timer = setTimeout(refuse, DISCOVER_MS);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      listener = client.onDiscover((answer) => {
        const networks = readPath(answer, ['result', 'networks']);
        const id = readPath(answer, ['result', 'providerId']);
        const isFit = Array.isArray(networks) && networks.some((network) => readPath(network, ['genesisHash']) === genesisHash
          && (readPath(network, ['methods']) as unknown[] | undefined)?.includes?.('sign_message'));
        if (isFit && typeof id === 'string') resolve(id);
      });
      client.discover();
    });
  } finally {
    clearTimeout(timer);
    client.removeListener(listener);
  }
}

/** Sends a request and waits for its answer: the protocol has no promises. */
async function ask(
  client: AvmClient, listen: 'onEnable' | 'onSignMessage', send: () => string, signal: AbortSignal,
): Promise<unknown> {
  let listener = '';
  try {
    return await new Promise<unknown>((resolve, reject) => {
      const sent: { id?: string } = {};
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      listener = client[listen]((answer) => {
        // Every wallet of the page answers here, and every tab of a wallet: what is not for this request is not looked at.
        if (sent.id === undefined || readPath(answer, ['requestId']) !== sent.id) return;
        const error = readPath(answer, ['error']);
        if (error) reject(toWalletError(error));
        else resolve(readPath(answer, ['result']));
      });
      sent.id = send();
    });
  } finally {
    client.removeListener(listener);
  }
}
