import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { RELAYER_FAULTS } from './faults.js';
import { sendFeeOptions } from './fees.js';
import { cosignText, cosignTyped } from './messages.js';
import { RelayerError } from './relayer-user.js';
import type { RelayerUser } from './relayer-user.js';
import { Relay } from './transactions.js';

const PATH = '/relayer-mr/';

/** Creates the relayer: JSON-RPC at `/relayer-mr/v1/transactions` of the chain's server. */
export function createRelayerService(context: ServiceContext): Service {
  const relay = new Relay(context);
  return {
    name: 'relayer', alsoAt: { role: 'chain', path: PATH }, faults: RELAYER_FAULTS,
    errorBody: (status) => ({ code: status, message: `Request failed with status ${status}` }),
    handle: async (exchange) => {
      if (exchange.method !== 'POST' || exchange.path !== `${PATH}v1/transactions`) return exchange.sendJson(404, { message: 'Not Found' });
      const user = await authorize(context, exchange);
      if (user === undefined) return exchange.sendJson(401, { message: 'Unauthorized' });
      const { id = null, method, params } = (exchange.json() ?? {}) as { id?: unknown; method?: unknown; params?: unknown };
      try {
        const refusal = takeFault(context.faults, exchange, 'relayer:refuse');
        if (refusal !== undefined) throw new RelayerError(Number(refusal.code), String(refusal.message));
        const param: unknown = Array.isArray(params) ? params[0] : undefined;
        const result = answer(context, relay, exchange, user, String(method), param);
        exchange.sendJson(200, { jsonrpc: '2.0', id, result });
      } catch (error) {
        if (!(error instanceof RelayerError)) throw error;
        exchange.sendJson(200, { jsonrpc: '2.0', id, error: { code: error.code, message: error.message } });
      }
    },
    reset: () => relay.clear(),
  };
}

function answer(context: ServiceContext, relay: Relay, exchange: Exchange, user: RelayerUser, method: string, param: unknown): unknown {
  switch (method) {
    case 'im_getFeeOptions': return sendFeeOptions(context, exchange, user, param);
    case 'eth_sendTransaction': return relay.send(exchange, user, param);
    case 'im_getTransactionByHash': return relay.describe(exchange, user, param);
    case 'im_sign': return cosignText(context, exchange, user, param);
    case 'im_signTypedData': return cosignTyped(context, exchange, user, param);
    default: throw new RelayerError(-32_601, `the method ${method} does not exist`);
  }
}

async function authorize(context: ServiceContext, exchange: Exchange): Promise<RelayerUser | undefined> {
  const claims = exchange.bearer === undefined ? undefined : await context.tokens.verifyAccessToken(exchange.bearer);
  const user = claims?.sub === undefined ? undefined : context.world.findUser(claims.sub);
  return user?.zkEvm === undefined ? undefined : { sub: user.sub, account: user.zkEvm.ethAddress };
}
