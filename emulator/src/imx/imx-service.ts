import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { sendBalance, sendBalances } from './balances.js';
import { ImxError, toErrorBody } from './errors.js';
import { IMX_FAULTS } from './faults.js';
import { findAccount } from './ledger/accounts.js';
import { Ledger } from './ledger/ledger.js';
import { renderLogo } from './logos.js';
import { registerPeople } from './registered-people.js';
import { Registrations } from './registration.js';
import { Transfers } from './transfers/transfers.js';
import { sendToken, sendTokens } from './token-details.js';

type Handler = (exchange: Exchange, first: string, second: string) => void | Promise<void>;

/** A method, a path and who answers it. */
type Route = readonly [method: string, path: RegExp, handler: Handler];

/** Creates the Immutable X API: users, registration, balances, tokens, logos. */
export function createImxService(context: ServiceContext): Service {
  const registrations = new Registrations(context);
  const ledger = new Ledger(context);
  const transfers = new Transfers(context, ledger);
  const routes = [...createRoutes(context, registrations, ledger), ...createTransferRoutes(transfers)];
  registerPeople(context);

  return {
    name: 'imx',
    role: 'api',
    faults: IMX_FAULTS,
    errorBody: (status) => toErrorBody(status),
    handle: (exchange) => route(routes, exchange),
    reset: () => {
      registrations.clear();
      transfers.clear();
      ledger.reset();
      registerPeople(context);
    },
  };
}

function createRoutes(context: ServiceContext, registrations: Registrations, ledger: Ledger): readonly Route[] {
  return [
    ['GET', /^\/v1\/users\/([^/]+)$/, (exchange, user) => sendAccounts(context, exchange, user)],
    ['POST', /^\/v1\/signable-registration-offchain$/, (exchange) => registrations.offer(exchange)],
    ['POST', /^\/v[12]\/passport\/users$/, (exchange) => registrations.register(exchange)],
    ['GET', /^\/v2\/balances\/([^/]+)$/, (exchange, owner) => sendBalances(context, ledger, exchange, owner)],
    ['GET', /^\/v2\/balances\/([^/]+)\/([^/]+)$/, (exchange, owner, token) => sendBalance(context, ledger, exchange, owner, token)],
    ['GET', /^\/v1\/tokens$/, (exchange) => sendTokens(context, exchange)],
    ['GET', /^\/v1\/tokens\/([^/]+)$/, (exchange, address) => sendToken(context, exchange, address)],
    ['GET', /^\/logos\/([^/]+)\.svg$/, sendLogo],
  ];
}

function createTransferRoutes(transfers: Transfers): readonly Route[] {
  return [
    ['POST', /^\/v1\/signable-transfer-details$/, (exchange) => transfers.offer(exchange)],
    ['POST', /^\/v2\/signable-transfer-details$/, (exchange) => transfers.offerBatch(exchange)],
    ['POST', /^\/v1\/transfers$/, (exchange) => transfers.transfer(exchange)],
    ['POST', /^\/v2\/transfers$/, (exchange) => transfers.transferBatch(exchange)],
  ];
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

/** The Stark key of an account. A wallet's address is no account: clients look there for older keys. */
function sendAccounts(context: ServiceContext, exchange: Exchange, address: string): void {
  const other = takeFault(context.faults, exchange, 'imx:other-stark-key');
  const starkKey = other?.key ?? findAccount(context, address)?.starkKey;
  if (starkKey === undefined) throw new ImxError(404, 'account_not_found', `Account not found: ${address}`);
  exchange.sendJson(200, { accounts: [starkKey] });
}

function sendLogo(exchange: Exchange, address: string): void {
  const svg = renderLogo(address);
  if (svg === undefined) throw new ImxError(404, 'resource_not_found', 'There is no such logo');
  exchange.send(200, svg, {
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'max-age=3600',
  });
}

function decode(text = ''): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
