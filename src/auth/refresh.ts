import { withLock } from '../platform/locks.js';
import type { KeyValueStore } from '../platform/storage.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { getRecordKey, getSharedName } from './authority.js';
import type { ClientConfig } from './authority.js';
import { checkIdToken } from './id-token.js';
import { judgeRecord, serializeRecord } from './record.js';
import type { TokenSet } from './record.js';
import { isSessionEnd, postRevoke, postToken } from './token-endpoint.js';

/** What `refreshTokens` works with. */
export interface RefreshOptions {
  readonly store: KeyValueStore;
  /** The tokens to replace. */
  readonly previous: TokenSet;
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** New tokens, and whether this page received them itself: then they are verified. */
export interface RefreshedTokens {
  readonly tokens: TokenSet;
  readonly isReceived: boolean;
}

const REVOKE_TIMEOUT_MS = 2_000;

/**
 * Gets new tokens and stores them: one request for all tabs. Who waited for the lock takes what the
 * holder before left (row 62); a logout meanwhile wins (row 63).
 *
 * @throws {PassportError} `REFRESH_FAILED` when the service could not be asked: the session stays;
 * `SESSION_EXPIRED` when it refused, and the record is gone; `NOT_LOGGED_IN_ERROR` when somebody
 * signed out meanwhile; `USER_CHANGED` when somebody else signed in.
 */
export function refreshTokens(config: ClientConfig, options: RefreshOptions): Promise<RefreshedTokens> {
  return withLock(getSharedName('refresh', config), { signal: options.signal }, () => refreshAlone(config, options))
    .catch((error: unknown) => {
      options.signal?.throwIfAborted();
      const { code } = toPassportError(error);
      if (code === 'TIMEOUT') throw new PassportError(AUTH_ERRORS, 'REFRESH_FAILED', { cause: error });
      throw error;
    });
}

async function refreshAlone(config: ClientConfig, options: RefreshOptions): Promise<RefreshedTokens> {
  const { store, previous, now } = options;
  const epoch = readEpoch(config, store);
  const current = readTokens(config, store, now());
  if (current.claims.sub !== previous.claims.sub) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
  if (current.idToken !== previous.idToken && isFresh(config, store, now())) {
    return { tokens: current, isReceived: false };
  }
  const tokens = await requestTokens(config, options, current);
  if (readEpoch(config, store) !== epoch) {
    if (tokens.refreshToken) void postRevoke(config, tokens.refreshToken, REVOKE_TIMEOUT_MS).catch(() => {});
    throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
  }
  store.set(getRecordKey(config), serializeRecord(tokens));
  return { tokens, isReceived: true };
}

async function requestTokens(config: ClientConfig, options: RefreshOptions, current: TokenSet): Promise<TokenSet> {
  const { refreshToken } = current;
  if (!refreshToken) throw endSession(config, options.store);
  try {
    const response = await postToken(config, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      ...(current.scope ? { scope: current.scope } : {}),
      client_id: config.clientId,
    }, { signal: options.signal, nowMs: options.now() });
    const idToken = response.idToken ?? current.idToken;
    const claims = response.idToken
      ? checkIdToken(response.idToken, config, { sub: current.claims.sub, isNew: true, nowMs: options.now() })
      : current.claims;
    return Object.freeze({
      idToken,
      accessToken: response.accessToken,
      refreshToken: response.refreshToken ?? refreshToken,
      scope: response.scope ?? current.scope,
      accessExpiresAtMs: response.accessExpiresAtMs,
      claims,
    });
  } catch (error) {
    options.signal?.throwIfAborted();
    if (isSessionEnd(error)) throw endSession(config, options.store, refreshToken);
    throw new PassportError(AUTH_ERRORS, 'REFRESH_FAILED', { cause: error });
  }
}

/** Removes the record, unless another tab has put new tokens there meanwhile. */
function endSession(config: ClientConfig, store: KeyValueStore, refused?: string): PassportError {
  const key = getRecordKey(config);
  const text = store.get(key);
  if (refused === undefined || text?.includes(JSON.stringify(refused))) store.remove(key);
  return new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED');
}

function readTokens(config: ClientConfig, store: KeyValueStore, nowMs: number): TokenSet {
  const stored = judgeRecord(store.get(getRecordKey(config)), config, nowMs);
  if ('tokens' in stored) return stored.tokens;
  if (stored.verdict === 'expired') throw new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED');
  throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
}

function isFresh(config: ClientConfig, store: KeyValueStore, nowMs: number): boolean {
  return judgeRecord(store.get(getRecordKey(config)), config, nowMs).verdict === 'fresh';
}

function readEpoch(config: ClientConfig, store: KeyValueStore): string | null {
  return store.get(getSharedName('epoch', config));
}
