import { randomUUID } from 'node:crypto';
import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { decideActions } from './actions.js';
import { WALLET_FAULTS } from './faults.js';
import { createFramePolicy, FRAME_ASSETS, parseFrameParams, renderFramePage } from './frame-page.js';
import { parseRpcRequest, RPC_CODES, toErrorResponse } from './json-rpc.js';
import { MAGIC_API_KEY } from './magic.js';
import type { FrameSession } from './rpc-methods.js';

/** Frames whose sessions are kept; a page that reloads for ever must not fill the memory. */
const KEPT_SESSIONS = 500;

/** Creates the wallet's frame: `/send` for the page, `/__rpc` for the frame's own calls. */
export function createWalletService(context: ServiceContext): Service {
  const sessions = new Map<string, FrameSession>();

  return {
    name: 'wallet',
    role: 'wallet',
    faults: WALLET_FAULTS,
    allowsCors: () => false,
    errorBody: (status) => ({ error: `Request failed with status ${status}` }),
    handle: (exchange) => handle(context, sessions, exchange),
    reset: () => sessions.clear(),
  };
}

async function handle(context: ServiceContext, sessions: Map<string, FrameSession>, exchange: Exchange): Promise<void> {
  const asset = FRAME_ASSETS.get(exchange.path);
  if (asset !== undefined) {
    return exchange.send(200, asset.read(), { 'content-type': asset.type, 'x-content-type-options': 'nosniff' });
  }
  if (exchange.path === '/send') return sendFrame(context, sessions, exchange);
  if (exchange.path === '/__rpc' && exchange.method === 'POST') return handleCall(context, sessions, exchange);
  if (exchange.path === '/elsewhere') return exchange.sendHtml(200, '<!doctype html><title>Elsewhere</title><p>This is not the wallet.</p>');
  exchange.sendJson(404, { error: 'Not found' });
}

function sendFrame(context: ServiceContext, sessions: Map<string, FrameSession>, exchange: Exchange): void {
  const params = parseFrameParams(exchange.url.searchParams.get('params'));
  if (params === undefined) return exchange.sendHtml(400, '<!doctype html><title>Wallet</title><p>The parameters are missing or unreadable.</p>');

  const session: FrameSession = { id: randomUUID(), apiKey: params.apiKey };
  sessions.set(session.id, session);
  for (const id of sessions.keys()) {
    if (sessions.size > KEPT_SESSIONS) sessions.delete(id);
  }

  const take = (name: string) => takeFault(context.faults, exchange, `wallet:${name}`);
  const late = take('ready-late');
  const ready = take('no-ready') !== undefined ? 0 : take('ready-twice') !== undefined ? 2 : 1;
  const policy = createFramePolicy(context.registeredUris);
  const refuses = take('refuses-framing') !== undefined;
  exchange.sendHtml(200, renderFramePage({ session: session.id, ready, delayMs: Number(late?.ms ?? 0) }), {
    'content-security-policy': refuses ? policy.replace(/frame-ancestors .*/, "frame-ancestors 'none'") : policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    ...(refuses ? { 'x-frame-options': 'DENY' } : {}),
  });
}

/** Other sites cannot reach this: a JSON body needs a preflight, which is never allowed here. */
async function handleCall(context: ServiceContext, sessions: Map<string, FrameSession>, exchange: Exchange): Promise<void> {
  if (!exchange.header('content-type')?.startsWith('application/json')) return exchange.sendJson(415, { error: 'JSON expected' });
  const body = (exchange.json() ?? {}) as { session?: unknown; request?: unknown; confirmed?: unknown };
  const session = typeof body.session === 'string' ? sessions.get(body.session) : undefined;
  if (session === undefined) return exchange.sendJson(404, { error: 'There is no such frame' });

  const request = parseRpcRequest(body.request);
  const id = (body.request as { id?: unknown } | null | undefined)?.id ?? null;
  const refusal = request === undefined ? 'Invalid request' : session.apiKey === MAGIC_API_KEY ? undefined : 'The given API key is invalid';
  if (request === undefined || refusal !== undefined) {
    const response = toErrorResponse(id, RPC_CODES.invalidRequest, refusal ?? '');
    return exchange.sendJson(200, { actions: [{ do: 'post', response }] });
  }
  exchange.sendJson(200, { actions: await decideActions(context, exchange, session, request, body.confirmed === true) });
}
