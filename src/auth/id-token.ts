import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { IdTokenClaims } from '../shared/network.js';
import type { ClientConfig } from './authority.js';
import { parseClaims } from './claims.js';
import { decodeToken } from './decode-token.js';
import type { RawClaims } from './decode-token.js';

/** A token that was just issued may not be older than this. */
const MAX_ISSUE_AGE_S = 600;

/** What an ID token is held against. */
export interface ExpectedToken {
  /** The nonce of this login; absent for a refresh, where the service echoes none. */
  readonly nonce?: string;
  /** The user whose token it replaces. */
  readonly sub?: string;
  /** Whether it comes straight from the token endpoint. */
  readonly isNew: boolean;
  /**
   * Whether it is read back from the record. Its times are then held against each other only: what is
   * over is renewed, and the clock may have been wrong before (row 70). Default false.
   */
  readonly isStored?: boolean;
  /** The authority's time as well as it is known, milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * Checks every claim that OpenID Connect Core 3.1.3.7 makes a MUST, and the algorithm; the signature
 * is another step. Rows 1 to 9 and 16.
 *
 * @throws {PassportError} `ID_TOKEN_INVALID`, naming the claim.
 */
export function checkIdToken(token: string, config: ClientConfig, expected: ExpectedToken): IdTokenClaims {
  const decoded = decodeToken(token);
  if (!decoded) throw invalid('it is no JWT');
  const { header, claims: raw } = decoded;
  // Passport signs by RS256 alone. One algorithm leaves no choice to whoever writes the header (RFC 8725).
  if (header['alg'] !== 'RS256') throw invalid('alg is not RS256');
  if (header['crit'] !== undefined) throw invalid('crit is present');
  if (raw['iss'] !== config.endpoints.issuer) throw invalid('iss is another issuer');
  checkAudience(raw, config.clientId);
  checkTimes(raw, expected, config.clockSkewSeconds);
  if (expected.nonce !== undefined) checkLogin(raw, expected.nonce, expected.nowMs / 1000, config);
  const claims = parseClaims(raw);
  if (!claims) throw invalid('sub is missing');
  if (expected.sub !== undefined && claims.sub !== expected.sub) throw invalid('sub is another user');
  return claims;
}

function checkAudience(raw: RawClaims, clientId: string): void {
  const { aud, azp } = raw;
  if (Array.isArray(aud) ? !aud.includes(clientId) : aud !== clientId) throw invalid('aud is another client');
  if (azp !== undefined && azp !== clientId) throw invalid('azp is another client');
  if (Array.isArray(aud) && aud.length > 1 && azp !== clientId) throw invalid('aud names strangers');
}

function checkTimes(raw: RawClaims, { isNew, isStored, nowMs }: ExpectedToken, skewS: number): void {
  const exp = readTime(raw, 'exp');
  const iat = readTime(raw, 'iat');
  const nowS = isStored ? iat : nowMs / 1000;
  if (iat > nowS + skewS) throw invalid('iat is in the future');
  if (raw['nbf'] !== undefined && readTime(raw, 'nbf') > nowS + skewS) throw invalid('nbf is in the future');
  if (exp <= nowS - skewS) throw invalid('exp is past');
  if (isNew && iat < nowS - MAX_ISSUE_AGE_S) throw invalid('iat is too old');
}

/** What only a login asks for: a refresh is no proof of who sits there. */
function checkLogin(raw: RawClaims, nonce: string, nowS: number, config: ClientConfig): void {
  const { maxAgeSeconds, acrValues, clockSkewSeconds } = config;
  if (raw['nonce'] !== nonce) throw invalid('nonce is not this login\'s');
  if (maxAgeSeconds !== undefined && readTime(raw, 'auth_time') < nowS - maxAgeSeconds - clockSkewSeconds) {
    throw invalid('auth_time is too long ago');
  }
  if (acrValues?.length && !acrValues.includes(raw['acr'] as string)) throw invalid('acr is none that was asked for');
}

function readTime(raw: RawClaims, name: 'exp' | 'iat' | 'nbf' | 'auth_time'): number {
  const value = raw[name];
  // Beyond the year 9999 it is no date but an attempt.
  if (typeof value !== 'number' || !(value > 0) || value > 253_402_300_800) throw invalid(`${name} is no time`);
  return value;
}

function invalid(reason: string): PassportError {
  return new PassportError(AUTH_ERRORS, 'ID_TOKEN_INVALID', {
    message: `The sign-in service sent an ID token that cannot be trusted: ${reason}.`,
  });
}
