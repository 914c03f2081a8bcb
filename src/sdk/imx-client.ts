import type { ApiTarget } from '../api/call-api.js';
import type { Asset } from '../api/parse-assets.js';
import type { OrderV3 } from '../api/parse-orders.js';
import type { Trade } from '../api/parse-trades.js';
import type { Transfer } from '../api/parse-transfers.js';
import type { Balance, GetUsersApiResponse, TokenDetails } from '../api/parse-users.js';
import { fetchImx, fetchImxPage, readImxList } from '../api/read-imx.js';
import type { ImxEndpoint, ImxRequest, ListAnswer, ReadAllOptions, ReadOptions } from '../api/read-imx.js';
import { createEmulatorPreset, PRESETS } from '../shared/environments.js';
import type { ImmutableConfigurationOptions } from './config.js';
import { ENDPOINTS } from './imx-client-endpoints.js';
import type * as Requests from './imx-client-requests.js';

/** What an `IMXClient` is made of. */
export interface ImxClientConfiguration {
  readonly baseConfig: ImmutableConfigurationOptions;
  readonly overrides?: {
    readonly immutableXConfig?: { readonly apiConfiguration?: { readonly basePath?: string } };
  };
}

/** The documented answer of `listTokens`: the one list that does not say how much remains. */
export type ListTokensResponse = Omit<ListAnswer<TokenDetails>, 'remaining'>;

/** A page waits for a slow service longer than an element does: code has a signal to end it with. */
const PATIENCE = { maxRetries: 4, maxRetryAfterMs: 30_000 } as const;

/**
 * The documented client of the Immutable X API, as far as it reads. All of it is public: nobody has to be
 * signed in. `list…` gives one page as documented; the plural without `list` iterates over all pages.
 *
 * An answer is judged when it comes: documented members are given as they came, others are dropped.
 * Names, pictures and metadata were chosen by strangers. A service that asks to wait (429) is waited
 * for, up to four times, as long as it says, or 1, 2, 4 and 8 seconds.
 *
 * Every method rejects with {PassportError} `API_UNAVAILABLE`, `API_RATE_LIMITED`, `API_REFUSED`, `API_NOT_FOUND`,
 * `API_RESPONSE_INVALID` or `RESPONSE_TOO_LARGE`; with the signal's reason when it is aborted; with
 * `TypeError` when the request cannot be sent. The iterations throw `API_LIST_INCOMPLETE` besides, so that
 * one which ends without an error has given everything.
 */
export class IMXClient {
  readonly #target: ApiTarget;

