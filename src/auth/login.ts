import { OidcClient } from 'oidc-client-ts';
import type { SigninState } from 'oidc-client-ts';
import type { KeyValueStore } from '../platform/storage.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { maskSecrets, toSafeCause } from '../shared/mask-secrets.js';
import { PassportError } from '../shared/passport-error.js';
import { createRandomId } from '../shared/random-id.js';
import { getAuthorityUrls } from './authority.js';
import type { ClientConfig } from './authority.js';
import { checkResponseIssuer, readState } from './callback-params.js';
import { checkIdToken } from './id-token.js';
import { STATE_PREFIX, sweepPendingLogins } from './pending-login.js';
import type { LoginKind } from './pending-login.js';
import type { TokenSet } from './record.js';
import { postToken } from './token-endpoint.js';

/** Options of `beginLogin`. */
export interface BeginLoginOptions {
  readonly kind: LoginKind;
  readonly redirectUri: string;
  /** Query parameters of the authorize request beyond the protocol's. */
  readonly extra: Readonly<Record<string, string>>;
  /** Kept with the state and given back by `finishLogin`. */
  readonly returnTo?: string;
}

/** A login that is under way at the authority. */
export interface PendingLogin {
  readonly url: string;
  readonly state: string;
}

/** What a finished login gives. */
export interface FinishedLogin {
  readonly tokens: TokenSet;
  readonly returnTo?: string;
}

/** Makes state, PKCE verifier and nonce, keeps them in the store, and gives the URL to go to. */
export async function beginLogin(
  config: ClientConfig, store: KeyValueStore, options: BeginLoginOptions,
): Promise<PendingLogin> {
  const isPopup = options.kind === 'si:p';
  sweepPendingLogins(store, Date.now());
  const { url, state } = await createClient(config, store).createSigninRequest({
    request_type: options.kind,
    redirect_uri: options.redirectUri,
    nonce: createRandomId(),
    state: options.returnTo === undefined ? undefined : { returnTo: options.returnTo },
    display: isPopup ? 'popup' : undefined,
    max_age: config.maxAgeSeconds,
    acr_values: config.acrValues?.join(' '),
    extraQueryParams: { audience: config.audience, ...options.extra },
  });
  return { url, state: state.id };
}

/**
 * Finishes the login that this callback URL answers. Its state is used once.
 *
 * @throws {PassportError} `CALLBACK_STATE_INVALID`, `LOGIN_DENIED`, `LOGIN_FAILED`, `ID_TOKEN_MISSING`,
 * `ID_TOKEN_INVALID`, `TOKEN_RESPONSE_INVALID`, or a code of the platform.
 */
export async function finishLogin(
  config: ClientConfig, store: KeyValueStore, url: string,
  options: { readonly signal?: AbortSignal; readonly nowMs: number },
): Promise<FinishedLogin> {
  const { state, code } = await takeState(config, store, url);
  const response = await postToken(config, {
    grant_type: 'authorization_code',
    redirect_uri: state.redirect_uri,
    code,
    code_verifier: state.code_verifier ?? '',
    client_id: config.clientId,
  }, options).catch((error: unknown) => {
    // For a code, the same answer that ends a session means: used before, or too late.
    if (error instanceof PassportError && error.code === 'SESSION_EXPIRED') {
      throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID', { cause: error });
    }
    throw error;
  });
  if (!response.idToken) throw new PassportError(AUTH_ERRORS, 'ID_TOKEN_MISSING');
  const claims = checkIdToken(response.idToken, config, {
    nonce: state.nonce ?? '', isNew: true, nowMs: options.nowMs,
  });
  const { idToken, accessToken, refreshToken, accessExpiresAtMs, scope = state.scope } = response;
  return {
    tokens: Object.freeze({ idToken, accessToken, refreshToken, accessExpiresAtMs, scope, claims }),
    returnTo: readReturnTo(state.data),
  };
}

async function takeState(
  config: ClientConfig, store: KeyValueStore, url: string,
): Promise<{ state: SigninState; code: string }> {
  readState(url);
  checkResponseIssuer(url, config);
  const { state, response } = await createClient(config, store).readSigninResponseState(url, true)
    .catch((error: unknown) => {
      throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID', { cause: toSafeCause(error) });
    });
  if (response.error) throw toLoginError(response.error, response.error_description ?? undefined);
  if (!response.code || state.client_id !== config.clientId) throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID');
  return { state, code: response.code };
}

/** Whatever the authority writes is text of bounded length, on one line (row 26). */
function toLoginError(code: string, description?: string): PassportError {
  if (code === 'access_denied') return new PassportError(AUTH_ERRORS, 'LOGIN_DENIED');
  const words = maskSecrets(description || code).replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 200);
  return new PassportError(AUTH_ERRORS, 'LOGIN_FAILED', { message: `The sign-in service answered: ${words}` });
}

/**
 * The library makes state, PKCE and the authorize URL, and keeps them. Its token client is not used:
 * that one trusts answers, leaks requests in errors and can hang (docs/decisions/0007-oidc-client.md).
 */
function createClient(config: ClientConfig, store: KeyValueStore): OidcClient {
  const urls = getAuthorityUrls(config);
  return new OidcClient({
    authority: config.endpoints.authenticationDomain,
    client_id: config.clientId,
    redirect_uri: config.redirectUri ?? '',
    scope: config.scope,
    response_type: 'code',
    metadata: {
      issuer: config.endpoints.issuer,
      authorization_endpoint: urls.authorize,
      token_endpoint: urls.token,
    },
    stateStore: toStateStore(store),
  });
}

function toStateStore(store: KeyValueStore): NonNullable<ConstructorParameters<typeof OidcClient>[0]['stateStore']> {
  return {
    set: async (key, value) => store.set(STATE_PREFIX + key, value),
    get: async (key) => store.get(STATE_PREFIX + key),
    remove: async (key) => {
      const value = store.get(STATE_PREFIX + key);
      store.remove(STATE_PREFIX + key);
      return value;
    },
    getAllKeys: async () => store.keys()
      .filter((key) => key.startsWith(STATE_PREFIX))
      .map((key) => key.slice(STATE_PREFIX.length)),
  };
}

function readReturnTo(data: unknown): string | undefined {
  const value = (data as { returnTo?: unknown } | undefined)?.returnTo;
  return typeof value === 'string' ? value : undefined;
}
