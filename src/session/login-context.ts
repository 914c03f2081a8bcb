import type { ClientConfig } from '../auth/authority.js';
import type { Clock } from '../platform/clock.js';
import type { KeyValueStore } from '../platform/storage.js';

/** What a login works with. */
export interface LoginContext {
  readonly config: ClientConfig;
  readonly store: KeyValueStore;
  readonly clock: Clock;
  readonly window: Window & typeof globalThis;
}
