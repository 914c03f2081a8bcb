import type { ApiTarget } from '../api/call-api.js';
import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { createLoader } from '../platform/load-code.js';
import { readAccount } from '../shared/account.js';
import type { ResolvedConfig } from '../shared/config.js';
import type {
  AssetList, BalanceList, IdTokenClaims, ListAssetsOptions, ListBalancesOptions, Network, NetworkUser, RegisterOptions,
} from '../shared/network.js';
import type { RegistrarHold } from '../shared/registrar-hold.js';
import type { Account, Hex } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import { fetchImxBalances } from './balances.js';
import type { ImxKeys, KeyringOptions } from './keyring.js';
import type { Registrar, RegistrarOptions } from './registrar.js';
import { TokenBook } from './token-book.js';

// A visitor who looks at balances needs neither.
const loadHold = createLoader(() => import('../shared/registrar-hold.js'));
const loadAssets = createLoader(() => import('./assets.js'));

/** Immutable X, with the part of it that needs a wallet before any operation does. */
export interface ImxNetwork extends Network {
  readonly name: 'immutable-x';
  /** Where its API is, and what reaches it. */
  readonly target: ApiTarget;
  /** Connects the wallet and derives the user's key; gives both. The next operation need not wait for it. */
  connect(options?: RegisterOptions): Promise<ImxKeys>;
}

/** What `createImxNetwork` needs. */
export interface ImxNetworkOptions {
  readonly config: Pick<ResolvedConfig, 'endpoints' | 'publishableKey' | 'fetch'>;
  readonly user: NetworkUser;
  readonly wallet: WalletTransport;
  /** Default: that of the configuration, else the browser's. */
  readonly fetch?: typeof fetch;
  /** Default: the browser's. */
  readonly clock?: Clock;
  /** Default: the signing room's. */
  readonly deriveSigner?: KeyringOptions['deriveSigner'];
  /** Loads the code that registers and signs. Default: `import()`. */
  readonly loadRegistrar?: () => Promise<{ readonly Registrar: new (options: RegistrarOptions) => Registrar }>;
}

/** Gives Immutable X as a `Network`. Loads nothing and asks nobody before it is used. */
export function createImxNetwork(options: ImxNetworkOptions): ImxNetwork {
  return new Imx(options);
}

class Imx implements ImxNetwork {
  readonly name = 'immutable-x';
  readonly target: ApiTarget;
  readonly #clock: Clock;
  readonly #tokens: TokenBook;
  readonly #createHold: () => Promise<RegistrarHold<Registrar>>;
  #hold: Promise<RegistrarHold<Registrar>> | undefined;

  constructor(options: ImxNetworkOptions) {
    const { config, user, wallet, deriveSigner, clock = systemClock } = options;
    this.#clock = clock;
    this.target = {
      baseUrl: config.endpoints.imxApiBasePath,
      publishableKey: config.publishableKey,
      fetch: options.fetch ?? config.fetch,
      clock,
    };
    const load = createLoader(options.loadRegistrar ?? (() => import('./registrar.js')));
    const create = async (): Promise<Registrar> => new (await load()).Registrar({ target: this.target, clock, user, wallet, deriveSigner });
    this.#createHold = async () => new (await loadHold()).RegistrarHold({ network: this.name, user, wallet, create });
    this.#tokens = new TokenBook(this.target);
  }

  readAccount(claims: IdTokenClaims): Account | undefined {
    return readAccount(claims, this.name);
  }

  async listBalances(owner: Hex, options?: ListBalancesOptions): Promise<BalanceList> {
    return fetchImxBalances({ target: this.target, tokens: this.#tokens, clock: this.#clock }, owner, options);
  }

  async listAssets(owner: Hex, options?: ListAssetsOptions): Promise<AssetList> {
    const { fetchImxAssets } = await loadAssets();
    return fetchImxAssets({ target: this.target, clock: this.#clock }, owner, options);
  }

  async connect(options: RegisterOptions = {}): Promise<ImxKeys> {
    const { claims, registrar } = await (await this.#getHold()).take();
    return registrar.connect(claims, options);
  }

  async register(options?: RegisterOptions): Promise<Account> {
    return (await this.#getHold()).register(options);
  }

  async disconnect(): Promise<void> {
    await this.#hold?.then((hold) => hold.disconnect());
  }

  /** Loaded with the first use: a visitor who looks at balances does not need it. */
  #getHold(): Promise<RegistrarHold<Registrar>> {
    if (this.#hold) return this.#hold;
    this.#hold = this.#createHold();
    this.#hold.catch(() => { this.#hold = undefined; });
    return this.#hold;
  }
}
