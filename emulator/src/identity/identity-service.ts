import type { Exchange } from '../core/exchange.js';
import { deliverHalf } from '../core/generic-faults.js';
import { toReplay } from '../core/replay.js';
import type { Service, ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { toClaims } from './claims.js';
import { IDENTITY_FAULTS } from './faults.js';
import { LoginPages } from './login-pages.js';
import { logOut } from './logout.js';
import { MemoryStore } from './memory-adapter.js';
import { createProvider } from './provider.js';
import { publishDiscovery, publishKeys } from './published.js';
import { CALLBACK_FAULTS } from './response-faults.js';
import { TokenResponseRewriter, type TakeFault } from './token-response.js';

/** Paths whose answers a page of another origin may read. */
const READABLE = new Set(['/oauth/token', '/oauth/revoke', '/userinfo', '/.well-known/openid-configuration', '/.well-known/jwks.json']);

const STATUS_ERRORS: Readonly<Record<number, string>> = {
  400: 'invalid_request', 401: 'unauthorized', 403: 'access_denied', 404: 'not_found', 429: 'too_many_requests',
};

/** Creates the authority: a real OpenID provider behind the live service's paths. */
export function createIdentityService(context: ServiceContext): Service {
  const store = new MemoryStore();
  const provider = createProvider(context, store);
  const callback = provider.callback();
  const tokens = new TokenResponseRewriter(context);
  const pages = new LoginPages(context, provider);
  const ask = (exchange: Exchange, url?: string): Promise<void> => callback(toReplay(exchange, url), exchange.response);

  async function handle(exchange: Exchange): Promise<void> {
    const take: TakeFault = (name) => takeFault(context.faults, exchange, `identity:${name}`);
    const { path } = exchange;
    if (answerFault(exchange, take)) return;
    if (path.startsWith('/u/login/')) return pages.handle(exchange, take);
    if (path === '/v2/logout') return logOut(exchange, context, provider);
    if (path === '/userinfo' && await answerUserInfo(exchange, context, take)) return;
    if (path === '/oauth/token') rewriteToken(exchange, tokens, take);
    if (path === '/.well-known/jwks.json') exchange.rewriteBody((body) => publishKeys(body, context.tokens, take));
    if (path === '/.well-known/openid-configuration') exchange.rewriteBody((body) => publishDiscovery(body, context.addresses.auth, take));
    if (path === '/authorize' || path.startsWith('/authorize/')) exchange.rewriteBody((body) => leaveForPage(exchange, body, context, take));
    await ask(exchange, path === '/authorize' ? allowOfflineAccess(exchange.url) : undefined);
  }

  return {
    name: 'identity', role: 'auth', faults: IDENTITY_FAULTS, handle,
    allowsCors: (path) => READABLE.has(path),
    errorBody: (status) => ({ error: STATUS_ERRORS[status] ?? 'server_error', error_description: `The emulator was told to answer ${status}.` }),
    reset(): void {
      store.clear();
      tokens.reset();
      context.tokens.reset();
    },
  };
}

/** Faults that answer instead of the endpoint. */
function answerFault(exchange: Exchange, take: TakeFault): boolean {
  const failing: Readonly<Record<string, string>> = {
    '/oauth/token': 'token-500', '/oauth/revoke': 'revoke-500', '/v2/logout': 'logout-500', '/.well-known/jwks.json': 'jwks-500',
  };
  const name = failing[exchange.path];
  if (name !== undefined && take(name) !== undefined) {
    exchange.sendJson(500, { error: 'server_error', error_description: 'The emulator was told to fail.' });
    return true;
  }
  const isRefresh = exchange.path === '/oauth/token' && exchange.form().get('grant_type') === 'refresh_token';
  if (!isRefresh || take('invalid-grant') === undefined) return false;
  exchange.sendJson(403, { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' });
  return true;
}

function rewriteToken(exchange: Exchange, tokens: TokenResponseRewriter, take: TakeFault): void {
  if (take('token-stall') !== undefined) exchange.deliverBy(deliverHalf);
  const grantType = exchange.form().get('grant_type') ?? '';
  exchange.rewriteBody(async (body) => {
    const rewritten = await tokens.rewrite(body, grantType, take);
    // Auth0 refuses a grant with 403; the library with 400.
    if (rewritten.includes('"error":"invalid_grant"')) exchange.response.statusCode = 403;
    return rewritten;
  });
}

/** The live service lets an access token for the API read the profile; the library does not. */
async function answerUserInfo(exchange: Exchange, context: ServiceContext, take: TakeFault): Promise<boolean> {
  const claims = exchange.bearer === undefined ? undefined : await context.tokens.verifyAccessToken(exchange.bearer);
  const user = claims?.sub === undefined ? undefined : context.world.findUser(claims.sub);
  if (user === undefined) return false;
  const sub = take('userinfo-sub') === undefined ? user.sub : 'email|somebodyelse';
  exchange.sendJson(200, { ...toClaims(user, { hidePassport: false }), sub });
  return true;
}

/**
 * The library gives refresh tokens only with `prompt=consent`, the live service without.
 * Nobody is asked for consent here, so the word alone is added.
 */
function allowOfflineAccess(url: URL): string {
  const changed = new URL(url);
  const prompt = changed.searchParams.get('prompt') ?? '';
  const wantsOffline = changed.searchParams.get('scope')?.split(' ').includes('offline_access') ?? false;
  if (wantsOffline && prompt !== 'none') changed.searchParams.set('prompt', `${prompt} consent`.trim());
  return changed.pathname + changed.search;
}

/** Sends the visitor back to the page as the live service does: 302 and no `iss`. */
function leaveForPage(exchange: Exchange, body: Buffer, context: ServiceContext, take: TakeFault): Buffer {
  const location = exchange.response.getHeader('location');
  if (typeof location !== 'string' || location.startsWith(`${context.addresses.auth}/`) || location.startsWith('/')) return body;
  const callback = new URL(location);
  callback.searchParams.delete('iss');
  for (const fault of CALLBACK_FAULTS) {
    const params = take(fault.name);
    if (params !== undefined) fault.change(callback, params);
  }
  exchange.response.statusCode = 302;
  exchange.response.setHeader('location', callback.href);
  return body;
}
