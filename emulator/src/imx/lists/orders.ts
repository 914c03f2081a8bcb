import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { toHex, type Amount } from '../ledger/assets.js';
import { addTakerFees, findPaidSide, toShare } from '../orders/fees.js';
import type { Order, OrderBook, OrderFee } from '../orders/order-book.js';
import { cutList } from './cut-list.js';
import { Filter } from './filter.js';
import type { Orders } from './paging.js';
import { writeToken } from './write-token.js';

const ORDERS: Orders<Order> = {
  created_at: ({ createdMs, id }) => BigInt(createdMs) * 1_000_000n + BigInt(id),
  expired_at: ({ expiresMs }) => BigInt(expiresMs),
  sell_quantity: ({ sell }) => sell.amount,
  buy_quantity: ({ buy }) => buy.amount,
  buy_quantity_with_fees: (order) => order.buy.amount + sumFees(order, listFees(order), 'buy'),
  updated_at: ({ updatedMs }) => BigInt(updatedMs),
};
const STATUSES = ['active', 'filled', 'cancelled', 'expired', 'inactive'];

/** `GET /v3/orders` */
export function sendOrders(context: ServiceContext, book: OrderBook, exchange: Exchange): void {
  const filter = new Filter(exchange.url.searchParams);
  const rows = book.orders.filter((order) => filter.isAmong('user', order.user.address) && filter.isOneOf('status', book.getStatus(order), STATUSES)
    && filter.isBetween('min_timestamp', 'max_timestamp', order.createdMs) && filter.isBetween('updated_min_timestamp', 'updated_max_timestamp', order.updatedMs)
    && isWanted(filter, 'sell', order.sell) && isWanted(filter, 'buy', order.buy));
  const page = cutList(context, exchange, rows, ORDERS);
  exchange.sendJson(200, { ...page, result: page.result.map((order) => writeOrder(context, book, order, filter)) });
}

/** `GET /v3/orders/{id}` */
export function sendOrder(context: ServiceContext, book: OrderBook, exchange: Exchange, id: string): void {
  exchange.sendJson(200, writeOrder(context, book, book.get(id), new Filter(exchange.url.searchParams)));
}

function isWanted(filter: Filter, side: 'sell' | 'buy', { asset, amount }: Amount): boolean {
  const item = asset.kind === 'collectible' ? asset.collectible : undefined;
  const address = asset.kind === 'token' ? asset.token.address : asset.collectible.collection.address;
  const type = item === undefined ? (address === '' ? 'ETH' : 'ERC20') : 'ERC721';
  return filter.isOneOf(`${side}_token_type`, type, ['ETH', 'ERC20', 'ERC721']) && filter.isAmong(`${side}_token_address`, address)
    && filter.isAmong(`${side}_token_id`, item?.tokenId) && filter.isAmong(`${side}_asset_id`, toHex(asset.id))
    && filter.isIn(`${side}_token_name`, item?.name) && filter.hasMetadata(`${side}_metadata`, item?.metadata)
    && filter.isWithin(`${side}_min_quantity`, `${side}_max_quantity`, amount);
}

function writeOrder(context: ServiceContext, book: OrderBook, order: Order, filter: Filter): object {
  const { api } = context.addresses;
  const { sell, buy } = order;
  const fees = filter.isSet('include_fees') ? [...listFees(order), ...readAuxiliary(filter)] : undefined;
  const toTotal = (side: 'sell' | 'buy', amount: Amount): string => (fees === undefined ? '' : (amount.amount + sumFees(order, fees, side)).toString());
  return {
    order_id: order.id, status: book.getStatus(order), user: order.user.address,
    sell: writeToken(api, sell, toTotal('sell', sell)), buy: writeToken(api, buy, toTotal('buy', buy)),
    amount_sold: order.state === 'filled' ? sell.amount.toString() : null,
    expiration_timestamp: toText(order.expiresMs), timestamp: toText(order.createdMs), updated_timestamp: toText(order.updatedMs),
    maker_taker_type: order.side,
    ...(fees === undefined ? {} : { fees: writeFees(order, fees), maker_fees: writeSide(order, order.fees), taker_fees: writeSide(order, fees) }),
  };
}

/** What a taker pays, and what the maker of the order added. */
function listFees(order: Order): readonly OrderFee[] {
  return order.side === 'taker' ? order.fees : addTakerFees(order.fees, [order.sell, order.buy]);
}

function readAuxiliary(filter: Filter): readonly OrderFee[] {
  const recipients = filter.get('auxiliary_fee_recipients')?.split(',') ?? [];
  const percentages = filter.get('auxiliary_fee_percentages')?.split(',') ?? [];
  return recipients.map((address, index) => ({ type: 'ecosystem', address, percentage: Number(percentages[index]) || 0 }));
}

/** What the fees come to on the side that is paid in a token. */
function sumFees({ sell, buy }: Order, fees: readonly OrderFee[], side: 'sell' | 'buy'): bigint {
  const amount = side === 'sell' ? sell : buy;
  return findPaidSide(sell, buy) === amount ? fees.reduce((sum, fee) => sum + toShare(fee, amount.amount), 0n) : 0n;
}

function writeFees({ sell, buy }: Order, fees: readonly OrderFee[]): readonly object[] {
  const side = findPaidSide(sell, buy);
  if (side === undefined || side.asset.kind !== 'token') return [];
  const { address, decimals } = side.asset.token;
  const token = { type: address === '' ? 'ETH' : 'ERC20', data: { contract_address: address, decimals } };
  return fees.map((fee) => ({ type: fee.type, address: fee.address, token, amount: toShare(fee, side.amount).toString() }));
}

function writeSide(order: Order, fees: readonly OrderFee[]): object {
  const side = findPaidSide(order.sell, order.buy);
  if (side === undefined || side.asset.kind !== 'token') return {};
  const { address, decimals, symbol } = side.asset.token;
  const total = fees.reduce((sum, fee) => sum + toShare(fee, side.amount), side.amount);
  return { quantity_with_fees: total.toString(), token_type: address === '' ? 'ETH' : 'ERC20', token_address: address, decimals, symbol, fees: writeFees(order, fees) };
}

function toText(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
