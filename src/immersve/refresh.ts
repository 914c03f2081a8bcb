import { withLock } from '../platform/locks.js';
import type { KeyValueStore } from '../platform/storage.js';
import { wait } from '../platform/wait.js';
import { IMMERSVE_ERRORS } from '../shared/errors/immersve.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { endSession, exchangeToken } from './endpoints.js';
import type { ImmersveClient } from './post.js';
import { createRecord, getImmersveName, isDue, isSameVisitor, readRecord, writeRecord } from './token-record.js';
import type { ImmersveRecord } from './token-record.js';

/** Firefox shows what another tab has stored from the next task on, and hands on what is stored at the end of one. */
const TABS_APART_MS = 50;
/** Under load that takes longer: so often a tab whose refresh token is spent looks for what the other one got for it. */
const REREADS = 10;
const REREAD_INTERVAL_MS = 200;

/** What `refreshRecord` works with. */
export interface RefreshRecordOptions {
  readonly store: KeyValueStore;
  /** The record to replace. */
  readonly previous: ImmersveRecord;
  readonly now: () => number;
}

/** Longer than the request of whoever holds the lock may take: those who wait take what it brings. */
const LOCK_MS = 20_000;

/** Answers that say nothing about the session: it stays, and can be renewed later. */
const PASSING = new Set<string>([
  'NETWORK_OFFLINE', 'NETWORK_FAILED', 'TIMEOUT', 'RESPONSE_TOO_LARGE',
  'IMMERSVE_UNAVAILABLE', 'IMMERSVE_RATE_LIMITED', 'IMMERSVE_RESPONSE_INVALID',
]);

/**
 * Renews the tokens and stores them: one request for all tabs, because a refresh token works once. Who waited for
 * the lock takes what the holder before left; a logout meanwhile wins.
 *
 * @throws {PassportError} `REFRESH_FAILED` when the service could not be asked, or there is no refresh token to ask
 * with: the session stays;
 * `IMMERSVE_SESSION_EXPIRED` when it refused, and the record is gone; `NOT_LOGGED_IN_ERROR` when somebody signed out
 * meanwhile; `USER_CHANGED` when somebody else signed in; a code about the set-up.
 */
export async function refreshRecord(client: ImmersveClient, options: RefreshRecordOptions): Promise<ImmersveRecord> {
  try {
    return await withLock(getImmersveName('refresh', client), { clock: client.clock, timeoutMs: LOCK_MS }, () => refreshAlone(client, options));
  } catch (error) {
    if (!PASSING.has(toPassportError(error).code)) throw error;
    throw new PassportError(AUTH_ERRORS, 'REFRESH_FAILED', { cause: error });
  }
}

async function refreshAlone(client: ImmersveClient, options: RefreshRecordOptions): Promise<ImmersveRecord> {
  const { store, previous, now } = options;
  await wait(TABS_APART_MS);
  const current = requireRecord(client, store, previous);
  if (current.accessToken !== previous.accessToken && !isDue(current, now())) return current;
  const { refreshToken } = current;
  if (!refreshToken) {
    // It cannot be renewed, but serves as long as it lasts.
    throw isDue(current, now(), 0) ? endRecord(client, store, current) : new PassportError(AUTH_ERRORS, 'REFRESH_FAILED');
  }
  // Without a signal: an answer that nobody reads would cost the session.
  const tokens = await exchangeToken(client, refreshToken).catch((error: unknown) => {
    if (toPassportError(error).code !== 'IMMERSVE_SESSION_EXPIRED') throw error;
  });
  if (!tokens) return findSuccessor(client, options, current);
  const stored = readRecord(store, client);
  if (stored?.refreshToken !== refreshToken) {
    // Somebody signed out or in meanwhile: that wins, and nobody may use these.
    void endSession(client, tokens.accessToken);
    return requireRecord(client, store, previous);
  }
  const record = createRecord(current, tokens, now());
  writeRecord(store, client, record);
  await wait(TABS_APART_MS);
  return record;
}

/** What another tab got for a refresh token that is refused here; where there is nothing, the session is over. */
async function findSuccessor(client: ImmersveClient, { store, previous }: RefreshRecordOptions, refused: ImmersveRecord): Promise<ImmersveRecord> {
  for (let reread = 0; reread <= REREADS; reread += 1) {
    if (reread > 0) await wait(REREAD_INTERVAL_MS);
    const record = requireRecord(client, store, previous);
    if (record.refreshToken !== refused.refreshToken) return record;
  }
  throw endRecord(client, store, refused);
}

/** Removes the record, unless another tab has put new tokens there meanwhile. */
function endRecord(client: ImmersveClient, store: KeyValueStore, refused: ImmersveRecord): PassportError {
  if (readRecord(store, client)?.accessToken === refused.accessToken) store.remove(getImmersveName('session', client));
  return new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_SESSION_EXPIRED');
}

function requireRecord(client: ImmersveClient, store: KeyValueStore, previous: ImmersveRecord): ImmersveRecord {
  const record = readRecord(store, client);
  if (!record) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
  if (!isSameVisitor(record, previous)) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
  return record;
}
