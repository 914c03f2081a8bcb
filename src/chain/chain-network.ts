import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { createLoader } from '../platform/load-code.js';
import { readAccount } from '../shared/account.js';
import type {
  AssetList, BalanceList, IdTokenClaims, ListAssetsOptions, ListBalancesOptions, Network, NetworkUser, RegisterOptions,
} from '../shared/network.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { toRegistrationError } from '../shared/registration-error.js';
import type { Account, Hex } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import { fetchChainBalances } from './chain-balances.js';
import type { ChainSources } from './chain-balances.js';
import { ChainReader } from './chain-reader.js';
import type { ChainRegistrar } from './chain-registrar.js';
import { createChainSettings } from './chain-settings.js';
import type { ChainConfig, ChainSettings } from './chain-settings.js';
import { TokenList } from './token-list.js';

// A visitor who looks at balances needs neither.
const loadRegistrar = createLoader(() => import('./chain-registrar.js'));
const loadAssets = createLoader(() => import('./chain-assets.js'));

/** What `createChainNetwork` needs. */
export interface ChainNetworkOptions {
  readonly config: ChainConfig;
  readonly user: NetworkUser;
  readonly wallet: WalletTransport;
  /** Default: that of the configuration, else the browser's. */
  readonly fetch?: typeof fetch;
  /** Default: the browser's. */
  readonly clock?: Clock;
}

/**
 * Gives Immutable Chain (zkEVM) as a `Network`. Asks nobody before it is used.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION` when the emulator's chain has no address.
 */
export function createChainNetwork(options: ChainNetworkOptions): Network {
  return new ChainNetwork(options);
}

class ChainNetwork implements Network {
  readonly name = 'immutable-chain';
  readonly #options: ChainNetworkOptions;
  readonly #sources: ChainSources;
  readonly #chain: ChainSettings;
  readonly #clock: Clock;
  #registrar?: ChainRegistrar;
  /** Goes up with each disconnect, so that code which loads meanwhile starts nothing. */
  #epoch = 0;

  constructor(options: ChainNetworkOptions) {
    const { config, clock = systemClock } = options;
    const chain = createChainSettings(config, clock, options.fetch);
    this.#options = options;
    this.#chain = chain;
    this.#clock = clock;
    this.#sources = { reader: new ChainReader(chain), tokens: new TokenList(chain, clock), clock, decimals: new Map() };
  }

  readAccount(claims: IdTokenClaims): Account | undefined {
    return readAccount(claims, this.name);
  }

  async listBalances(owner: Hex, options?: ListBalancesOptions): Promise<BalanceList> {
    return fetchChainBalances(this.#sources, owner, options);
  }

  async listAssets(owner: Hex, options?: ListAssetsOptions): Promise<AssetList> {
    const { fetchChainAssets } = await loadAssets();
    return fetchChainAssets({ chain: this.#chain, clock: this.#clock }, owner, options);
  }

  async register(options: RegisterOptions = {}): Promise<Account> {
    const epoch = this.#epoch;
    const { user } = this.#options;
    options.signal?.throwIfAborted();
    try {
      const account = this.readAccount(await user.getClaims());
      if (account) return account;
      const registrar = await this.#getRegistrar(epoch);
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

  async #getRegistrar(epoch: number): Promise<ChainRegistrar> {
    const { ChainRegistrar: Registrar } = await loadRegistrar();
    this.#requireEpoch(epoch);
    const { user, wallet } = this.#options;
    this.#registrar ??= new Registrar({ chain: this.#chain, user, wallet, clock: this.#clock });
    return this.#registrar;
  }
  /** Whether it is the same user's call still. */
  #requireEpoch(epoch: number): void {
    if (epoch !== this.#epoch) throw new PassportError(SHARED_ERRORS, 'ABORTED');
  }
}
