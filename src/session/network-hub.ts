import { untilAborted } from '../platform/abort.js';
import type { Clock } from '../platform/clock.js';
import type { ResolvedConfig } from '../shared/config.js';
import type { ConnectEvmOptions, EvmProvider } from '../shared/evm-provider.js';
import type { AssetList, BalanceList, Network, NetworkUser, RegisterOptions } from '../shared/network.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { ACCOUNT_ERRORS } from '../shared/errors/account.js';
import { PassportError } from '../shared/passport-error.js';
import type { Account, Hex } from '../shared/types.js';
import { BalanceRequests } from './balance-requests.js';
import type { EvmHooks, HubParts, ProviderHooks } from './hub-parts.js';
import { loadChain, loadEvmProvider, loadImx, loadImxProvider } from './lazy-network.js';
import { LazyWallet } from './lazy-wallet.js';
import type { FetchAssetsOptions, FetchBalancesOptions, ImxProvider, SessionState } from './session-types.js';
import type { TokenKeeper } from './token-keeper.js';

/** What the hub works with. */
export interface NetworkHubOptions {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly getKeeper: () => TokenKeeper | undefined;
  /** Where windows open. Default: the page's. */
  readonly window?: Window & typeof globalThis;
}

/** Brings the configured network, the wallet and the user's tokens together, each on first need. */
export class NetworkHub {
  readonly #getKeeper: NetworkHubOptions['getKeeper'];
  readonly #balances: BalanceRequests;
  readonly #wallet: LazyWallet;
  readonly #parts: HubParts;
  #config: ResolvedConfig;
  #network: Promise<Network> | undefined;
  #isOver = false;
  /** Ends with the user. */
  #life = new AbortController();

  constructor(options: NetworkHubOptions) {
    const { config, clock, getKeeper, window: page = window } = options;
    const getConfig = (): ResolvedConfig => this.#config;
    const user = createNetworkUser(getKeeper);
    this.#getKeeper = getKeeper;
    this.#config = config;
    this.#wallet = new LazyWallet(getConfig, user);
    this.#balances = new BalanceRequests(clock);
    this.#parts = {
      clock, user, getConfig, window: page, wallet: this.#wallet,
      getNetwork: () => this.#getNetwork(),
      isOver: () => this.#isOver,
      forgetBalances: () => this.#balances.clear(),
    };
  }

  /** Takes a configuration that was completed or changed. */
  setConfig(config: ResolvedConfig): void {
    // Elements state theirs whenever they enter the page, be it by a move: that ends nothing.
    if (isEqualConfig(config, this.#config)) return;
    const isSwitch = config.network !== this.#config.network;
    this.#config = config;
    // Keys and connections belong to the endpoints they were made for.
    void this.disconnect(isSwitch ? new PassportError(SHARED_ERRORS, 'ABORTED') : undefined);
    this.#network = undefined;
    this.#parts.approval = undefined;
  }

  async fetchBalances(state: SessionState, options: FetchBalancesOptions): Promise<BalanceList> {
    const owner = getOwner(state, options.owner);
    const { tokens } = options;
    return this.#balances.ask<BalanceList>([owner.toLowerCase(), ...tokens ?? []].join(' '), async (request) =>
      (await this.#getNetwork()).listBalances(owner, { tokens, ...request }), options);
  }

  async fetchAssets(state: SessionState, options: FetchAssetsOptions): Promise<AssetList> {
    const owner = getOwner(state, options.owner);
    const { cursor, signal, refresh } = options;
    return this.#balances.ask<AssetList>(`${owner.toLowerCase()} assets ${cursor ?? ''}`, async (request) =>
      (await this.#getNetwork()).listAssets(owner, { cursor, signal: request.signal }), { signal, refresh });
  }

  async register(options: RegisterOptions): Promise<Account> {
    const registered = this.#getNetwork().then((network) => network.register(options));
    const account = await untilAborted(registered, this.#life.signal);
    this.#balances.clear();
    return account;
  }

  async createImxProvider(hooks: ProviderHooks): Promise<ImxProvider> {
    return (await loadImxProvider()).createImxProvider(this.#parts, hooks);
  }

  /** The one provider of the session, which follows it. */
  async createEvmProvider(hooks: EvmHooks, options: ConnectEvmOptions): Promise<EvmProvider> {
    return (await loadEvmProvider()).createEvmProvider(this.#parts, hooks, options);
  }

  /** Forgets the user's wallet, keys and answers. What is under way is told who is signed in now. Never rejects. */
  async disconnect(reason = this.#createReason()): Promise<void> {
    this.#life.abort(reason);
    this.#life = new AbortController();
    this.#balances.clear();
    const network = this.#network;
    this.#parts.approval?.disconnect(reason);
    await Promise.allSettled([network?.then((loaded) => loaded.disconnect()), this.#wallet.disconnect(reason)]);
  }

  /** Another configuration has begun, with a hub of its own: nothing new begins here. Never rejects. */
  end(): Promise<void> {
    this.#isOver = true;
    return this.disconnect();
  }

  #getNetwork(): Promise<Network> {
    if (this.#network) return this.#network;
    const network = this.#createNetwork();
    this.#network = network;
    // Another one may be there by the time when this one fails.
    network.catch(() => { if (this.#network === network) this.#network = undefined; });
    return network;
  }

  async #createNetwork(): Promise<Network> {
    const { user, wallet, clock } = this.#parts;
    const parts = { config: this.#config, user, wallet, clock };
    if (parts.config.network === 'immutable-x') return (await loadImx()).createImxNetwork(parts);
    return (await loadChain()).createChainNetwork(parts);
  }

  #createReason(): PassportError {
    const isChange = this.#getKeeper()?.tokens !== undefined;
    return new PassportError(SHARED_ERRORS, isChange ? 'USER_CHANGED' : 'NOT_LOGGED_IN_ERROR');
  }
}

/** Whose account it is about: the user's, unless a page asks for another. */
function getOwner({ user, account }: SessionState, asked: Hex | undefined): Hex {
  const owner = asked ?? account?.address;
  if (owner) return owner;
  throw user ? new PassportError(ACCOUNT_ERRORS, 'USER_NOT_REGISTERED_ERROR') : new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
}

/** What a configuration holds as a copy of its own. Anything else is the same value, or another one. */
const COPIED_KEYS: readonly (keyof ResolvedConfig)[] = ['endpoints', 'authorityOrigins', 'acrValues', 'signTexts'];

function isEqualConfig(a: ResolvedConfig, b: ResolvedConfig): boolean {
  return (Object.keys({ ...a, ...b }) as (keyof ResolvedConfig)[]).every((key) => a[key] === b[key]
    || (COPIED_KEYS.includes(key) && JSON.stringify(a[key]) === JSON.stringify(b[key])));
}

function createNetworkUser(getKeeper: () => TokenKeeper | undefined): NetworkUser {
  const require = (): TokenKeeper => {
    const keeper = getKeeper();
    if (!keeper?.tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    return keeper;
  };
  return {
    getClaims: async () => (await require().getVerified()).claims,
    getAccessToken: async () => (await require().getVerified()).accessToken,
    getIdToken: async () => (await require().getVerified()).idToken,
    async refresh(options) {
      options?.signal?.throwIfAborted();
      const { claims } = await require().refresh({ refused: options?.refused });
      options?.signal?.throwIfAborted();
      return claims;
    },
  };
}
