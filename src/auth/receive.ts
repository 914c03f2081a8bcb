import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { ClientConfig } from './authority.js';
import { complete } from './complete.js';
import { decodeToken, getTokenTimeMs } from './decode-token.js';
import { checkIdToken } from './id-token.js';
import { getClockLeadMs, getLocalExpiryMs } from './lifetime.js';
import type { TokenSet } from './record.js';
import type { TokenResponse } from './token-endpoint.js';

/** So long a token may come once more: two answers of one second hold the same JWT, and the second may be long on its way. */
const REPEAT_MS = 60_000;

/** What an answer of the token endpoint is held against. */
export interface ExpectedResponse {
  /** The nonce of the login that it answers; absent for a refresh. */
  readonly nonce?: string;
  /** The user whose tokens it renews. */
  readonly sub?: string;
  /** The tokens that it renews; absent for a login. */
  readonly previous?: Pick<TokenSet, 'idToken' | 'receivedAtMs'>;
  /** This device's time, milliseconds since 1970. */
  readonly nowMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Turns an answer of the token endpoint into tokens, once every claim, the hash of the access token and,
 * where the authority has one, its userinfo have been found right. The signature is another step.
 *
 * @throws {PassportError} `ID_TOKEN_MISSING`, `ID_TOKEN_INVALID`, `USERINFO_INVALID`
 */
export async function receiveTokens(
  response: TokenResponse, config: ClientConfig, expected: ExpectedResponse,
): Promise<TokenSet> {
  const { idToken, accessToken, refreshToken, scope, accessExpiresAtMs, serverNowMs } = response;
  const { nonce, sub, previous, nowMs, signal } = expected;
  if (!idToken) throw new PassportError(AUTH_ERRORS, 'ID_TOKEN_MISSING');
  // By the service's time where it is known: a clock that is a day off is no reason to refuse (row 70).
  const guessMs = isReplayed(idToken, previous, nowMs) ? nowMs : guessServerMs(idToken, nowMs);
  const claims = checkIdToken(idToken, config, { nonce, sub, isNew: true, nowMs: serverNowMs ?? guessMs });
  await checkAccessHash(idToken, accessToken);
  const completed = nonce === undefined ? claims : await complete(claims, accessToken, config, signal);
  return Object.freeze({
    idToken, accessToken, refreshToken, scope, accessExpiresAtMs,
    idExpiresAtMs: getLocalExpiryMs(idToken, getClockLeadMs(idToken, nowMs, nowMs)),
    receivedAtMs: nowMs,
    claims: completed,
  });
}

/**
 * The service's time where nothing else shows it: the token was issued for the request that it answers. From 25 hours
 * before this device's time to 23 hours after, it is the clock that is wrong; beyond that, the token (row 6).
 */
function guessServerMs(idToken: string, nowMs: number): number {
  const issuedAtMs = getTokenTimeMs(idToken, 'iat') ?? nowMs;
  return Math.abs(nowMs - 3_600_000 - issuedAtMs) < 86_400_000 ? issuedAtMs : nowMs;
}

/**
 * Whether a refresh is answered with the token that it renews, or an older one, which was not issued for it (row 7), and not
 * with its like of the same second: that one comes soon after the first.
 */
function isReplayed(idToken: string, previous: ExpectedResponse['previous'], nowMs: number): boolean {
  if (!previous || Math.abs(nowMs - (previous.receivedAtMs ?? NaN)) < REPEAT_MS) return false;
  return (getTokenTimeMs(idToken, 'iat') ?? 0) <= (getTokenTimeMs(previous.idToken, 'iat') ?? 0);
}

/**
 * Holds `at_hash`, where the ID token has one, against the access token that came with it (row 15).
 *
 * @throws {PassportError} `ID_TOKEN_INVALID`
 */
export async function checkAccessHash(idToken: string, accessToken: string): Promise<void> {
  const expected = decodeToken(idToken)?.claims['at_hash'];
  if (expected === undefined) return;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken));
  let binary = '';
  for (const byte of new Uint8Array(digest, 0, 16)) binary += String.fromCharCode(byte);
  const actual = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  if (expected === actual) return;
  throw new PassportError(AUTH_ERRORS, 'ID_TOKEN_INVALID', {
    message: 'The sign-in service sent an ID token that cannot be trusted: at_hash is another access token\'s.',
  });
}
