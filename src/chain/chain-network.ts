import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { createLoader } from '../platform/load-code.js';
import { readAccount } from '../shared/account.js';
import type {
  AssetList, BalanceList, IdTokenClaims, ListAssetsOptions, ListBalancesOptions, Network, NetworkUser, RegisterOptions,
} from '../shared/network.js';
import type { RegistrarHold } from '../shared/registrar-hold.js';
import type { Account, Hex } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import { fetchChainBalances } from './chain-balances.js';
import type { ChainSources } from './chain-balances.js';
import { ChainReader } from './chain-reader.js';
import type { ChainRegistrar } from './chain-registrar.js';
import { createChainSettings } from './chain-settings.js';
import type { ChainConfig, ChainSettings } from './chain-settings.js';
import { TokenList } from './token-list.js';

// A visitor who looks at balances needs none of them.
const loadHold = createLoader(() => import('../shared/registrar-hold.js'));
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
  readonly #sources: ChainSources;
  readonly #chain: ChainSettings;
  readonly #clock: Clock;
  readonly #createHold: () => Promise<RegistrarHold<ChainRegistrar>>;
  #hold: Promise<RegistrarHold<ChainRegistrar>> | undefined;

  constructor(options: ChainNetworkOptions) {
    const { config, user, wallet, clock = systemClock } = options;
    const chain = createChainSettings(config, clock, options.fetch);
    this.#chain = chain;
    this.#clock = clock;
    const create = async (): Promise<ChainRegistrar> => new (await loadRegistrar()).ChainRegistrar({ chain, user, wallet, clock });
    this.#createHold = async () => new (await loadHold()).RegistrarHold({ network: this.name, user, wallet, create });
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

  async register(options?: RegisterOptions): Promise<Account> {
    return (await this.#getHold()).register(options);
  }

  async disconnect(): Promise<void> {
    await this.#hold?.then((hold) => hold.disconnect());
  }

  /** Loaded with the first use: a visitor who looks at balances does not need it. */
  #getHold(): Promise<RegistrarHold<ChainRegistrar>> {
    if (this.#hold) return this.#hold;
    this.#hold = this.#createHold();
    this.#hold.catch(() => { this.#hold = undefined; });
    return this.#hold;
  }
}
