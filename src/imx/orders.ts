import type { OrderToSign } from '../api/parse-signable.js';
import { fetchOrderTerms } from '../api/signable-facts.js';
import type { OrderTerms } from '../api/signable-facts.js';
import {
  deleteOrder, postOrder, postSignableCancellation, postSignableOrder, postSignableTrade, postTrade,
} from '../api/signable-orders.js';
import { isSameAddress } from '../shared/addresses.js';
import type { CancelOrderResponse, CreateOrderResponse, CreateTradeResponse } from '../shared/imx-requests.js';
import { readWireNumber } from '../signing/asked-asset.js';
import { checkOrderPayload, checkTradePayload } from '../signing/check-order.js';
import { createMismatch } from '../signing/checked-hash.js';
import { parsePayloadHash } from '../signing/stark-ecdsa.js';
import { computeMaxFeePpm } from './fee-limit.js';
import { fetchKnownToken } from './known-token.js';
import type { KnownToken } from './known-token.js';
import type { ProviderCall } from './provider-call.js';
import type { AskedOrderRequest, AskedTradeRequest } from './read-requests.js';
import { describeCancellation, describeOrder } from './summaries.js';
import type { SignedTerms } from './summaries.js';

/** Offers an order. Rejects with the codes of the rooms involved, as all here do. */
export async function createOrder(call: ProviderCall, asked: AskedOrderRequest): Promise<CreateOrderResponse> {
  const { target, account } = call;
  const { fees, expirationTimestamp: expiresAt } = asked;
  const [keys, toSign, { sell, buy }] = await Promise.all([
    call.getKeys(),
    call.ask((options) => postSignableOrder(target, account, asked, options)),
    fetchSides(call, asked),
  ]);
  call.checkExpiration(toSign.expirationTimestamp);
  const royaltyPercent = sell.royaltyPercent + buy.royaltyPercent;
  const hash = checkOrderPayload({
    sell: sell.asked, buy: buy.asked, starkKey: keys.signer.publicKey, expiresAt, maxFeePpm: computeMaxFeePpm(fees, { royaltyPercent }),
  }, toSign);
  await call.confirm({ kind: 'starkex', payloadHash: toSign.payloadHash }, describeOrder('create-order', asked, readSignedTerms(toSign, { sell, buy })));
  const signed = { ...toSign, fees, starkSignature: keys.signer.sign(hash) };
  return call.send((options) => postOrder(target, signed, options));
}

/**
 * Cancels an order. What its hash commits to is specified nowhere, so that it is signed on the service's word:
 * bound are the order's id and that the order is the user's own.
 */
export async function cancelOrder(call: ProviderCall, orderId: number): Promise<CancelOrderResponse> {
  const { target, account, signal } = call;
  const [keys, toSign, terms] = await Promise.all([
    call.getKeys(),
    call.ask((options) => postSignableCancellation(target, orderId, options)),
    fetchOrderTerms(target, orderId, { signal }),
  ]);
  if (readWireNumber('order', toSign.orderId) !== BigInt(orderId)) throw createMismatch('order');
  if (!isSameAddress(terms.user, account)) throw createMismatch('order\'s owner');
  parsePayloadHash(toSign.payloadHash);
  await call.confirm({ kind: 'starkex', payloadHash: toSign.payloadHash }, describeCancellation(orderId));
  const signature = keys.signer.signUnseen('cancel-order', toSign.payloadHash);
  return call.send((options) => deleteOrder(target, orderId, signature, options));
}

/** Takes an order, on the terms that the service publishes of it. */
export async function createTrade(call: ProviderCall, asked: AskedTradeRequest): Promise<CreateTradeResponse> {
  const { target, account } = call;
  const { orderId, fees, expirationTimestamp: expiresAt } = asked;
  const [keys, toSign, { terms, sell, buy }] = await Promise.all([
    call.getKeys(),
    call.ask((options) => postSignableTrade(target, account, asked, options)),
    fetchTerms(call, orderId),
  ]);
  call.checkExpiration(toSign.expirationTimestamp);
  const hash = checkTradePayload({
    sell: sell.asked, buy: buy.asked, starkKey: keys.signer.publicKey, expiresAt,
    maxFeePpm: computeMaxFeePpm(fees, {
      royaltyPercent: sell.royaltyPercent + buy.royaltyPercent, amount: terms.feeAmount, price: getPrice(sell, buy),
    }),
  }, toSign);
  // The taker gives what the maker wants.
  const signedTerms = readSignedTerms(toSign, { sell: buy, buy: sell });
  const summary = describeOrder('create-trade', { ...asked, sell: terms.buy, buy: terms.sell }, signedTerms, orderId);
  await call.confirm({ kind: 'starkex', payloadHash: toSign.payloadHash }, summary);
  const signed = { ...toSign, fees, starkSignature: keys.signer.sign(hash) };
  return call.send((options) => postTrade(target, orderId, signed, options));
}

/** The amount of the side that is money; of two such sides, of what the taker gives. */
function getPrice(sell: KnownToken, buy: KnownToken): bigint {
  return (buy.asked.token.type === 'ERC721' ? sell : buy).asked.amount;
}

async function fetchTerms(call: ProviderCall, orderId: number): Promise<Sides & { readonly terms: OrderTerms }> {
  const terms = await fetchOrderTerms(call.target, orderId, { signal: call.signal });
  return { ...await fetchSides(call, terms), terms };
}

interface Sides {
  readonly sell: KnownToken;
  readonly buy: KnownToken;
}

async function fetchSides({ target, signal }: ProviderCall, order: Pick<AskedOrderRequest, 'sell' | 'buy'>): Promise<Sides> {
  const [sell, buy] = await Promise.all([fetchKnownToken(target, order.sell, signal), fetchKnownToken(target, order.buy, signal)]);
  return { sell, buy };
}

/** Reads, of an order that was checked, what the visitor signs without having asked for it. The sides are the signer's. */
function readSignedTerms({ expirationTimestamp, assetIdSell, feeInfo }: OrderToSign, sides: Sides): SignedTerms {
  const expirationHours = readWireNumber('expiration', expirationTimestamp);
  if (!feeInfo) return { expirationHours };
  const isOfSell = readWireNumber('fee\'s asset id', feeInfo.assetId) === readWireNumber('asset id to sell', assetIdSell);
  const side = isOfSell ? 'sell' : 'buy';
  const { token } = sides[side].asked;
  const quantum = token.type === 'ERC721' ? 1n : token.quantum;
  return { expirationHours, fee: { side, limit: readWireNumber('fee\'s limit', feeInfo.feeLimit) * quantum } };
}
