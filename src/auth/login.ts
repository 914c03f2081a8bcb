import { SigninState } from 'oidc-client-ts';
import type { Clock } from '../platform/clock.js';
import type { KeyValueStore } from '../platform/storage.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { getString, isRecord, parseJson } from '../shared/guards.js';
import { maskSecrets } from '../shared/mask-secrets.js';
import { PassportError } from '../shared/passport-error.js';
import { createRandomId } from '../shared/random-id.js';
import { getAuthorityUrls } from './authority-urls.js';
import type { ClientConfig } from './authority.js';
import { checkResponseIssuer, readState } from './callback-params.js';
import { STATE_PREFIX, sweepPendingLogins } from './pending-login.js';
import type { LoginKind } from './pending-login.js';
import { receiveTokens } from './receive.js';
import type { TokenSet } from './record.js';
import { postToken } from './token-endpoint.js';
import { withAuthority } from './with-authority.js';

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
  sweepPendingLogins(store, Date.now());
  const state = await SigninState.create({
    id: createRandomId(),
    code_verifier: true,
    nonce: createRandomId(),
    request_type: options.kind,
    authority: config.endpoints.authenticationDomain,
    client_id: config.clientId,
    redirect_uri: options.redirectUri,
    scope: config.scope,
    data: options.returnTo === undefined ? undefined : { returnTo: options.returnTo },
  });
  const url = createAuthorizeUrl(await withAuthority(config), state, options);
  store.set(STATE_PREFIX + state.id, state.toStorageString());
  return { url, state: state.id };
}

function createAuthorizeUrl(config: ClientConfig, state: SigninState, options: BeginLoginOptions): string {
  const url = new URL(getAuthorityUrls(config).authorize);
  const params: Record<string, string | undefined> = {
    client_id: config.clientId,
    redirect_uri: options.redirectUri,
    response_type: 'code',
    scope: config.scope,
    nonce: state.nonce,
    state: state.id,
    code_challenge: state.code_challenge,
    code_challenge_method: 'S256',
    display: options.kind === 'si:p' ? 'popup' : undefined,
    max_age: config.maxAgeSeconds?.toString(),
    acr_values: config.acrValues?.join(' '),
    audience: config.audience,
    ...options.extra,
  };
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Finishes the login that this callback URL answers. Its state is used once.
 *
 * @throws {PassportError} `CALLBACK_STATE_INVALID`, `LOGIN_DENIED`, `LOGIN_FAILED`, `ID_TOKEN_MISSING`,
 * `ID_TOKEN_INVALID`, `TOKEN_RESPONSE_INVALID`, or a code of the platform.
 */
export async function finishLogin(
  config: ClientConfig, store: KeyValueStore, url: string,
  options: { readonly signal?: AbortSignal; readonly nowMs: number; readonly clock?: Clock },
): Promise<FinishedLogin> {
  const { state, code } = takeState(config, store, url);
  const known = await withAuthority(config);
  checkResponseIssuer(url, known, known.metadata?.namesIssuer);
  const response = await postToken(known, {
    grant_type: 'authorization_code',
    redirect_uri: state.redirectUri,
    code,
    code_verifier: state.verifier,
    client_id: config.clientId,
  }, options).catch((error: unknown) => {
    // For a code, the same answer that ends a session means: used before, or too late.
    if (error instanceof PassportError && error.code === 'SESSION_EXPIRED') {
      throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID', { cause: error });
    }
    throw error;
  });
  const tokens = await receiveTokens(response, known, { nonce: state.nonce, ...options });
  return {
    tokens: Object.freeze({ ...tokens, scope: tokens.scope ?? state.scope }),
    returnTo: state.returnTo,
  };
}

/** What a login left behind when it began. */
interface LoginState {
  readonly redirectUri: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly scope?: string;
  readonly returnTo?: string;
}

/** Takes the state that the answer names out of the store: it serves once. */
function takeState(config: ClientConfig, store: KeyValueStore, url: string): { state: LoginState; code: string } {
  const key = STATE_PREFIX + readState(url);
  const record = parseJson(store.get(key) ?? '');
  checkResponseIssuer(url, config);
  store.remove(key);
  const params = new URL(url).searchParams;
  // One client id may be known to several authorities: what is meant for one is no other's.
  const isOwn = isRecord(record) && record['client_id'] === config.clientId
    && record['authority'] === config.endpoints.authenticationDomain;
  if (!isOwn) {
    throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID');
  }
  const [error, description, code] = [params.get('error'), params.get('error_description'), params.get('code')];
  if (error) throw toLoginError(error, description);
  if (!code) throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID');
  const read = (name: string): string => getString(record, name) ?? '';
  const data = isRecord(record['data']) ? record['data'] : {};
  return {
    state: {
      redirectUri: read('redirect_uri'), verifier: read('code_verifier'), nonce: read('nonce'), scope: getString(record, 'scope'),
      returnTo: getString(data, 'returnTo'),
    },
    code,
  };
}

/** Whatever the authority writes is text of bounded length, on one line (row 26). */
function toLoginError(code: string, description?: string | null): PassportError {
  if (code === 'access_denied') return new PassportError(AUTH_ERRORS, 'LOGIN_DENIED');
  const words = maskSecrets(description || code).replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 200);
  return new PassportError(AUTH_ERRORS, 'LOGIN_FAILED', { message: `The sign-in service answered: ${words}` });
}
