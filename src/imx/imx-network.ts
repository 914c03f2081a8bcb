import type { ApiTarget } from '../api/call-api.js';
import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { createLoader } from '../platform/load-code.js';
import { readAccount } from '../shared/account.js';
import type { ResolvedConfig } from '../shared/config.js';
import type {
  AssetList, BalanceList, IdTokenClaims, ListAssetsOptions, ListBalancesOptions, Network, NetworkUser, RegisterOptions,
} from '../shared/network.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { Account, Hex } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import { fetchImxBalances } from './balances.js';
import type { ImxKeys, KeyringOptions } from './keyring.js';
import type { Registrar, RegistrarOptions } from './registrar.js';
import { toRegistrationError } from '../shared/registration-error.js';
import { TokenBook } from './token-book.js';

/** A visitor who looks at balances does not need it. */
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
  readonly #options: ImxNetworkOptions;
  readonly target: ApiTarget;
  readonly #clock: Clock;
  readonly #tokens: TokenBook;
  #registrar?: Registrar;
  /** Goes up with each disconnect, so that code which loads meanwhile starts nothing. */
  #epoch = 0;

  constructor(options: ImxNetworkOptions) {
    const { config } = options;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.target = {
      baseUrl: config.endpoints.imxApiBasePath,
      publishableKey: config.publishableKey,
      fetch: options.fetch ?? config.fetch,
      clock: this.#clock,
    };
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
    const epoch = this.#epoch;
    const claims = await this.#options.user.getClaims();
    const registrar = await this.#loadRegistrar(epoch);
    this.#requireEpoch(epoch);
    return registrar.connect(claims, options);
  }

  async register(options: RegisterOptions = {}): Promise<Account> {
    const epoch = this.#epoch;
    const { user } = this.#options;
    options.signal?.throwIfAborted();
    try {
      const account = this.readAccount(await user.getClaims());
      if (account) return account;
      const registrar = await this.#loadRegistrar(epoch);
      // Read again: while the code was loading, another call may have registered the user.
      const claims = await user.getClaims();
      this.#requireEpoch(epoch);
      options.signal?.throwIfAborted();
      return this.readAccount(claims) ?? await registrar.register(claims, options);
    } catch (error) {
      throw toRegistrationError(error);
    }
  }

  async disconnect(): Promise<void> {
    this.#epoch += 1;
    this.#registrar?.disconnect();
    this.#registrar = undefined;
    await this.#options.wallet.disconnect();
  }

  /** The signing code is large, and a visitor who looks at balances needs none of it. */
  async #loadRegistrar(epoch: number): Promise<Registrar> {
    if (this.#registrar) return this.#registrar;
    const { loadRegistrar = () => import('./registrar.js'), user, wallet, deriveSigner } = this.#options;
    const { Registrar } = await loadRegistrar().catch((error: unknown) => {
      throw new PassportError(SHARED_ERRORS, 'CODE_UNAVAILABLE', { cause: error });
    });
    this.#requireEpoch(epoch);
    this.#registrar ??= new Registrar({ target: this.target, clock: this.#clock, user, wallet, deriveSigner });
    return this.#registrar;
  }

  /** Whether it is the same user's call still. */
  #requireEpoch(epoch: number): void {
    if (epoch !== this.#epoch) throw new PassportError(SHARED_ERRORS, 'ABORTED');
  }
}
