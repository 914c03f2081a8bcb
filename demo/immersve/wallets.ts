/**
 * Made-up wallets for the demo and the tests: local keys from public labels, which nobody may ever send money to. Each
 * speaks as the real one does to a page, asks its owner by the `Ask` that it is given, and signs by the libraries of
 * Immersve's own samples.
 */
import { Wallet } from 'ethers';
import { sign as signXrpl } from 'ripple-keypairs';

/** What a wallet asks its owner. */
export interface Question {
  readonly wallet: string;
  /** To show an account, or to sign. */
  readonly kind: 'connect' | 'sign';
  /** What would be signed, as the wallet shows it. */
  readonly text?: string;
}

/** How a wallet asks its owner; false declines. */
export type Ask = (question: Question) => boolean | Promise<boolean>;

/** What the wallets have signed, in order. */
export const signed: string[] = [];

/** Asks; what is granted to be signed is noted. */
export async function isGranted(ask: Ask, question: Question): Promise<boolean> {
  const isYes = await ask(question);
  if (isYes && question.kind === 'sign') signed.push(question.text ?? '');
  return isYes;
}

const toText = (hex: string): string =>
  new TextDecoder().decode(Uint8Array.from(hex.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

function createIcon(color: string): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="7" fill="${color}"/><circle cx="14" cy="14" r="6" fill="white"/></svg>`)}`;
}

/** Announces an Ethereum wallet by EIP-6963, now and whenever a page asks. */
export function installEthereumWallet(privateKey: string, ask: Ask, name = 'Driftwood'): void {
  const wallet = new Wallet(privateKey);
  const require = async (question: Omit<Question, 'wallet'>): Promise<void> => {
    if (!await isGranted(ask, { wallet: name, ...question })) throw Object.assign(new Error('Declined.'), { code: 4001 });
  };
  const request = async ({ method, params = [] }: { method: string; params?: readonly unknown[] }): Promise<unknown> => {
    if (method === 'eth_requestAccounts') {
      await require({ kind: 'connect' });
      return [wallet.address];
    }
    if (method !== 'personal_sign') throw Object.assign(new Error('Not supported.'), { code: 4200 });
    const text = toText(String(params[0]));
    await require({ kind: 'sign', text });
    return wallet.signMessage(text);
  };
  const info = Object.freeze({ uuid: crypto.randomUUID(), name, icon: createIcon('#2f6f73'), rdns: 'com.example.driftwood' });
  const announce = (): void => void window.dispatchEvent(
    new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider: { request } }) }));
  window.addEventListener('eip6963:requestProvider', announce);
  announce();
}

/** The keys of a wallet of the XRP Ledger's kind, in hex. */
export interface XrplKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Puts a stand-in for Crossmark on the page. */
export function installCrossmark({ publicKey, privateKey }: XrplKeys, ask: Ask): void {
  const signInAndWait = async (hex?: string): Promise<unknown> => {
    const question: Question = { wallet: 'Crossmark', ...(hex === undefined ? { kind: 'connect' } : { kind: 'sign', text: hex }) };
    if (!await isGranted(ask, question)) return { response: { data: { meta: { isRejected: true } } } };
    const signature = hex === undefined ? {} : { signature: signXrpl(hex, privateKey) };
    return { response: { data: { publicKey, meta: { isRejected: false }, ...signature } } };
  };
  Object.assign(window, { xrpl: { crossmark: { methods: { signInAndWait } } } });
}

/** A stand-in for `@gemwallet/api`. */
export function createGemWalletModule({ publicKey, privateKey }: XrplKeys, ask: Ask): object {
  const reject = { type: 'reject', result: undefined };
  return {
    isInstalled: async () => ({ result: { isInstalled: true } }),
    getPublicKey: async () => (await isGranted(ask, { wallet: 'GemWallet', kind: 'connect' }) ? { type: 'response', result: { publicKey } } : reject),
    signMessage: async (hex: string, isHex?: boolean) => {
      if (!await isGranted(ask, { wallet: 'GemWallet', kind: 'sign', text: hex })) return reject;
      const bytes = isHex ? hex : Array.from(new TextEncoder().encode(hex), (byte) => byte.toString(16).padStart(2, '0')).join('');
      return { type: 'response', result: { signedMessage: signXrpl(bytes, privateKey) } };
    },
  };
}
