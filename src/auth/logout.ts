import type { KeyValueStore } from '../platform/storage.js';
import { createRandomId } from '../shared/random-id.js';
import { getAuthorityUrls, getRecordKey, getSharedName } from './authority.js';
import type { ClientConfig } from './authority.js';

/** Begins a new epoch: a refresh that is in flight in any tab sees it and throws its answer away. */
export function beginEpoch(config: ClientConfig, store: KeyValueStore): void {
  store.set(getSharedName('epoch', config), createRandomId());
}

/** Removes the session from the store, and begins a new epoch. */
export function forgetSession(config: ClientConfig, store: KeyValueStore): void {
  beginEpoch(config, store);
  store.remove(getRecordKey(config));
}

/**
 * The page that ends the session at the authority. It takes `returnTo`, not the parameters of OpenID
 * Connect, and needs no token in its URL.
 */
export function createLogoutUrl(config: ClientConfig): string {
  const url = new URL(getAuthorityUrls(config).logout);
  url.searchParams.set('client_id', config.clientId);
  if (config.logoutRedirectUri) url.searchParams.set('returnTo', config.logoutRedirectUri);
  return url.href;
}
