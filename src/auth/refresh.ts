import { wait } from '../platform/wait.js';
import type { Clock } from '../platform/clock.js';
import { withLock } from '../platform/locks.js';
import type { LockReach } from '../platform/locks.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { getSharedName } from './authority.js';
import type { ClientConfig } from './authority.js';
import { isOver } from './lifetime.js';
import { clearPause, getPauseMs, notePause } from './pause.js';
import { receiveTokens } from './receive.js';
import type { TokenSet } from './record.js';
import { StoredTokens } from './stored-tokens.js';
import type { StoredTokensOptions } from './stored-tokens.js';
import { BusyError, isSessionEnd, postRevoke, postToken } from './token-endpoint.js';
import type { TokenResponse } from './token-endpoint.js';
import { withAuthority } from './with-authority.js';

/** What `refreshTokens` works with. */
export interface RefreshOptions extends StoredTokensOptions {
  /**
   * Judges the signature of an ID token that the service sent: whether it may be relied upon. Throws
   * `ID_TOKEN_INVALID` for one that may not be kept. Default: whatever the service sends may be relied upon.
   */
  readonly judge?: (tokens: TokenSet) => Promise<boolean>;
  readonly signal?: AbortSignal;
  /** Default: the browser's. */
  readonly clock?: Clock;
  /** Whose locks keep other tabs out. Default: the page's own. */
  readonly window?: Window;
  /** From 0 up to 1, for the jitter of pauses. Default: the browser's. */
  readonly random?: () => number;
}

/** New tokens, and whether this page received an ID token with them that may be relied upon. */
export interface RefreshedTokens {
  readonly tokens: TokenSet;
  readonly isReceived: boolean;
  /** Whether this page asked the service, and not another one before it. */
  readonly hasAsked: boolean;
}

const REVOKE_TIMEOUT_MS = 2_000;
/** Without a lock over all tabs another one may have won and not have stored yet: so often and so long it is given time. */
const REREADS = 3;
const REREAD_INTERVAL_MS = 500;

/**
 * Gets new tokens and stores them: one request for all tabs. Who waited for the lock takes what the
 * holder before left (row 62); a logout meanwhile wins (row 63). While the service asks for patience,
 * nobody asks it.
 *
 * @throws {PassportError} `REFRESH_FAILED` when the service could not be asked: the session stays;
 * `SESSION_EXPIRED` when it refused, and `ID_TOKEN_INVALID` when it sent a token that cannot be trusted:
 * the record is gone; `NOT_LOGGED_IN_ERROR` when somebody signed out meanwhile; `USER_CHANGED` when
 * somebody else signed in.
 */
export async function refreshTokens(config: ClientConfig, options: RefreshOptions): Promise<RefreshedTokens> {
  const { signal, clock, window: page } = options;
  try {
    const known = await withAuthority(config);
    return await withLock(getSharedName('refresh', config), { signal, clock, window: page }, (reach) => (
      refreshAlone(known, options, reach)
    ));
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = toPassportError(error);
    const isOnTheWay = code === 'TIMEOUT' || code === 'METADATA_UNAVAILABLE' || code === 'METADATA_INVALID';
    throw isOnTheWay ? new PassportError(AUTH_ERRORS, 'REFRESH_FAILED', { cause: error }) : error;
  }
}

async function refreshAlone(config: ClientConfig, options: RefreshOptions, reach: LockReach): Promise<RefreshedTokens> {
  const { previous } = options;
  const stored = new StoredTokens(config, options);
  const current = stored.read();
  const isRenewed = current.idToken !== previous.idToken || current.accessToken !== previous.accessToken;
  if (isRenewed && stored.isFresh()) return { tokens: current, isReceived: false, hasAsked: false };
  // The tokens may still serve; they cannot be renewed.
  if (!current.refreshToken) throw new PassportError(AUTH_ERRORS, 'REFRESH_FAILED');
  const pauseMs = getPauseMs(config, options.store, options.now());
  if (pauseMs > 0) throw createPauseError(pauseMs);
  const response = await requestTokens(config, options, current).catch(async (error: unknown) => {
    options.signal?.throwIfAborted();
    if (!isSessionEnd(error)) throw failForNow(config, options, error);
    if (!await isReplaced(stored, current.refreshToken, options, reach)) throw stored.end(current.refreshToken);
    return undefined;
  });
  // Another tab's request was first, and its tokens are here.
  if (!response) return { tokens: stored.read(), isReceived: false, hasAsked: false };
  clearPause(config, options.store);
  return keep(config, options, stored, await judgeResponse(config, options, stored, current, response));
}

