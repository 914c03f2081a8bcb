import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { ImxError } from './errors.js';
import type { Exchanges } from './exchanges/exchanges.js';
import { findAccount } from './ledger/accounts.js';
import type { Ledger } from './ledger/ledger.js';
import { sendAsset, sendAssets, type AssetSources } from './lists/assets.js';
import { sendBalance, sendBalances } from './lists/balances.js';
import { sendOrder, sendOrders } from './lists/orders.js';
import { sendToken, sendTokens } from './lists/tokens.js';
import { sendTrade, sendTrades } from './lists/trades.js';
import { sendTransfer, sendTransfers } from './lists/transfers.js';
import type { Orders } from './orders/orders.js';
import type { Trades } from './orders/trades.js';
import { findPicture, renderLogo } from './pictures.js';
import type { Registrations } from './registration.js';
import type { Transfers } from './transfers/transfers.js';

/** Who answers a request, given up to two parts of its path. */
type Handler = (exchange: Exchange, first: string, second: string) => void | Promise<void>;

/** A method, a path and who answers it. */
export type Route = readonly [method: string, path: RegExp, handler: Handler];

/** Everything that changes something. */
export interface Writers {
  readonly registrations: Registrations;
  readonly transfers: Transfers;
  readonly orders: Orders;
  readonly trades: Trades;
  readonly exchanges: Exchanges;
}

/** What anybody may read. */
export function createReadRoutes(sources: AssetSources & { readonly ledger: Ledger }): readonly Route[] {
  const { context, ledger, book } = sources;
  return [
    ['GET', /^\/v1\/users\/([^/]+)$/, (exchange, user) => sendAccounts(context, exchange, user)],
    ['GET', /^\/v2\/balances\/([^/]+)$/, (exchange, owner) => sendBalances(context, ledger, exchange, owner)],
    ['GET', /^\/v2\/balances\/([^/]+)\/([^/]+)$/, (exchange, owner, token) => sendBalance(context, ledger, exchange, owner, token)],
    ['GET', /^\/v1\/tokens$/, (exchange) => sendTokens(context, exchange)],
    ['GET', /^\/v1\/tokens\/([^/]+)$/, (exchange, address) => sendToken(context, exchange, address)],
    ['GET', /^\/v1\/assets$/, (exchange) => sendAssets(sources, exchange)],
    ['GET', /^\/v1\/assets\/([^/]+)\/([^/]+)$/, (exchange, address, id) => sendAsset(sources, exchange, address, id)],
    ['GET', /^\/v3\/orders$/, (exchange) => sendOrders(context, book, exchange)],
    ['GET', /^\/v3\/orders\/([^/]+)$/, (exchange, id) => sendOrder(context, book, exchange, id)],
    ['GET', /^\/v3\/trades$/, (exchange) => sendTrades(context, book, exchange)],
    ['GET', /^\/v3\/trades\/([^/]+)$/, (exchange, id) => sendTrade(book, exchange, id)],
    ['GET', /^\/v1\/transfers$/, (exchange) => sendTransfers(context, ledger, exchange)],
    ['GET', /^\/v1\/transfers\/([^/]+)$/, (exchange, id) => sendTransfer(context, ledger, exchange, id)],
    ['GET', /^\/logos\/([^/]+)\.svg$/, (exchange, address) => sendPicture(exchange, renderLogo(address))],
    ['GET', /^\/pictures\/([^/]+)\.svg$/, (exchange, address) => sendPicture(exchange, findPicture(address))],
    ['GET', /^\/pictures\/([^/]+)\/([^/]+)\.svg$/, (exchange, address, id) => sendPicture(exchange, findPicture(address, id))],
  ];
}

/** What users do, signed where it moves something. */
export function createWriteRoutes({ registrations, transfers, orders, trades, exchanges }: Writers): readonly Route[] {
  return [
    ['POST', /^\/v1\/signable-registration-offchain$/, (exchange) => registrations.offer(exchange)],
    ['POST', /^\/v[12]\/passport\/users$/, (exchange) => registrations.register(exchange)],
    ['POST', /^\/v1\/signable-transfer-details$/, (exchange) => transfers.offer(exchange)],
    ['POST', /^\/v1\/transfers$/, (exchange) => transfers.transfer(exchange)],
    ['POST', /^\/v2\/signable-transfer-details$/, (exchange) => transfers.offerBatch(exchange)],
    ['POST', /^\/v2\/transfers$/, (exchange) => transfers.transferBatch(exchange)],
    ['POST', /^\/v3\/signable-order-details$/, (exchange) => orders.offer(exchange)],
    ['POST', /^\/v3\/orders$/, (exchange) => orders.create(exchange)],
    ['POST', /^\/v3\/signable-cancel-order-details$/, (exchange) => orders.offerCancellation(exchange)],
    ['DELETE', /^\/v3\/orders\/([^/]+)$/, (exchange, id) => orders.cancel(exchange, id)],
    ['POST', /^\/v3\/signable-trade-details$/, (exchange) => trades.offer(exchange)],
    ['POST', /^\/v3\/trades$/, (exchange) => trades.create(exchange)],
    ['GET', /^\/v3\/exchanges$/, (exchange) => exchanges.sendList(exchange)],
    ['GET', /^\/v3\/exchanges\/([^/]+)$/, (exchange, id) => exchanges.send(exchange, id)],
    ['POST', /^\/v3\/exchanges$/, (exchange) => exchanges.create(exchange)],
    ['POST', /^\/v2\/exchanges\/([^/]+)\/signable-transfer-details$/, (exchange, id) => exchanges.offer(exchange, id)],
    ['POST', /^\/v2\/exchanges\/([^/]+)\/transfers$/, (exchange, id) => exchanges.transfer(exchange, id)],
  ];
}

/** The Stark key of an account. A wallet's address is no account: clients look there for older keys. */
function sendAccounts(context: ServiceContext, exchange: Exchange, address: string): void {
  const other = takeFault(context.faults, exchange, 'imx:other-stark-key');
  const starkKey = other?.key ?? findAccount(context, address)?.starkKey;
  if (starkKey === undefined) throw new ImxError(404, 'account_not_found', `Account not found: ${address}`);
  exchange.sendJson(200, { accounts: [starkKey] });
}

function sendPicture(exchange: Exchange, svg: string | undefined): void {
  if (svg === undefined) throw new ImxError(404, 'resource_not_found', 'There is no such picture');
  exchange.send(200, svg, {
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'max-age=3600',
  });
}
