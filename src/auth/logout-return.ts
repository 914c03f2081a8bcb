import type { KeyValueStore } from '../platform/storage.js';
import { getAuthorityUrls, getSharedName } from './authority.js';
import type { ClientConfig } from './authority.js';

/** A logout whose way back nobody took within this time is over. */
const RETURN_LIMIT_MS = 900_000;

/** Remembers that the authority will lead back to the page at `logoutRedirectUri`. */
export function expectLogoutReturn(config: ClientConfig, store: KeyValueStore, nowMs: number): void {
  if (config.logoutRedirectUri) store.set(getSharedName('logout', config), String(nowMs));
}

/** Nobody leads back any more. */
export function forgetLogoutReturn(config: ClientConfig, store: KeyValueStore): void {
  store.remove(getSharedName('logout', config));
}

/** Whether this URL is the way back of a logout; says so once. The authority sends no state with it. */
export function takeLogoutReturn(config: ClientConfig, store: KeyValueStore, url: string, nowMs: number): boolean {
  const { logoutRedirectUri } = config;
  const sinceMs = nowMs - Number(store.get(getSharedName('logout', config)) ?? Number.NaN);
  if (!logoutRedirectUri || !(Math.abs(sinceMs) <= RETURN_LIMIT_MS) || !isSamePage(url, logoutRedirectUri)) return false;
  forgetLogoutReturn(config, store);
  return true;
}

function isSamePage(a: string, b: string): boolean {
  if (!URL.canParse(a)) return false;
  const [first, second] = [new URL(a), new URL(b)];
  return first.origin === second.origin && first.pathname === second.pathname;
}

/**
 * The page that ends the session at the authority, or, where it has none, the one to return to. Passport's
 * takes `returnTo`, not the parameters of OpenID Connect, and needs no token in its URL.
 */
export function createLogoutUrl(config: ClientConfig): string {
  const { logout } = getAuthorityUrls(config);
  if (!logout) return config.logoutRedirectUri ?? '/';
  const url = new URL(logout);
  url.searchParams.set('client_id', config.clientId);
  const returnName = config.metadata ? 'post_logout_redirect_uri' : 'returnTo';
  if (config.logoutRedirectUri) url.searchParams.set(returnName, config.logoutRedirectUri);
  return url.href;
}
