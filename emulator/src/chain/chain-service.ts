import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { ChainError, toErrorBody } from './errors.js';
import { CHAIN_FAULTS } from './faults.js';
import { CHAIN_NAME, sendChains, sendChainToken, sendChainTokens, sendNfts } from './indexer.js';
import { answerNode } from './node.js';
import { registerWallet } from './registration.js';

type Handler = (exchange: Exchange, argument: string) => void | Promise<void>;

/** A method, a path and who answers it. */
type Route = readonly [method: string, path: RegExp, handler: Handler];

/** Creates Immutable Chain: a node's JSON-RPC at `/`, the indexer and the registration. */
export function createChainService(context: ServiceContext): Service {
  const chain = `chains/${CHAIN_NAME}`;
  const routes: readonly Route[] = [
    ['POST', /^\/$/, (exchange) => answerNode(context, exchange)],
    ['GET', /^\/v1\/chains$/, (exchange) => sendChains(context, exchange)],
    ['GET', new RegExp(`^/v1/${chain}/tokens$`), (exchange) => sendChainTokens(context, exchange)],
    ['GET', new RegExp(`^/v1/${chain}/tokens/([^/]+)$`), (exchange, token) => sendChainToken(context, exchange, token)],
    ['GET', new RegExp(`^/v1/${chain}/accounts/([^/]+)/nfts$`), (exchange, account) => sendNfts(context, exchange, account)],
    ['POST', new RegExp(`^/v[12]/${chain}/passport/counterfactual-address$`), (exchange) => registerWallet(context, exchange)],
  ];
  return {
    name: 'chain', role: 'chain', faults: CHAIN_FAULTS,
    errorBody: (status) => toErrorBody(status),
    handle: async (exchange) => {
      try {
        await route(routes, exchange);
      } catch (error) {
        if (!(error instanceof ChainError)) throw error;
        exchange.sendJson(error.status, toErrorBody(error.status, error.message));
      }
    },
  };
}

async function route(routes: readonly Route[], exchange: Exchange): Promise<void> {
  for (const [method, path, handler] of routes) {
    const found = path.exec(exchange.path);
    if (found !== null && method === exchange.method) return handler(exchange, found[1] ?? '');
  }
  throw new ChainError(404, `There is nothing at ${exchange.method} ${exchange.path}`);
}
