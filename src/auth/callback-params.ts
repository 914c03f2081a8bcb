import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { ClientConfig } from './authority.js';
import { isState } from './pending-login.js';

/** What an authority answers with, each at most once (RFC 6749 3.1). */
const ANSWER_PARAMS = ['code', 'state', 'error', 'error_description', 'error_uri', 'iss', 'session_state'];
/** Far above any real answer. */
const MAX_URL_LENGTH = 20_000;

/** Whether a URL holds an answer of the authority, good or not. */
export function hasAnswer(url: string, names: readonly string[] = ['code', 'error', 'state']): boolean {
  if (!URL.canParse(url)) return false;
  const { searchParams } = new URL(url);
  return names.some((name) => searchParams.has(name));
}

/**
 * Reads the state of an answer, and checks what can be checked before the login is known (rows 22 and 23).
 *
 * @throws {PassportError} `CALLBACK_STATE_INVALID`
 */
export function readState(url: string): string {
  const params = url.length <= MAX_URL_LENGTH && URL.canParse(url) ? new URL(url).searchParams : undefined;
  const state = params?.get('state');
  // Of two, an attacker may have added the second.
  const isRepeated = ANSWER_PARAMS.some((name) => (params?.getAll(name).length ?? 0) > 1);
  if (!state || !isState(state) || isRepeated) throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID');
  return state;
}

/**
 * Refuses an answer that names another authority, so that nobody can hand the answer of one to the
 * other (RFC 9207, row 24). Passport's own names none.
 *
 * @param isNamed whether this authority says that it always names itself
 * @throws {PassportError} `CALLBACK_STATE_INVALID`
 */
export function checkResponseIssuer(url: string, config: ClientConfig, isNamed = false): void {
  const issuer = new URL(url).searchParams.get('iss');
  if (issuer === null ? !isNamed : issuer === config.endpoints.issuer) return;
  throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID', {
    message: 'This answer is not from the sign-in service that was asked.',
  });
}
