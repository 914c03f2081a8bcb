import type { KeyValueStore } from '../platform/storage.js';
import { getString, isRecord, parseJson } from '../shared/guards.js';

/** The key under which a login that is under way keeps its state. */
export const STATE_PREFIX = 'passport-widgets.state.';
/** Nobody comes back to a login after this: its state is swept away (the official SDK's 900 s). */
const STALE_AFTER_S = 900;

/** How a login was started: in a window of its own, or by leaving the page. */
export type LoginKind = 'si:p' | 'si:r';

/** Whether a text has the form of our states: 128 random bits. What else comes back is not looked for. */
export function isState(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** Says how the login with this state was started; undefined when it is unknown here. */
export function findPendingLogin(store: KeyValueStore, state: string): LoginKind | undefined {
  const record = isState(state) ? readRecord(store, STATE_PREFIX + state) : undefined;
  if (!record) return undefined;
  return getString(record, 'request_type') === 'si:r' ? 'si:r' : 'si:p';
}

/** Forgets a login that ended without its answer; one that was answered has used its state up. */
export function forgetPendingLogin(store: KeyValueStore, state: string): void {
  store.remove(STATE_PREFIX + state);
}

/** Forgets the logins that nobody came back to, of pages that were closed meanwhile. */
export function sweepPendingLogins(store: KeyValueStore, nowMs: number): void {
  for (const key of store.keys()) {
    if (!key.startsWith(STATE_PREFIX)) continue;
    const created = readRecord(store, key)?.['created'];
    const ageS = typeof created === 'number' ? nowMs / 1000 - created : Infinity;
    // One from the future is of a clock that was set back.
    if (ageS > STALE_AFTER_S || ageS < -STALE_AFTER_S) store.remove(key);
  }
}

function readRecord(store: KeyValueStore, key: string): Record<string, unknown> | undefined {
  const text = store.get(key);
  const record = text === null ? undefined : parseJson(text);
  return isRecord(record) ? record : undefined;
}
