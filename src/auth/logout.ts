import type { KeyValueStore } from '../platform/storage.js';
import { createRandomId } from '../shared/random-id.js';
import { getRecordKey, getSharedName } from './authority.js';
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
