import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { PAGES_PATH, sendConfirmationPage } from './confirmation-pages.js';
import { GuardianError, toErrorBody } from './errors.js';
import { GUARDIAN_FAULTS } from './faults.js';
import { evaluateCalls, evaluateText, evaluateTyped } from './evm.js';
import { decide, evaluateTransaction, sendTransaction } from './transactions.js';

/** Its API is part of the API's host, as in the live service; the page decides on its own origin. */
const API_PATH = '/guardian/';
const TRANSACTION = /^\/guardian\/v1\/transactions\/([^/]+)(?:\/(evaluate|approve|reject))?$/;

const MESSAGE = /^\/guardian\/v1\/messages\/([^/]+)\/(approve|reject)$/;

/** What is evaluated without a hash of its own, by path. */
const EVALUATIONS: Readonly<Record<string, (context: ServiceContext, exchange: Exchange) => Promise<void>>> = {
  '/guardian/v1/transactions/evm/evaluate': evaluateCalls,
  '/guardian/v1/messages/evaluate': evaluateTyped,
  '/guardian/v1/erc191-messages/evaluate': evaluateText,
};

/** Creates the guardian: what has to be confirmed, and the page on which it is. */
export function createGuardianService(context: ServiceContext): Service {
  return {
    name: 'guardian', role: 'passport', alsoAt: { role: 'api', path: API_PATH }, faults: GUARDIAN_FAULTS,
    allowsCors: (path) => path.startsWith(API_PATH),
    errorBody: (status) => toErrorBody(status),
    handle: async (exchange) => {
      if (exchange.path.startsWith(PAGES_PATH)) return sendConfirmationPage(context, exchange);
      try {
        await route(context, exchange);
      } catch (error) {
        if (!(error instanceof GuardianError)) throw error;
        exchange.sendJson(error.status, toErrorBody(error.status, error.message));
      }
    },
  };
}

async function route(context: ServiceContext, exchange: Exchange): Promise<void> {
  const evaluate = EVALUATIONS[exchange.path];
  if (exchange.method === 'POST' && evaluate !== undefined) return evaluate(context, exchange);
  const [, hash, action] = TRANSACTION.exec(exchange.path) ?? MESSAGE.exec(exchange.path) ?? [];
  if (hash !== undefined) {
    if (exchange.method === 'GET' && action === undefined) return sendTransaction(context, exchange, hash);
    if (exchange.method === 'POST' && action === 'evaluate') return evaluateTransaction(context, exchange, hash);
    if (exchange.method === 'POST' && action !== undefined) return decide(context, exchange, hash, action === 'approve' ? 'approved' : 'rejected');
  }
  throw new GuardianError(404, `There is nothing at ${exchange.method} ${exchange.path}`);
}
