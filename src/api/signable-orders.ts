import type {
  CancelOrderResponse, CreateOrderResponse, CreateTradeResponse, FeeEntry, TokenAmount,
} from '../shared/imx-requests.js';
import type { Hex } from '../shared/types.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import { parseCancellationToSign, parseOrderToSign } from './parse-signable.js';
import type { CancellationToSign, OrderToSign } from './parse-signable.js';
import { parseCancellationAnswer, parseOrderAnswer, parseTradeAnswer } from './parse-signed.js';
import { toWireAmount, toWireToken } from './signable-token.js';
import type { AuthorizedOptions } from './signable-transfers.js';

/** An order that somebody wants to make. */
export interface OrderQuestion {
  readonly sell: TokenAmount;
  readonly buy: TokenAmount;
  readonly fees?: readonly FeeEntry[];
  /** Seconds since 1970. */
  readonly expirationTimestamp?: number;
}

/** A trade that somebody wants to make: the order that it takes. */
export interface TradeQuestion {
  readonly orderId: number;
  readonly fees?: readonly FeeEntry[];
  /** Seconds since 1970. */
  readonly expirationTimestamp?: number;
}

/** An order or a trade with its signature. */
export interface SignedOrder extends OrderToSign {
  readonly fees?: readonly FeeEntry[];
  readonly starkSignature: Hex;
}

/** Asks what has to be signed for an order. Every function here throws as `callApi` does. */
export async function postSignableOrder(
  target: ApiTarget, user: Hex, question: OrderQuestion, { accessToken, signal }: AuthorizedOptions,
): Promise<OrderToSign> {
  const { buy, sell, fees, expirationTimestamp } = question;
  const body = {
    user,
    amount_buy: toWireAmount(buy),
    token_buy: toWireToken(buy),
    amount_sell: toWireAmount(sell),
    token_sell: toWireToken(sell),
    fees,
    split_fees: true,
    expiration_timestamp: expirationTimestamp,
  };
  const { json } = await callApi(target, { method: 'POST', path: '/v3/signable-order-details', body, accessToken, signal });
  return parseOrderToSign(json);
}

/** Sends a signed order. */
export async function postOrder(
  target: ApiTarget, order: SignedOrder, { accessToken, signal }: AuthorizedOptions,
): Promise<CreateOrderResponse> {
  const { fees, starkSignature } = order;
  const body = { include_fees: true, fees, stark_signature: starkSignature, ...toOrderBody(order) };
  const { json } = await callApi(target, { method: 'POST', path: '/v3/orders', body, accessToken, signal });
  return parseOrderAnswer(json);
}

/** Asks what has to be signed to cancel an order. */
export async function postSignableCancellation(
  target: ApiTarget, orderId: number, { accessToken, signal }: AuthorizedOptions,
): Promise<CancellationToSign> {
  const body = { order_id: orderId };
  const { json } = await callApi(target, { method: 'POST', path: '/v3/signable-cancel-order-details', body, accessToken, signal });
  return parseCancellationToSign(json);
}

/** Cancels an order. */
export async function deleteOrder(
  target: ApiTarget, orderId: number, starkSignature: Hex, { accessToken, signal }: AuthorizedOptions,
): Promise<CancelOrderResponse> {
  const body = { order_id: orderId, stark_signature: starkSignature };
  const { json } = await callApi(target, { method: 'DELETE', path: `/v3/orders/${orderId}`, body, accessToken, signal });
  return parseCancellationAnswer(json);
}

/** Asks what has to be signed to take an order. */
export async function postSignableTrade(
  target: ApiTarget, user: Hex, question: TradeQuestion, { accessToken, signal }: AuthorizedOptions,
): Promise<OrderToSign> {
  const { orderId, fees, expirationTimestamp } = question;
  const body = { expiration_timestamp: expirationTimestamp, fees, order_id: orderId, user };
  const { json } = await callApi(target, { method: 'POST', path: '/v3/signable-trade-details', body, accessToken, signal });
  return parseOrderToSign(json);
}

/** Sends a signed trade. */
export async function postTrade(
  target: ApiTarget, orderId: number, trade: SignedOrder, { accessToken, signal }: AuthorizedOptions,
): Promise<CreateTradeResponse> {
  const { fees, starkSignature, feeInfo } = trade;
  const body = {
    include_fees: true,
    fees,
    stark_signature: starkSignature,
    order_id: orderId,
    fee_info: feeInfo && { asset_id: feeInfo.assetId, fee_limit: feeInfo.feeLimit, source_vault_id: feeInfo.sourceVaultId },
    ...toOrderBody(trade),
  };
  const { json } = await callApi(target, { method: 'POST', path: '/v3/trades', body, accessToken, signal });
  return parseTradeAnswer(json);
}

function toOrderBody(order: OrderToSign): object {
  return {
    amount_buy: order.amountBuy,
    amount_sell: order.amountSell,
    asset_id_buy: order.assetIdBuy,
    asset_id_sell: order.assetIdSell,
    expiration_timestamp: order.expirationTimestamp,
    nonce: order.nonce,
    stark_key: order.starkKey,
    vault_id_buy: order.vaultIdBuy,
    vault_id_sell: order.vaultIdSell,
  };
}
