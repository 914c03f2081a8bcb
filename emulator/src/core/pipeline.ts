import type { IncomingMessage, ServerResponse } from 'node:http';
import { Exchange } from './exchange.js';
import { applyGenericFaults } from './generic-faults.js';
import type { Role } from './roles.js';
import type { Service, ServiceContext } from './service.js';

/** The largest request body, in bytes. */
const BODY_LIMIT = 1_000_000;

/** Headers a page may send: section 9.1 of the protocol, and those of the HTTP wallet. */
const ALLOWED_HEADERS = [
  'authorization', 'content-type', 'x-sdk-version', 'x-immutable-api-key', 'x-immutable-publishable-key', 'x-api-key',
  'x-imx-eth-address', 'x-imx-eth-signature', 'x-magic-api-key', 'x-oidc-provider-id', 'x-magic-chain',
].join(', ');

/** Answers one request to a service: reads it, records it, applies CORS and faults, then asks the service. */
export async function handleRequest(
  service: Service, context: ServiceContext, request: IncomingMessage, response: ServerResponse, role: Role,
): Promise<void> {
  const url = parseTarget(request, context.addresses[role]);
  const body = await readBody(request);
  if (url === undefined || body === undefined) {
    response.writeHead(url === undefined ? 400 : 413, { connection: 'close' }).end();
    return;
  }
  const received = {
    role, method: request.method ?? 'GET', url: url.href, path: url.pathname,
    headers: { ...request.headers }, body, atMs: context.world.clock.now(),
  };
  // The admin API watches the others; its own requests are neither recorded nor spoiled.
  const record = service.role === 'admin' ? { ...received, id: 0, faults: [] } : context.requests.add(received);
  response.setHeader('date', new Date(context.world.clock.now()).toUTCString());
  const exchange = new Exchange(request, response, url, body, record);
  if (service.allowsCors?.(url.pathname) ?? true) {
    setCorsHeaders(exchange);
    if (exchange.method === 'OPTIONS') return exchange.sendEmpty(204);
  }
  await answer(exchange, service, context);
}

async function answer(exchange: Exchange, service: Service, context: ServiceContext): Promise<void> {
  try {
    if (service.role !== 'admin' && await applyGenericFaults(exchange, service, context.faults)) return;
    if (exchange.response.destroyed) return;
    await service.handle(exchange);
  } catch (error) {
    context.log(`${service.name}: ${exchange.method} ${exchange.path} failed: ${error instanceof Error ? error.message : 'unknown'}`);
    if (!exchange.response.headersSent) exchange.sendJson(500, service.errorBody(500));
  }
}

function setCorsHeaders(exchange: Exchange): void {
  const origin = exchange.header('origin');
  if (origin === undefined) return;
  const { response } = exchange;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-expose-headers', 'date, retry-after');
  if (exchange.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'GET, POST, DELETE, PATCH');
  response.setHeader('access-control-allow-headers', ALLOWED_HEADERS);
}

function parseTarget(request: IncomingMessage, origin: string): URL | undefined {
  const target = request.url ?? '/';
  // A path such as "//host/" would be read as another host.
  return target.startsWith('/') && URL.canParse(`${origin}${target}`) ? new URL(`${origin}${target}`) : undefined;
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > BODY_LIMIT) return undefined;
      chunks.push(chunk);
    }
  } catch {
    // The client went away in the middle; there is nobody to answer.
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}