  /** Throws a `TypeError` when there is no environment. */
  constructor(config: ImxClientConfiguration) {
    const environment = config?.baseConfig?.environment;
    if (!environment) throw new TypeError('new IMXClient(config): config.baseConfig.environment is missing, such as Environment.SANDBOX.');
    const preset = environment === 'emulator' ? createEmulatorPreset() : PRESETS[environment];
    if (!preset) throw new TypeError(`new IMXClient(config): "${String(environment)}" is no environment.`);
    this.#target = {
      ...PATIENCE,
      baseUrl: config.overrides?.immutableXConfig?.apiConfiguration?.basePath ?? preset.endpoints.imxApiBasePath,
      publishableKey: config.baseConfig.publishableKey,
    };
  }

  /** The Stark keys that are registered for an address; `API_NOT_FOUND` when there are none. */
  async getUser(ethAddress: string, options?: ReadOptions): Promise<GetUsersApiResponse> {
    return this.#get(ENDPOINTS.user, { user: ethAddress }, options);
  }

  /** A user's balance of one token. */
  async getBalance(request: Requests.BalancesApiGetBalanceRequest, options?: ReadOptions): Promise<Balance> {
    return this.#get(ENDPOINTS.balance, request, options);
  }

  /** One page of a user's balances. */
  async listBalances(request: Requests.BalancesApiListBalancesRequest, options?: ReadOptions): Promise<ListAnswer<Balance>> {
    return this.#list(ENDPOINTS.balances, request, options);
  }

  /** All balances of a user. */
  balances(request: Requests.BalancesApiListBalancesRequest, options?: ReadAllOptions): AsyncGenerator<Balance, void, undefined> {
    return this.#all(ENDPOINTS.balances, request, options);
  }

  /** One asset. */
  async getAsset(request: Requests.AssetsApiGetAssetRequest, options?: ReadOptions): Promise<Asset> {
    return this.#get(ENDPOINTS.asset, request, options);
  }

  /** One page of assets. */
  async listAssets(request?: Requests.AssetsApiListAssetsRequest, options?: ReadOptions): Promise<ListAnswer<Asset>> {
    return this.#list(ENDPOINTS.assets, request, options);
  }

  /** All assets that the request describes. */
  assets(request?: Requests.AssetsApiListAssetsRequest, options?: ReadAllOptions): AsyncGenerator<Asset, void, undefined> {
    return this.#all(ENDPOINTS.assets, request, options);
  }

  /** What is known of one token. */
  async getToken(request: Requests.TokensApiGetTokenRequest, options?: ReadOptions): Promise<TokenDetails> {
    return this.#get(ENDPOINTS.token, request, options);
  }

  /** One page of tokens. There is more until a page or its cursor is empty. */
  async listTokens(request?: Requests.TokensApiListTokensRequest, options?: ReadOptions): Promise<ListTokensResponse> {
    const { result, cursor } = await this.#list(ENDPOINTS.tokens, request, options);
    return { result, cursor };
  }

  /** All tokens that the request describes. */
  tokens(request?: Requests.TokensApiListTokensRequest, options?: ReadAllOptions): AsyncGenerator<TokenDetails, void, undefined> {
    return this.#all(ENDPOINTS.tokens, request, options);
  }

  /** One order. */
  async getOrder(request: Requests.OrdersApiGetOrderV3Request, options?: ReadOptions): Promise<OrderV3> {
    return this.#get(ENDPOINTS.order, request, options);
  }

  /** One page of orders. */
  async listOrders(request?: Requests.OrdersApiListOrdersV3Request, options?: ReadOptions): Promise<ListAnswer<OrderV3>> {
    return this.#list(ENDPOINTS.orders, request, options);
  }

  /** All orders that the request describes. */
  orders(request?: Requests.OrdersApiListOrdersV3Request, options?: ReadAllOptions): AsyncGenerator<OrderV3, void, undefined> {
    return this.#all(ENDPOINTS.orders, request, options);
  }

  /** One trade. */
  async getTrade(request: Requests.TradesApiGetTradeV3Request, options?: ReadOptions): Promise<Trade> {
    return this.#get(ENDPOINTS.trade, request, options);
  }

  /** One page of trades. */
  async listTrades(request?: Requests.TradesApiListTradesV3Request, options?: ReadOptions): Promise<ListAnswer<Trade>> {
    return this.#list(ENDPOINTS.trades, request, options);
  }

  /** All trades that the request describes. */
  trades(request?: Requests.TradesApiListTradesV3Request, options?: ReadAllOptions): AsyncGenerator<Trade, void, undefined> {
    return this.#all(ENDPOINTS.trades, request, options);
  }

  /** One transfer. */
  async getTransfer(request: Requests.TransfersApiGetTransferRequest, options?: ReadOptions): Promise<Transfer> {
    return this.#get(ENDPOINTS.transfer, request, options);
  }

  /** One page of transfers. */
  async listTransfers(request?: Requests.TransfersApiListTransfersRequest, options?: ReadOptions): Promise<ListAnswer<Transfer>> {
    return this.#list(ENDPOINTS.transfers, request, options);
  }

  /** All transfers that the request describes. */
  transfers(request?: Requests.TransfersApiListTransfersRequest, options?: ReadAllOptions): AsyncGenerator<Transfer, void, undefined> {
    return this.#all(ENDPOINTS.transfers, request, options);
  }

  #get<Shape>(endpoint: ImxEndpoint<Shape>, request: object, options?: ReadOptions): Promise<Shape> {
    return fetchImx(this.#target, endpoint, request as ImxRequest, options);
  }

  #list<Row>(endpoint: ImxEndpoint<Row>, request: object = {}, options?: ReadOptions): Promise<ListAnswer<Row>> {
    return fetchImxPage(this.#target, endpoint, request as ImxRequest, options);
  }

  #all<Row>(endpoint: ImxEndpoint<Row>, request: object = {}, options?: ReadAllOptions): AsyncGenerator<Row, void, undefined> {
    return readImxList(this.#target, endpoint, request as ImxRequest, options);
  }
}
