/** So much ether. */
export interface EthAmount {
  readonly type: 'ETH';
  /** In wei, as decimal text. */
  readonly amount: string;
}

/** So much of an ERC20 token. */
export interface Erc20Amount {
  readonly type: 'ERC20';
  readonly tokenAddress: string;
  /** In the token's smallest unit, as decimal text. */
  readonly amount: string;
}

/** One ERC721 token. */
export interface Erc721Token {
  readonly type: 'ERC721';
  readonly tokenAddress: string;
  /** As decimal text. */
  readonly tokenId: string;
}

/** The documented way to say what is moved. */
export type TokenAmount = EthAmount | Erc20Amount | Erc721Token;

/** The documented request of `transfer`. */
export type UnsignedTransferRequest = TokenAmount & { readonly receiver: string };

/** One of the documented requests of `batchNftTransfer`. */
export interface NftTransferDetails {
  readonly receiver: string;
  readonly tokenAddress: string;
  /** As decimal text. */
  readonly tokenId: string;
}

/** A fee that the page asks for on top of an order or a trade. */
export interface FeeEntry {
  /** Who receives it. */
  readonly address?: string;
  /** Of the price, such as 1.5. */
  readonly fee_percentage?: number;
}

/** The documented request of `createOrder`. */
export interface UnsignedOrderRequest {
  readonly sell: TokenAmount;
  readonly buy: TokenAmount;
  /** Seconds since 1970; the service rounds down to the hour. Default: the service decides. */
  readonly expiration_timestamp?: number;
  readonly fees?: readonly FeeEntry[];
}

/** The documented request of `cancelOrder`. */
export interface GetSignableCancelOrderRequest {
  readonly order_id: number;
}

/** The documented request of `createTrade`. */
export interface GetSignableTradeRequest {
  /** The order that is taken. */
  readonly order_id: number;
  readonly fees?: readonly FeeEntry[];
  /** Seconds since 1970; the service rounds down to the hour. Default: the service decides. */
  readonly expiration_timestamp?: number;
  /** Not read, as in the official SDK: the trade is the signed-in user's. */
  readonly user?: string;
}

/** The documented request of `exchangeTransfer`. */
export type UnsignedExchangeTransferRequest = (EthAmount | Erc20Amount) & {
  readonly receiver: string;
  /** The exchange's id. */
  readonly transactionID: string;
};

/** What `transfer` and `exchangeTransfer` resolve to. */
export interface CreateTransferResponseV1 {
  readonly sent_signature: string;
  readonly status: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly transfer_id: number;
}

/** What `batchNftTransfer` resolves to. */
export interface CreateTransferResponse {
  /** In the order of the request. */
  readonly transfer_ids: readonly number[];
}

/** What `createOrder` resolves to. */
export interface CreateOrderResponse {
  readonly order_id: number;
  readonly status: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly request_id?: string;
}

/** What `cancelOrder` resolves to. */
export interface CancelOrderResponse {
  readonly order_id: number;
  readonly status: string;
}

/** What `createTrade` resolves to. */
export interface CreateTradeResponse {
  readonly trade_id: number;
  readonly status: string;
  readonly request_id?: string;
}
