import type { IdTokenClaims, NetworkUser } from '../../../src/shared/network.js';
import { TRACE } from './trace.js';

/** The claims of a user without an account, and with one. */
export const UNREGISTERED: IdTokenClaims = { sub: 'email|0001', email: 'ada@example.com' };
export const REGISTERED: IdTokenClaims = { ...UNREGISTERED, passport: TRACE.claim };

/** What a refresh brings: claims, or an error that it rejects with. */
export type Refreshed = IdTokenClaims | Error;

/** A signed-in user. Each refresh takes one entry of the list, and the last one stays. */
export function createFakeUser(refreshes: readonly Refreshed[] = [REGISTERED], first: IdTokenClaims = UNREGISTERED) {
  const calls = { refresh: 0, getAccessToken: 0 };
  const state = { claims: first };
  const user: NetworkUser = {
    getClaims: async () => state.claims,
    getAccessToken: async () => {
      calls.getAccessToken += 1;
      return 'access-1';
    },
    getIdToken: async () => 'id-1',
    async refresh(options) {
      options?.signal?.throwIfAborted();
      const next = refreshes[Math.min(calls.refresh, refreshes.length - 1)]!;
      calls.refresh += 1;
      if (next instanceof Error) throw next;
      state.claims = next;
      return next;
    },
  };
  return { user, calls, state };
}
