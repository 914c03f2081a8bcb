import type {
  ImmersveAttributeConfig, ImmersveConfig, ImmersveListener, ImmersveLoginOptions, ImmersveProfile, ImmersveState, LoadedImmersve,
} from '../../src/session/immersve-types.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import type { ImmersveMethod, ImmersveSigner, ImmersveWalletOptions } from '../../src/shared/immersve.js';
import { PassportError } from '../../src/shared/passport-error.js';

/** A visitor who does not exist. */
export const PROFILE: ImmersveProfile = Object.freeze({
  method: 'siwe', network: 'polygon-amoy', address: '0xDB7B54B4716F6BE8d55F6498C7cE2cC96122c27A',
  cardholderAccountId: 'made-up-account', expiresAtMs: Date.UTC(2026, 10, 21, 12),
});

/** A wallet that is asked for nothing. */
export function createFakeSigner(name: string, method: ImmersveMethod = 'siwe', icon?: string): ImmersveSigner {
  const refuse = (): Promise<never> => Promise.reject(new Error('This wallet is asked for nothing.'));
  return { id: name.toLowerCase().replaceAll(' ', '-'), name, method, icon, connect: refuse, sign: refuse };
}

/** A login that waits for its test. */
export interface PendingLogin {
  readonly options: ImmersveLoginOptions;
  readonly resolve: (profile: ImmersveProfile) => void;
  readonly reject: (error: unknown) => void;
}

/** An Immersve session whose state a test sets and whose answers a test gives. */
export class FakeImmersve implements LoadedImmersve {
  state: ImmersveState = Object.freeze({ status: 'signed-out' });
  /** What `watchWallets` finds. */
  wallets: readonly ImmersveSigner[] = [];
  readonly logins: PendingLogin[] = [];
  readonly contributions: ImmersveAttributeConfig[] = [];
  readonly walletOptions: ImmersveWalletOptions[] = [];
  readonly listeners = new Set<ImmersveListener>();
  readonly walletListeners = new Set<() => void>();
  cancelled = 0;
  logouts = 0;
  /** Thrown by every `contribute` that states something. */
  contributeError: PassportError | undefined;

  /** Replaces the state and tells everybody. */
  set(state: ImmersveState): void {
    this.state = Object.freeze(state);
    for (const listener of [...this.listeners]) listener(this.state);
  }

  /** Shows a failure of the last login. */
  fail(code: PassportError['code']): void {
    const error = new PassportError(ERROR_TABLE, code);
    this.logins.at(-1)?.reject(error);
    this.set({ status: 'failed', error });
  }

  /** Replaces the wallets and tells everybody. */
  setWallets(...wallets: ImmersveSigner[]): void {
    this.wallets = wallets;
    for (const tell of [...this.walletListeners]) tell();
  }

  async load(): Promise<this> {
    return this;
  }

  subscribe(listener: ImmersveListener): () => void {
    this.listeners.add(listener);
    listener(this.state);
    return () => void this.listeners.delete(listener);
  }

  configure(_config: ImmersveConfig): void {}

  contribute(_source: object, attributes: ImmersveAttributeConfig): void {
    this.contributions.push(attributes);
    // Withdrawing contradicts nobody.
    if (this.contributeError && Object.keys(attributes).length > 0) throw this.contributeError;
  }

  login(options: ImmersveLoginOptions): Promise<ImmersveProfile> {
    const profile = new Promise<ImmersveProfile>((resolve, reject) => this.logins.push({ options, resolve, reject }));
    const { id, name, method } = options.signer;
    this.set({ status: 'connecting', signer: { id, name, method } });
    return profile;
  }

  cancelLogin(): void {
    this.cancelled += 1;
    this.logins.at(-1)?.reject(new PassportError(ERROR_TABLE, 'ABORTED'));
    this.set({ status: 'signed-out' });
  }

  async logout(): Promise<void> {
    this.logouts += 1;
    this.set({ status: 'signed-out' });
  }

  async getAccessToken(): Promise<string | undefined> {
    return undefined;
  }

  async refresh(): Promise<void> {}

  watchWallets(options: ImmersveWalletOptions, listener: (signers: readonly ImmersveSigner[]) => void): () => void {
    this.walletOptions.push(options);
    const tell = (): void => listener(this.wallets);
    this.walletListeners.add(tell);
    tell();
    return () => void this.walletListeners.delete(tell);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