function requestTokens(config: ClientConfig, options: RefreshOptions, current: TokenSet): Promise<TokenResponse> {
  const { refreshToken = '', scope } = current;
  return postToken(config, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...(scope?.split(' ').includes('openid') ? { scope } : {}),
    client_id: config.clientId,
  }, { signal: options.signal, clock: options.clock, nowMs: options.now() });
}

/** What an answer leaves out stays as it was (row 68). */
async function judgeResponse(
  config: ClientConfig, options: RefreshOptions, stored: StoredTokens, current: TokenSet, response: TokenResponse,
): Promise<RefreshedTokens> {
  const { refreshToken = current.refreshToken, scope = current.scope } = response;
  if (!response.idToken) {
    const { accessToken, accessExpiresAtMs } = response;
    const tokens = Object.freeze({ ...current, accessToken, accessExpiresAtMs, refreshToken, scope });
    return { tokens, isReceived: false, hasAsked: true };
  }
  try {
    const expected = { sub: current.claims.sub, previous: current, nowMs: options.now(), signal: options.signal };
    const received = await receiveTokens(response, config, expected);
    const tokens = Object.freeze({ ...received, refreshToken, scope });
    return { tokens, isReceived: await options.judge?.(tokens) ?? true, hasAsked: true };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (toPassportError(error).code !== 'ID_TOKEN_INVALID') throw failForNow(config, options, error);
    // The refresh token is used up, and the answer that replaces it is not to be trusted: nothing is left
    // that could renew the session, so it ends, now and not at the next refusal (row 65).
    stored.end(current.refreshToken);
    takeBack(config, refreshToken);
    throw error;
  }
}

function keep(
  config: ClientConfig, options: RefreshOptions, stored: StoredTokens, refreshed: RefreshedTokens,
): RefreshedTokens {
  const { tokens, isReceived } = refreshed;
  if (!stored.replace(tokens)) {
    // Somebody signed out or in meanwhile: that wins.
    if (!stored.isOf(tokens.claims.sub)) takeBack(config, tokens.refreshToken);
    return { tokens: stored.read(), isReceived: false, hasAsked: false };
  }
  if (!isReceived && isOver(tokens.idExpiresAtMs, options.now())) {
    // Kept all the same: the refresh token in it is the one that is good for the next attempt.
    throw new PassportError(AUTH_ERRORS, 'REFRESH_FAILED', { cause: new PassportError(AUTH_ERRORS, 'ID_TOKEN_MISSING') });
  }
  return refreshed;
}

/** Whether another tab has stored other tokens than the refused one. */
async function isReplaced(
  stored: StoredTokens, refused: string | undefined, options: RefreshOptions, { isShared }: LockReach,
): Promise<boolean> {
  for (let reread = 0; !stored.hasOther(refused); reread += 1) {
    if (isShared || reread === REREADS) return false;
    await wait(REREAD_INTERVAL_MS, options);
  }
  return true;
}

function failForNow(config: ClientConfig, options: RefreshOptions, error: unknown): PassportError {
  const cause = error instanceof PassportError ? error.cause : undefined;
  const retryAfterMs = cause instanceof BusyError ? cause.retryAfterMs : undefined;
  notePause(config, options.store, { nowMs: options.now(), retryAfterMs, random: options.random });
  return new PassportError(AUTH_ERRORS, 'REFRESH_FAILED', { cause: error });
}

function createPauseError(pauseMs: number): PassportError {
  return new PassportError(AUTH_ERRORS, 'REFRESH_FAILED', {
    message: `The session could not be renewed. The service is asked again in ${Math.ceil(pauseMs / 1_000)} s.`,
  });
}

function takeBack(config: ClientConfig, refreshToken: string | undefined): void {
  if (refreshToken) void postRevoke(config, refreshToken, REVOKE_TIMEOUT_MS).catch(() => {});
}
