// The documented parameters, by their documented names.

interface Paging {
  /** How many at most on a page. Default: the service's, 100. */
  readonly pageSize?: number;
  /** Of the page before. Default: the first page. */
  readonly cursor?: string;
  readonly direction?: 'asc' | 'desc' | (string & {});
}

interface Period {
  /** ISO 8601, UTC. */
  readonly minTimestamp?: string;
  readonly maxTimestamp?: string;
}

interface UpdatePeriod {
  /** ISO 8601, UTC. */
  readonly updatedMinTimestamp?: string;
  readonly updatedMaxTimestamp?: string;
}

interface Fees {
  readonly includeFees?: boolean;
  /** Divided by commas. */
  readonly auxiliaryFeePercentages?: string;
  /** Addresses, divided by commas. */
  readonly auxiliaryFeeRecipients?: string;
}

/** Of `listBalances` and `balances`. */
export interface BalancesApiListBalancesRequest extends Paging {
  readonly owner: string;
  readonly orderBy?: string;
}

/** Of `getBalance`. */
export interface BalancesApiGetBalanceRequest {
  readonly owner: string;
  /** Of the token; `eth`, or the empty text, for ETH. */
  readonly address: string;
}

/** Of `listAssets` and `assets`. */
export interface AssetsApiListAssetsRequest extends Paging, UpdatePeriod, Fees {
  readonly orderBy?: 'updated_at' | 'name';
  /** Owners, divided by commas. */
  readonly user?: string;
  readonly status?: 'eth' | 'imx' | 'preparing_withdrawal' | 'withdrawable' | 'burned';
  readonly name?: string;
  /** JSON, such as `{"attack":["high"]}`. */
  readonly metadata?: string;
  readonly sellOrders?: boolean;
  readonly buyOrders?: boolean;
  /** Addresses of collections, divided by commas. */
  readonly collection?: string;
}

/** Of `getAsset`. */
export interface AssetsApiGetAssetRequest {
  readonly tokenAddress: string;
  readonly tokenId: string;
  readonly includeFees?: boolean;
}

/** Of `listTokens` and `tokens`. */
export interface TokensApiListTokensRequest extends Paging {
  readonly orderBy?: 'contract_address' | 'name' | 'symbol';
  readonly address?: string;
  /** Divided by commas. */
  readonly symbols?: string;
}

/** Of `getToken`. */
export interface TokensApiGetTokenRequest {
  /** `eth`, or the empty text, for ETH. */
  readonly address: string;
}

/** Of `listOrders` and `orders`. Quantities are decimal text in the smallest unit. */
export interface OrdersApiListOrdersV3Request extends Paging, Period, UpdatePeriod, Fees {
  readonly orderBy?: 'created_at' | 'expired_at' | 'sell_quantity' | 'buy_quantity' | 'buy_quantity_with_fees' | 'updated_at';
  readonly user?: string;
  readonly status?: 'active' | 'filled' | 'cancelled' | 'expired' | 'inactive';
  readonly buyTokenType?: string;
  readonly buyTokenId?: string;
  readonly buyAssetId?: string;
  readonly buyTokenAddress?: string;
  readonly buyTokenName?: string;
  readonly buyMinQuantity?: string;
  readonly buyMaxQuantity?: string;
  /** JSON. */
  readonly buyMetadata?: string;
  readonly sellTokenType?: string;
  readonly sellTokenId?: string;
  readonly sellAssetId?: string;
  readonly sellTokenAddress?: string;
  readonly sellTokenName?: string;
  readonly sellMinQuantity?: string;
  readonly sellMaxQuantity?: string;
  /** JSON. */
  readonly sellMetadata?: string;
}

/** Of `getOrder`. */
export interface OrdersApiGetOrderV3Request extends Fees {
  readonly id: string | number;
}

/** Of `listTrades` and `trades`. */
export interface TradesApiListTradesV3Request extends Paging, Period {
  readonly orderBy?: 'created_at' | 'transaction_id' | 'party_a_sold_quantity' | 'party_b_sold_quantity' | 'timestamp' | 'updated_timestamp';
  readonly partyATokenType?: string;
  readonly partyATokenAddress?: string;
  readonly partyBTokenType?: string;
  readonly partyBTokenAddress?: string;
  readonly partyBTokenId?: string;
}

/** Of `getTrade`. */
export interface TradesApiGetTradeV3Request {
  readonly id: string | number;
}

/** Of `listTransfers` and `transfers`. Quantities are decimal text in the smallest unit. */
export interface TransfersApiListTransfersRequest extends Paging, Period {
  readonly orderBy?: 'transaction_id' | 'created_at' | 'sender_ether_key' | 'receiver_ether_key';
  /** Who sent. */
  readonly user?: string;
  readonly receiver?: string;
  readonly status?: 'success' | 'failure';
  readonly tokenType?: string;
  readonly tokenId?: string;
  readonly assetId?: string;
  readonly tokenAddress?: string;
  readonly tokenName?: string;
  readonly minQuantity?: string;
  readonly maxQuantity?: string;
  /** JSON. */
  readonly metadata?: string;
}

/** Of `getTransfer`. */
export interface TransfersApiGetTransferRequest {
  readonly id: string | number;
}
