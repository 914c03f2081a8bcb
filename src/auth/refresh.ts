import { withLock } from '../platform/locks.js';
import type { KeyValueStore } from '../platform/storage.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { getRecordKey, getSharedName } from './authority.js';
import type { ClientConfig } from './authority.js';
import { checkIdToken } from './id-token.js';
import { isExpired, judgeRecord, serializeRecord } from './record.js';
import type { TokenSet } from './record.js';
import { isSessionEnd, postRevoke, postToken } from './token-endpoint.js';
import type { TokenResponse } from './token-endpoint.js';

/** What `refreshTokens` works with. */
export interface RefreshOptions {
  readonly store: KeyValueStore;
  /** The tokens to replace. */
  readonly previous: TokenSet;
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** New tokens, and whether this page received their ID token itself: then they are verified. */
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
      if (code === 'TIMEOUT') throw new PassportError(SHARED_ERRORS, 'REFRESH_FAILED', { cause: error });
      throw error;
    });
}

async function refreshAlone(config: ClientConfig, options: RefreshOptions): Promise<RefreshedTokens> {
  const { store, previous, now } = options;
  const epoch = readEpoch(config, store);
  const current = readTokens(config, store, now(), previous);
  if (current.idToken !== previous.idToken && isFresh(config, store, now())) {
    return { tokens: current, isReceived: false };
  }
  const { tokens, isReceived } = await requestTokens(config, options, current);
  if (readEpoch(config, store) !== epoch) {
    // Somebody signed out or in meanwhile: that wins.
    if (tokens.refreshToken) void postRevoke(config, tokens.refreshToken, REVOKE_TIMEOUT_MS).catch(() => {});
    return { tokens: readTokens(config, store, now(), previous), isReceived: false };
  }
  store.set(getRecordKey(config), serializeRecord(tokens));
  return { tokens, isReceived };
}

async function requestTokens(config: ClientConfig, options: RefreshOptions, current: TokenSet): Promise<RefreshedTokens> {
  const { refreshToken } = current;
  // The tokens may still serve; they cannot be renewed.
  if (!refreshToken) throw new PassportError(SHARED_ERRORS, 'REFRESH_FAILED');
  try {
    const response = await postToken(config, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      ...(current.scope?.split(' ').includes('openid') ? { scope: current.scope } : {}),
      client_id: config.clientId,
    }, { signal: options.signal, nowMs: options.now() });
    return { tokens: mergeTokens(config, options, current, response), isReceived: response.idToken !== undefined };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (isSessionEnd(error)) throw endSession(config, options.store, refreshToken);
    throw new PassportError(SHARED_ERRORS, 'REFRESH_FAILED', { cause: error });
  }
}

/** What an answer leaves out stays as it was (row 68), as long as it is of use. */
function mergeTokens(
  config: ClientConfig, options: RefreshOptions, current: TokenSet, response: TokenResponse,
): TokenSet {
  const nowMs = options.now();
  const { idToken = current.idToken, accessToken, refreshToken = current.refreshToken, accessExpiresAtMs } = response;
  const claims = response.idToken
    ? checkIdToken(response.idToken, config, { sub: current.claims.sub, isNew: true, nowMs })
    : current.claims;
  const tokens = Object.freeze({
    idToken, accessToken, refreshToken, accessExpiresAtMs, scope: response.scope ?? current.scope, claims,
  });
  const isKept = response.idToken === undefined;
  if (isKept && isExpired({ ...tokens, accessExpiresAtMs: undefined }, nowMs)) {
    throw new PassportError(AUTH_ERRORS, 'ID_TOKEN_MISSING');
  }
  return tokens;
}

/** Removes the record, unless another tab has put new tokens there meanwhile. */
function endSession(config: ClientConfig, store: KeyValueStore, refused: string): PassportError {
  const key = getRecordKey(config);
  if (store.get(key)?.includes(JSON.stringify(refused))) store.remove(key);
  return new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED');
}

function readTokens(config: ClientConfig, store: KeyValueStore, nowMs: number, previous: TokenSet): TokenSet {
  const stored = judgeRecord(store.get(getRecordKey(config)), config, nowMs);
  if (stored.verdict === 'expired') throw new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED');
  if (!('tokens' in stored)) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
  if (stored.tokens.claims.sub !== previous.claims.sub) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
  return stored.tokens;
}

function isFresh(config: ClientConfig, store: KeyValueStore, nowMs: number): boolean {
  return judgeRecord(store.get(getRecordKey(config)), config, nowMs).verdict === 'fresh';
}

function readEpoch(config: ClientConfig, store: KeyValueStore): string | null {
  return store.get(getSharedName('epoch', config));
}
