import { untilAborted } from '../platform/abort.js';
import type { ResolvedConfig } from '../shared/config.js';
import type { NetworkUser } from '../shared/network.js';
import type { Hex } from '../shared/types.js';
import type { SignPurpose, WalletRequestOptions, WalletTransport } from '../shared/wallet.js';
import { loadWallet } from './lazy.js';

/** The configured wallet, whose code is loaded on first need. Ends what is under way with the user it is for. */
export class LazyWallet implements WalletTransport {
  readonly #getConfig: () => ResolvedConfig;
  readonly #user: NetworkUser;
  #transport: Promise<WalletTransport> | undefined;
  #life = new AbortController();

  constructor(getConfig: () => ResolvedConfig, user: NetworkUser) {
    this.#getConfig = getConfig;
    this.#user = user;
  }

  getAddress(options?: WalletRequestOptions): Promise<Hex> {
    return this.#ask((transport, limited) => transport.getAddress(limited), options);
  }

  sign(purpose: SignPurpose, options?: WalletRequestOptions): Promise<Hex> {
    return this.#ask((transport, limited) => transport.sign(purpose, limited), options);
  }

  /** @param reason what requests that are under way reject with. Default: an `AbortError`. */
  async disconnect(reason?: unknown): Promise<void> {
    const transport = this.#transport;
    this.#transport = undefined;
    this.#life.abort(reason);
    this.#life = new AbortController();
    await transport?.then((loaded) => loaded.disconnect()).catch(() => {});
  }

  async #ask<T>(
    request: (transport: WalletTransport, options: WalletRequestOptions) => Promise<T>, { signal }: WalletRequestOptions = {},
  ): Promise<T> {
    const stop = signal ? AbortSignal.any([signal, this.#life.signal]) : this.#life.signal;
    stop.throwIfAborted();
    return request(await untilAborted(this.#get(), stop), { signal: stop });
  }

  #get(): Promise<WalletTransport> {
    if (this.#transport) return this.#transport;
    const transport = this.#create();
    this.#transport = transport;
    // Another one may be there by the time when this one fails.
    transport.catch(() => { if (this.#transport === transport) this.#transport = undefined; });
    return transport;
  }

  async #create(): Promise<WalletTransport> {
    const { createWalletTransport } = await loadWallet();
    return createWalletTransport(this.#getConfig(), this.#user);
  }
}
