/**
 * Made-up wallets for the demo and the tests: local keys from public labels, which nobody may ever send money to. They
 * announce themselves as real ones do, ask by `confirm`, and sign by the libraries of Immersve's own samples.
 */
import algosdk from 'algosdk';
import { Wallet } from 'ethers';
import { sign as signXrpl } from 'ripple-keypairs';

/** How a wallet asks its owner; false declines. */
export type Ask = (question: string) => boolean | Promise<boolean>;

/** Counts what the wallets were asked to sign. */
export const signed: string[] = [];

const toText = (hex: string): string =>
  new TextDecoder().decode(Uint8Array.from(hex.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

function createIcon(color: string): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="7" fill="${color}"/><circle cx="14" cy="14" r="6" fill="white"/></svg>`)}`;
}

async function requireConsent(ask: Ask, question: string, code: unknown = 4001): Promise<void> {
  if (!await ask(question)) throw Object.assign(new Error('Declined.'), { code });
}

/** Announces an Ethereum wallet by EIP-6963, now and whenever a page asks. */
export function installEthereumWallet(privateKey: string, ask: Ask, name = 'Driftwood'): void {
  const wallet = new Wallet(privateKey);
  const request = async ({ method, params = [] }: { method: string; params?: readonly unknown[] }): Promise<unknown> => {
    if (method === 'eth_requestAccounts') {
      await requireConsent(ask, `${name}: show your address to this page?`);
      return [wallet.address];
    }
    if (method !== 'personal_sign') throw Object.assign(new Error('Not supported.'), { code: 4200 });
    const text = toText(String(params[0]));
    await requireConsent(ask, `${name}: sign this?\n\n${text}`);
    signed.push(text);
    return wallet.signMessage(text);
  };
  const info = Object.freeze({ uuid: crypto.randomUUID(), name, icon: createIcon('#2f6f73'), rdns: 'com.example.driftwood' });
  const announce = (): void => void window.dispatchEvent(
    new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider: { request } }) }));
  window.addEventListener('eip6963:requestProvider', announce);
  announce();
}

/** A stand-in for `@perawallet/connect`. */
export function createPeraModule(mnemonic: string, ask: Ask): object {
  const account = algosdk.mnemonicToSecretKey(mnemonic);
  const address = account.addr.toString();
  return {
    PeraWalletConnect: class {
      async reconnectSession(): Promise<string[]> {
        return [];
      }

      async connect(): Promise<string[]> {
        if (!await ask('Pera (made up): show your address to this page?')) throw { data: { type: 'CONNECT_MODAL_CLOSED' } };
        return [address];
      }

      async signData([{ data }]: readonly [{ data: Uint8Array }]): Promise<Uint8Array[]> {
        const text = new TextDecoder().decode(data);
        if (!await ask(`Pera (made up): sign this?\n\n${text}`)) throw { data: { type: 'SIGN_DATA_CANCELLED' } };
        signed.push(text);
        return [algosdk.signBytes(data, account.sk)];
      }

      async disconnect(): Promise<void> {}
    },
  };
}

/** Puts a stand-in for Crossmark on the page. */
export function installCrossmark(keys: { readonly publicKey: string; readonly privateKey: string }, ask: Ask): void {
  const signInAndWait = async (hex?: string): Promise<unknown> => {
    const isGranted = await ask(hex === undefined ? 'Crossmark (made up): show your key to this page?' : `Crossmark (made up): sign this?\n\n${hex}`);
    if (!isGranted) return { response: { data: { meta: { isRejected: true } } } };
    if (hex !== undefined) signed.push(hex);
    return { response: { data: {
      publicKey: keys.publicKey, meta: { isRejected: false }, ...(hex === undefined ? {} : { signature: signXrpl(hex, keys.privateKey) }),
    } } };
  };
  Object.assign(window, { xrpl: { crossmark: { methods: { signInAndWait } } } });
}
