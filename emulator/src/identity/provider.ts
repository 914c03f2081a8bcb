import { randomBytes } from 'node:crypto';
// Before the library: modules run in the order of their imports.
import { restoreWarnings } from './runtime-warning.js';
import { errors, interactionPolicy, Provider, type ProviderContext } from 'oidc-provider';
import type { ServiceContext } from '../core/service.js';
import { API_AUDIENCE } from '../core/tokens.js';
import { isClaimLate, toClaims } from './claims.js';
import { isLoginPageWanted } from './login-faults.js';
import { renderMessagePage } from './pages/message-page.js';
import type { MemoryStore } from './memory-adapter.js';
import { isReturnAddress } from './return-addresses.js';
import { toCookieNames } from './sessions.js';

restoreWarnings();

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The library wants a resource that is an absolute address; tokens show the audience instead. */
const API_RESOURCE = 'urn:passport-emulator:platform-api';
const API_SCOPE = 'openid offline_access profile email transact';

/** Creates the OpenID provider, dressed as Passport's authority. */
export function createProvider(context: ServiceContext, store: MemoryStore): Provider {
  const provider = new Provider(context.tokens.issuer, {
    adapter: (model: string) => store.adapter(model),
    jwks: { keys: [context.tokens.privateJwk] },
    routes: { authorization: '/authorize', token: '/oauth/token', revocation: '/oauth/revoke', userinfo: '/userinfo', jwks: '/.well-known/jwks.json' },
    cookies: { keys: [randomBytes(24).toString('hex')], names: toCookieNames(context.instanceId) },
    scopes: ['openid', 'offline_access', 'profile', 'email', 'transact'],
    claims: { openid: ['sub', 'nickname', 'name', 'username', 'passport', 'sid'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ['code'],
    clientDefaults: { token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'RS256' },
    clientAuthMethods: ['none'],
    clientBasedCORS: () => true,
    rotateRefreshToken: () => context.faults.peek('identity:refresh-not-rotated', '/oauth/token') === undefined,
    expiresWithSession: () => false,
    ttl: { AccessToken: DAY, IdToken: 10 * HOUR, AuthorizationCode: 60, RefreshToken: 30 * DAY, Grant: 30 * DAY, Session: 3 * DAY, Interaction: HOUR },
    extraParams: extraParams(),
    features: features(),
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/u/login/${interaction.uid}`, policy: createPolicy(context) },
    findAccount: (_: unknown, sub: string, token?: { kind?: string }) => findAccount(context, sub, token?.kind === 'RefreshToken'),
    loadExistingGrant: (koa: ProviderContext) => grantEverything(provider, koa),
    renderError: (koa: ProviderContext, out: { error: string; error_description?: string }) => renderError(koa, out),
  });
  dress(provider, context);
  return provider;
}

/** What the live service does differently and the library has no setting for. */
function dress(provider: Provider, context: ServiceContext): void {
  provider.Client.prototype.redirectUriAllowed = (uri) => isReturnAddress(uri, context.registeredUris);
  provider.Client.prototype.includeSid = () => true;
  // RFC 9207's parameter is not sent by the live service.
  provider.on('authorization.success', (_, out) => delete out.iss);
  provider.on('server_error', (_, error) => context.log(`identity: ${error.message}`));
  // Koa would print it: a connection that a fault cuts.
  provider.on('error', (error) => context.log(`identity: ${error.message}`));
}

function features(): Record<string, unknown> {
  return {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    revocation: { enabled: true, allowedPolicy: (_: unknown, client: { clientId: string }, token: { clientId: string }) => token.clientId === client.clientId },
    userinfo: { enabled: true },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: (koa: ProviderContext) => (koa.oidc.params.audience === undefined ? undefined : API_RESOURCE),
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: API_SCOPE, audience: API_AUDIENCE, accessTokenTTL: DAY, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } },
      }),
    },
  };
}

/** Parameters beyond the standard's; all but the audience are only recorded. */
function extraParams(): Record<string, ((koa: ProviderContext, value?: string) => void) | null> {
  return {
    audience(_, value) {
      if (value === undefined || value === API_AUDIENCE) return;
      throw new errors.CustomOIDCProviderError('access_denied', `Service not found: ${value}`);
    },
    rid: null, third_party_a_id: null, direct: null, email: null, marketingConsent: null, im_passport_trace_id: null,
  };
}

/**
 * Nobody is asked for consent. While a test decides how logins go, a session that is
 * left over from an earlier login is not used: the test named the person.
 */
function createPolicy(context: ServiceContext): unknown {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.clear();
  policy.get('login')?.checks.add(new interactionPolicy.Check('decided', 'The login is decided by a test', (koa) =>
    koa.oidc.params.prompt !== 'none' && koa.oidc.result === undefined
    && (context.world.login.mode !== 'page' || isLoginPageWanted(context.faults))));
  return policy;
}

function findAccount(context: ServiceContext, sub: string, refreshing: boolean): unknown {
  const user = context.world.findUser(sub);
  if (user === undefined) return undefined;
  if (refreshing) user.refreshes += 1;
  return {
    accountId: sub,
    claims: () => toClaims(user, { hidePassport: isClaimHidden(context, sub, refreshing) }),
  };
}

function isClaimHidden(context: ServiceContext, sub: string, refreshing: boolean): boolean {
  const user = context.world.findUser(sub);
  if (user?.imx === undefined) return true;
  if (context.faults.take('identity:no-claim', '/oauth/token') !== undefined) return true;
  const late = refreshing && user.claimVisibleFromRefresh === undefined ? context.faults.take('identity:late-claim', '/oauth/token') : undefined;
  if (late !== undefined) user.claimVisibleFromRefresh = user.refreshes + Number(late.refreshes);
  return isClaimLate(user);
}

/** One grant for each login, so that a refresh token used twice ends its own login only. */
async function grantEverything(provider: Provider, koa: ProviderContext): Promise<unknown> {
  const grant = new provider.Grant({ accountId: koa.oidc.account?.accountId ?? '', clientId: koa.oidc.client.clientId });
  const scope = koa.oidc.params.scope ?? 'openid';
  grant.addOIDCScope(scope);
  grant.addResourceScope(API_RESOURCE, scope);
  await grant.save();
  return grant;
}

function renderError(koa: ProviderContext, out: { error: string; error_description?: string }): void {
  const { html, headers } = renderMessagePage({
    title: 'This sign-in cannot go on',
    text: out.error === 'invalid_redirect_uri' || /redirect_uri/.test(out.error_description ?? '')
      ? 'The address to return to is not registered. The emulator accepts loopback addresses on any port.'
      : out.error_description ?? out.error,
    detail: out.error,
  });
  koa.type = 'html';
  for (const [name, value] of Object.entries(headers)) koa.set(name, value);
  koa.body = html;
}
