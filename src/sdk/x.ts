import type { Asset } from '../api/parse-assets.js';
import type { OrderV3 } from '../api/parse-orders.js';
import type { Trade } from '../api/parse-trades.js';
import type { Transfer } from '../api/parse-transfers.js';
import type { Balance } from '../api/parse-users.js';
import type { ListAnswer } from '../api/read-imx.js';

export { IMXClient } from './imx-client.js';
export type { ImxClientConfiguration, ListTokensResponse } from './imx-client.js';
export type * from './imx-client-requests.js';
export type { Asset, Fee, OrderDetails } from '../api/parse-assets.js';
export type { FeeToken, OrderFeeInfo, OrdersMakerTakerFee, OrderV3 } from '../api/parse-orders.js';
export type { CollectionDetails, Token, TokenData, TokenDataProperties } from '../api/parse-token-amounts.js';
export type { Trade, TradeSide } from '../api/parse-trades.js';
export type { Transfer } from '../api/parse-transfers.js';
export type { Balance, GetUsersApiResponse, TokenDetails } from '../api/parse-users.js';
export type { ListAnswer, ReadAllOptions, ReadOptions } from '../api/read-imx.js';

/** The documented answer of `listBalances`. */
export type ListBalancesResponse = ListAnswer<Balance>;
/** The documented answer of `listAssets`. */
export type ListAssetsResponse = ListAnswer<Asset>;
/** The documented answer of `listOrders`. */
export type ListOrdersResponseV3 = ListAnswer<OrderV3>;
/** The documented answer of `listTrades`. */
export type ListTradesResponse = ListAnswer<Trade>;
/** The documented answer of `listTransfers`. */
export type ListTransfersResponse = ListAnswer<Transfer>;
