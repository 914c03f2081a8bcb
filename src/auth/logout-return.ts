import type { KeyValueStore } from '../platform/storage.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import { createRandomId } from '../shared/random-id.js';
import { getAuthorityUrls } from './authority-urls.js';
import { getSharedName } from './authority.js';
import type { ClientConfig } from './authority.js';
import { hasAnswer } from './callback-params.js';

/** A logout whose way back nobody took within this time is over. */
const RETURN_LIMIT_MS = 900_000;

/** What the URL of a logout holds besides the client. Passport's takes neither. */
export interface LogoutUrlOptions {
  /** What the authority has to send back, from `expectLogoutReturn`. */
  readonly state?: string;
  /** Whose session ends; only where the page goes there itself, and nobody else is handed the URL. */
  readonly idTokenHint?: string;
}

/**
 * Remembers that the authority will lead back to the page at `logoutRedirectUri`. Gives the state that it
 * has to bring back: 128 random bits; undefined for Passport, which brings none.
 */
export function expectLogoutReturn(config: ClientConfig, store: KeyValueStore, nowMs: number): string | undefined {
  if (!config.logoutRedirectUri) return undefined;
  const state = config.discovery ? createRandomId() : undefined;
  store.set(getSharedName('logout', config), state === undefined ? String(nowMs) : `${nowMs} ${state}`);
  return state;
}

/** Nobody leads back any more. */
export function forgetLogoutReturn(config: ClientConfig, store: KeyValueStore): void {
  store.remove(getSharedName('logout', config));
}

/**
 * Whether this URL is the way back of a logout; says so once.
 *
 * @throws {PassportError} `CALLBACK_STATE_INVALID` when it has another state, or none, though one was sent
 * (row 56). Nothing is changed by it.
 */
export function takeLogoutReturn(config: ClientConfig, store: KeyValueStore, url: string, nowMs: number): boolean {
  const { logoutRedirectUri } = config;
  const [since = 'none', state] = store.get(getSharedName('logout', config))?.split(' ') ?? [];
  if (!logoutRedirectUri || !(Math.abs(nowMs - Number(since)) <= RETURN_LIMIT_MS) || !isSamePage(url, logoutRedirectUri)) return false;
  if (hasAnswer(url, state === undefined ? undefined : ['code', 'error'])) return false;
  if (state !== undefined) checkLogoutState(url, state);
  forgetLogoutReturn(config, store);
  return true;
}

/**
 * Compares the state that came back from a logout with the one that was sent.
 *
 * @throws {PassportError} `CALLBACK_STATE_INVALID`
 */
export function checkLogoutState(url: string, state: string): void {
  const sent = new URL(url).searchParams.getAll('state');
  if (sent.length !== 1 || sent[0] !== state) throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID');
}

function isSamePage(a: string, b: string): boolean {
  if (!URL.canParse(a)) return false;
  const [first, second] = [new URL(a), new URL(b)];
  return first.origin === second.origin && first.pathname === second.pathname;
}

/**
 * The page that ends the session at the authority, or, where it has none, the one to return to, if any. Passport's
 * takes `returnTo`, not the parameters of OpenID Connect, and needs no token in its URL.
 */
export function createLogoutUrl(config: ClientConfig, { state, idTokenHint }: LogoutUrlOptions = {}): string | undefined {
  const { logout } = getAuthorityUrls(config);
  // Never a path: a `<base>` that somebody put on the page would lead it elsewhere.
  if (!logout) return config.logoutRedirectUri;
  const url = new URL(logout);
  const set = (name: string, value: string | undefined): void => {
    if (value) url.searchParams.set(name, value);
  };
  set('client_id', config.clientId);
  set(config.metadata ? 'post_logout_redirect_uri' : 'returnTo', config.logoutRedirectUri);
  if (config.metadata) {
    set('state', state);
    set('id_token_hint', idTokenHint);
  }
  return url.href;
}
