import type { ResolvedConfig } from '../shared/config.js';
import type { NetworkUser } from '../shared/network.js';
import type { Hex } from '../shared/types.js';
import type { SignPurpose, WalletRequestOptions, WalletTransport } from '../shared/wallet.js';
import { loadWallet } from './lazy.js';

/** The configured wallet, whose code is loaded on first need. */
export class LazyWallet implements WalletTransport {
  readonly #getConfig: () => ResolvedConfig;
  readonly #user: NetworkUser;
  #transport: Promise<WalletTransport> | undefined;

  constructor(getConfig: () => ResolvedConfig, user: NetworkUser) {
    this.#getConfig = getConfig;
    this.#user = user;
  }

  async getAddress(options?: WalletRequestOptions): Promise<Hex> {
    return (await this.#get()).getAddress(options);
  }

  async sign(purpose: SignPurpose, options?: WalletRequestOptions): Promise<Hex> {
    return (await this.#get()).sign(purpose, options);
  }

  async disconnect(): Promise<void> {
    const transport = this.#transport;
    this.#transport = undefined;
    await transport?.then((loaded) => loaded.disconnect()).catch(() => {});
  }

  #get(): Promise<WalletTransport> {
    this.#transport ??= this.#create().catch((error: unknown) => {
      this.#transport = undefined;
      throw error;
    });
    return this.#transport;
  }

  async #create(): Promise<WalletTransport> {
    const { createWalletTransport } = await loadWallet();
    return createWalletTransport(this.#getConfig(), this.#user);
  }
}
