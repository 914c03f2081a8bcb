import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { ImxError } from '../errors.js';
import type { Order, OrderBook, Trade } from '../orders/order-book.js';
import { cutList } from './cut-list.js';
import { Filter } from './filter.js';
import type { Orders } from './paging.js';
import { writeToken } from './write-token.js';

const ORDERS: Orders<Trade> = {
  transaction_id: ({ id }) => BigInt(id),
  created_at: ({ atMs }) => BigInt(atMs),
  timestamp: ({ atMs }) => BigInt(atMs),
  updated_timestamp: ({ atMs }) => BigInt(atMs),
  party_a_sold_quantity: ({ taker }) => taker.sell.amount,
  party_b_sold_quantity: ({ maker }) => maker.sell.amount,
};

/** `GET /v3/trades`: party a took the order of party b. */
export function sendTrades(context: ServiceContext, book: OrderBook, exchange: Exchange): void {
  const filter = new Filter(exchange.url.searchParams);
  const isWanted = (party: 'a' | 'b', order: Order): boolean => {
    const { type, data } = writeToken('', order.sell);
    return filter.isOneOf(`party_${party}_token_type`, type, ['ETH', 'ERC20', 'ERC721'])
      && filter.isAmong(`party_${party}_token_address`, String(data.token_address))
      && filter.isAmong(`party_${party}_token_id`, data.token_id === undefined ? undefined : String(data.token_id));
  };
  const rows = book.trades.filter(({ taker, maker, atMs }) => isWanted('a', taker) && isWanted('b', maker) && filter.isBetween('min_timestamp', 'max_timestamp', atMs));
  const page = cutList(context, exchange, rows, ORDERS);
  exchange.sendJson(200, { ...page, result: page.result.map(writeTrade) });
}

/** `GET /v3/trades/{id}` */
export function sendTrade(book: OrderBook, exchange: Exchange, id: string): void {
  const trade = book.trades.find((candidate) => String(candidate.id) === id);
  if (trade === undefined) throw new ImxError(404, 'trade_not_found', `Trade not found: ${id}`);
  exchange.sendJson(200, writeTrade(trade));
}

function writeTrade({ id, taker, maker, atMs }: Trade): object {
  return { transaction_id: id, status: 'success', timestamp: new Date(atMs).toISOString(), a: writeParty(taker), b: writeParty(maker) };
}

function writeParty(order: Order): object {
  const { type, data } = writeToken('', order.sell);
  const { token_id: tokenId, token_address: address, quantity } = data;
  return { order_id: order.id, token_type: type, ...(tokenId === undefined ? {} : { token_id: tokenId }), token_address: address, sold: quantity };
}
