import type { KeyValueStore } from '../platform/storage.js';
import { isRecord, parseJson } from '../shared/guards.js';

/** The key under which a login that is under way keeps its state. */
export const STATE_PREFIX = 'passport-widgets.state.';

/** How a login was started: in a window of its own, or by leaving the page. */
export type LoginKind = 'si:p' | 'si:r';

/** Says how the login with this state was started; undefined when it is unknown here. */
export function findPendingLogin(store: KeyValueStore, state: string): LoginKind | undefined {
  const text = store.get(STATE_PREFIX + state);
  const record = text === null ? undefined : parseJson(text);
  if (!isRecord(record)) return undefined;
  return record['request_type'] === 'si:r' ? 'si:r' : 'si:p';
}

/** Forgets a login that ended without its answer; one that was answered has used its state up. */
export function forgetPendingLogin(store: KeyValueStore, state: string): void {
  store.remove(STATE_PREFIX + state);
}
