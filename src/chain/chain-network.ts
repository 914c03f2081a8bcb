import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { readAccount } from '../shared/account.js';
import type {
  BalanceList, IdTokenClaims, ListBalancesOptions, Network, NetworkUser, RegisterOptions,
} from '../shared/network.js';
import { toRegistrationError } from '../shared/registration-error.js';
import type { Account, Hex } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import { fetchChainBalances } from './chain-balances.js';
import type { ChainSources } from './chain-balances.js';
import { ChainReader } from './chain-reader.js';
import { ChainRegistrar } from './chain-registrar.js';
import { createChainSettings } from './chain-settings.js';
import type { ChainConfig } from './chain-settings.js';
import { TokenList } from './token-list.js';

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
  readonly #registrar: ChainRegistrar;

  constructor(options: ChainNetworkOptions) {
    const { config, user, wallet, clock = systemClock } = options;
    const chain = createChainSettings(config, clock, options.fetch);
    this.#options = options;
    this.#sources = { reader: new ChainReader(chain), tokens: new TokenList(chain, clock), clock };
    this.#registrar = new ChainRegistrar({ chain, user, wallet, clock });
  }

  readAccount(claims: IdTokenClaims): Account | undefined {
    return readAccount(claims, this.name);
  }

  async listBalances(owner: Hex, options?: ListBalancesOptions): Promise<BalanceList> {
    return fetchChainBalances(this.#sources, owner, options);
  }

  async register(options: RegisterOptions = {}): Promise<Account> {
    options.signal?.throwIfAborted();
    try {
      const claims = await this.#options.user.getClaims();
      options.signal?.throwIfAborted();
      return this.readAccount(claims) ?? await this.#registrar.register(claims, options);
    } catch (error) {
      throw toRegistrationError(error);
    }
  }

  async disconnect(): Promise<void> {
    this.#registrar.disconnect();
    await this.#options.wallet.disconnect();
  }
}
