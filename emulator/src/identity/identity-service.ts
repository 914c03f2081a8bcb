import { createHash } from 'node:crypto';
import type { Exchange } from '../core/exchange.js';
import { toReplay } from '../core/replay.js';
import type { Service, ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { toClaims } from './claims.js';
import { applyEndpointFaults } from './endpoint-faults.js';
import { IDENTITY_FAULTS } from './faults.js';
import { ForeignKeys } from './foreign-keys.js';
import { LoginPages, THIRD_SITE_PATH } from './login-pages.js';
import { logOut } from './logout.js';
import { MemoryStore } from './memory-adapter.js';
import { createProvider } from './provider.js';
import { publishDiscovery, publishKeys } from './published.js';
import { CALLBACK_FAULTS } from './response-faults.js';
import { refuseTokenRequest } from './token-error-faults.js';
import { TokenResponseRewriter, type TakeFault } from './token-response.js';

/** Paths whose answers a page of another origin may read. */
const READABLE = new Set(['/oauth/token', '/oauth/revoke', '/userinfo', '/.well-known/openid-configuration', '/.well-known/jwks.json']);

const STATUS_ERRORS: Readonly<Record<number, string>> = {
  400: 'invalid_request', 401: 'unauthorized', 403: 'access_denied', 404: 'not_found', 429: 'too_many_requests',
};

/** Creates the authority: a real OpenID provider behind the live service's paths. */
export function createIdentityService(context: ServiceContext): Service {
  const store = new MemoryStore();
  const foreign = new ForeignKeys();
  const provider = createProvider(context, store);
  const callback = provider.callback();
  const tokens = new TokenResponseRewriter(context, foreign);
  const pages = new LoginPages(context, provider);

  async function handle(exchange: Exchange): Promise<void> {
    const take: TakeFault = (name) => takeFault(context.faults, exchange, `identity:${name}`);
    const { path } = exchange;
    if (await applyEndpointFaults(exchange, service, take)) return;
    if (path.startsWith(THIRD_SITE_PATH)) return pages.handleThirdSite(exchange);
    if (path.startsWith('/u/login/')) return pages.handle(exchange, take);
    if (path === '/v2/logout') return logOut(exchange, context, provider, take);
    if (path === '/userinfo' && await answerUserInfo(exchange, context, take)) return;
    if (path === '/oauth/token') {
      if (refuseTokenRequest(exchange, take)) return;
      rewriteToken(exchange, tokens, store, take);
    }
    if (path === '/oauth/revoke') exchange.rewriteBody((body) => leaveOutType(exchange, body));
    if (path === '/.well-known/jwks.json') exchange.rewriteBody((body) => publishKeys(body, context.tokens, foreign, take));
    if (path === '/.well-known/openid-configuration') exchange.rewriteBody((body) => publishDiscovery(body, context.addresses.auth, take));
    if (path === '/authorize' || path.startsWith('/authorize/')) exchange.rewriteBody((body) => leaveForPage(exchange, body, context, take));
    if (path === '/authorize' && take('jwks-rotated-early') !== undefined) await context.tokens.rotate();
    await callback(toReplay(exchange, path === '/authorize' ? allowOfflineAccess(exchange.url) : undefined), exchange.response);
  }

  const service: Service = {
    name: 'identity', role: 'auth', faults: IDENTITY_FAULTS, handle,
    allowsCors: (path) => READABLE.has(path),
    errorBody: (status) => ({ error: STATUS_ERRORS[status] ?? 'server_error', error_description: `The emulator was told to answer ${status}.` }),
    reset(): void {
      store.clear();
      tokens.reset();
      pages.reset();
      context.tokens.reset();
    },
  };
  return service;
}

function rewriteToken(exchange: Exchange, tokens: TokenResponseRewriter, store: MemoryStore, take: TakeFault): void {
  const form = exchange.form();
  const code = form.get('code');
  if (code !== null && take('pkce-ignored') !== undefined) {
    store.replaceChallenge(code, createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url'));
  }
  exchange.rewriteBody(async (body) => {
    const rewritten = await tokens.rewrite(body, form.get('grant_type') ?? '', take);
    // Auth0 refuses a grant with 403; the library with 400.
    if (rewritten.includes('"error":"invalid_grant"')) exchange.response.statusCode = 403;
    return rewritten;
  });
}

/** Nothing has no type: a client that is told one refuses what is not JSON, as the official SDK does. */
function leaveOutType(exchange: Exchange, body: Buffer): Buffer {
  if (body.length === 0) exchange.response.removeHeader('content-type');
  return body;
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
    if (params !== undefined) fault.change(callback, params, context.tokens.issuer);
  }
  exchange.response.statusCode = 302;
  exchange.response.setHeader('location', callback.href);
  return body;
}
