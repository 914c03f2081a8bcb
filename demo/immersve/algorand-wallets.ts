/** Made-up wallets of Algorand, as `wallets.ts` has those of the other kinds. */
import algosdk from 'algosdk';
import { sign as signXrpl } from 'ripple-keypairs';
import { isGranted, type Ask } from './wallets.js';

/** A stand-in for `@perawallet/connect`. */
export function createPeraModule(mnemonic: string, ask: Ask): object {
  const account = algosdk.mnemonicToSecretKey(mnemonic);
  const wallet = 'Pera Wallet';
  return {
    PeraWalletConnect: class {
      async reconnectSession(): Promise<string[]> {
        return [];
      }

      async connect(): Promise<string[]> {
        if (!await isGranted(ask, { wallet, kind: 'connect' })) throw { data: { type: 'CONNECT_MODAL_CLOSED' } };
        return [account.addr.toString()];
      }

      async signData([{ data }]: readonly [{ data: Uint8Array }]): Promise<Uint8Array[]> {
        if (!await isGranted(ask, { wallet, kind: 'sign', text: new TextDecoder().decode(data) })) throw { data: { type: 'SIGN_DATA_CANCELLED' } };
        return [algosdk.signBytes(data, account.sk)];
      }

      async disconnect(): Promise<void> {}
    },
  };
}

type Answer = { readonly result: unknown } | { readonly error: unknown };

/** A stand-in for `@agoralabs-sh/avm-web-provider` with a wallet behind it: answers come later, each with its request's id. */
export function createArc27Module(mnemonic: string, ask: Ask): object {
  const { addr, sk } = algosdk.mnemonicToSecretKey(mnemonic);
  const signer = addr.toString();
  const wallet = 'Kibisis';
  const declined = { error: { code: 4001, message: 'Declined.' } };
  // The testnet's first block, as Algorand's documentation has it.
  const networks = [{ genesisHash: 'SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI=', methods: ['enable', 'sign_message'] }];

  function init(): object {
    const listeners = new Map<string, { readonly method: string; readonly callback: (answer: object) => void }>();
    const listen = (method: string) => (callback: (answer: object) => void): string => {
      const id = crypto.randomUUID();
      listeners.set(id, { method, callback });
      return id;
    };
    const send = (method: string, run: () => Promise<Answer>): string => {
      const requestId = crypto.randomUUID();
      void run().then((answer) => {
        for (const entry of listeners.values()) if (entry.method === method) entry.callback({ requestId, ...answer });
      });
      return requestId;
    };
    return {
      onDiscover: listen('discover'), onEnable: listen('enable'), onSignMessage: listen('sign'),
      removeListener: (id: string) => listeners.delete(id),
      discover: () => send('discover', async () => ({ result: { providerId: 'made-up', networks } })),
      enable: () => send('enable', async () =>
        (await isGranted(ask, { wallet, kind: 'connect' }) ? { result: { accounts: [{ address: signer }] } } : declined)),
      signMessage: ({ message }: { message: string }) => send('sign', async () =>
        (await isGranted(ask, { wallet, kind: 'sign', text: message }) ? { result: { signature: signBare(message, sk), signer } } : declined)),
    };
  }
  return { AVMWebClient: class { static readonly init = init; } };
}

/** Over the bytes as they are, as Kibisis signs: algosdk puts `MX` before them, the library for the other ledger nothing. */
function signBare(text: string, secretKey: Uint8Array): string {
  const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // 64 bytes: the private key, then the public one.
  const signature = signXrpl(toHex(new TextEncoder().encode(text)), `ED${toHex(secretKey.slice(0, 32))}`.toUpperCase());
  return btoa(String.fromCharCode(...(signature.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))));
}
