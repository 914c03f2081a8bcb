import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { ImxError, toErrorBody } from './errors.js';
import { Exchanges } from './exchanges/exchanges.js';
import { IMX_FAULTS } from './faults.js';
import { Ledger } from './ledger/ledger.js';
import { OrderBook } from './orders/order-book.js';
import { Orders } from './orders/orders.js';
import { Trades } from './orders/trades.js';
import { makeRegistrations, registerPeople } from './registered-people.js';
import { Registrations } from './registration.js';
import { createReadRoutes, createWriteRoutes, type Route } from './routes.js';
import { seedExchange } from './seeds.js';
import { Transfers } from './transfers/transfers.js';

/** Creates the Immutable X API: users, registration, balances and collectibles, transfers, orders, trades, exchanges. */
export function createImxService(context: ServiceContext): Service {
  const registrations = new Registrations(context);
  const ledger = new Ledger(context);
  const book = new OrderBook(context.world);
  const transfers = new Transfers(context, ledger);
  const orders = new Orders(context, ledger, book);
  const trades = new Trades(context, ledger, book);
  const exchanges = new Exchanges(context, transfers);
  const routes = [...createReadRoutes({ context, ledger, book }), ...createWriteRoutes({ registrations, transfers, orders, trades, exchanges })];
  const people = makeRegistrations(context);
  const seed = (): void => {
    registerPeople(context, people);
    seedExchange(context, ledger, book);
  };
  seed();

  return {
    name: 'imx',
    role: 'api',
    faults: IMX_FAULTS,
    errorBody: (status) => toErrorBody(status),
    handle: (exchange) => route(routes, exchange),
    reset: () => {
      for (const part of [registrations, transfers, orders, trades, exchanges, book]) part.clear();
      ledger.reset();
      seed();
    },
  };
}

async function route(routes: readonly Route[], exchange: Exchange): Promise<void> {
  try {
    for (const [method, path, handler] of routes) {
      const found = path.exec(exchange.path);
      if (found !== null && method === exchange.method) return await handler(exchange, decode(found[1]), decode(found[2]));
    }
    throw new ImxError(404, 'resource_not_found', `There is nothing at ${exchange.method} ${exchange.path}`);
  } catch (error) {
    if (!(error instanceof ImxError)) throw error;
    exchange.sendJson(error.status, toErrorBody(error.status, error.code, error.message));
  }
}

function decode(text = ''): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
