import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { IdTokenClaims } from '../shared/network.js';
import type { ClientConfig } from './authority.js';
import { parseClaims } from './claims.js';
import { decodeToken } from './decode-token.js';
import type { RawClaims } from './decode-token.js';

/** The largest accepted difference between the clocks. */
export const CLOCK_SKEW_S = 300;
/** A token that was just issued may not be older than this. */
const MAX_ISSUE_AGE_S = 600;

/** What an ID token is held against. */
export interface ExpectedToken {
  /** The nonce of this login; absent for a refresh, where the service echoes none. */
  readonly nonce?: string;
  /** The user whose token it replaces. */
  readonly sub?: string;
  /** Whether it comes straight from the token endpoint; false for one read back from storage. */
  readonly isNew: boolean;
  readonly nowMs: number;
}

/**
 * Checks every claim that OpenID Connect Core 3.1.3.7 makes a MUST, and the algorithm; the signature
 * is another step. Rows 1 to 9.
 *
 * @throws {PassportError} `ID_TOKEN_INVALID`, naming the claim.
 */
export function checkIdToken(token: string, config: ClientConfig, expected: ExpectedToken): IdTokenClaims {
  const decoded = decodeToken(token);
  if (!decoded) throw invalid('it is no JWT');
  const { header, claims: raw } = decoded;
  if (header['alg'] !== 'RS256') throw invalid('alg is not RS256');
  if (header['crit'] !== undefined) throw invalid('crit is present');
  if (raw['iss'] !== config.endpoints.issuer) throw invalid('iss is another issuer');
  checkAudience(raw, config.clientId);
  checkTimes(raw, expected);
  if (expected.nonce !== undefined && raw['nonce'] !== expected.nonce) throw invalid('nonce is not this login\'s');
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

function checkTimes(raw: RawClaims, expected: ExpectedToken): void {
  const nowS = expected.nowMs / 1000;
  const exp = readTime(raw, 'exp');
  const iat = readTime(raw, 'iat');
  if (iat > nowS + CLOCK_SKEW_S) throw invalid('iat is in the future');
  if (raw['nbf'] !== undefined && readTime(raw, 'nbf') > nowS + CLOCK_SKEW_S) throw invalid('nbf is in the future');
  if (!expected.isNew) return;
  if (exp <= nowS - CLOCK_SKEW_S) throw invalid('exp is past');
  if (iat < nowS - MAX_ISSUE_AGE_S) throw invalid('iat is too old');
}

function readTime(raw: RawClaims, name: 'exp' | 'iat' | 'nbf'): number {
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
