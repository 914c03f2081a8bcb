import { openStore } from '../platform/storage.js';
import type { ResolvedConfig } from '../shared/config.js';

/**
 * Remembers that the wallet's frame may hold a session of this client's user, so that a logout on another
 * page, which has not used the wallet, ends it as well. Holds nothing of the user's.
 */
export interface SessionMark {
  readonly isSet: boolean;
  set(): void;
  clear(): void;
}

/** Reads and writes the mark of a configuration's client: `passport-widgets.wallet.<authority>.<client id>`. */
export function createSessionMark({ storage, endpoints, clientId }: ResolvedConfig): SessionMark {
  const store = openStore(storage);
  const key = `passport-widgets.wallet.${endpoints.authenticationDomain}.${clientId ?? ''}`;
  return {
    get isSet() {
      return store.get(key) !== null;
    },
    set: () => store.set(key, '1'),
    clear: () => store.remove(key),
  };
}
