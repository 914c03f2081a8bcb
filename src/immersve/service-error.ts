import type { HttpResponse } from '../platform/request.js';
import { IMMERSVE_ERRORS } from '../shared/errors/immersve.js';
import { getString, isRecord } from '../shared/guards.js';
import { PassportError } from '../shared/passport-error.js';

/** A code of this room. */
export type ImmersveErrorCode = keyof typeof IMMERSVE_ERRORS;

/** The documented `errorCode` values of the login flow, and ours. `BAD_REQUEST` is an older name of the last. */
const SERVICE_CODES: Readonly<Record<string, ImmersveErrorCode>> = {
  CLIENT_APPLICATION_DOMAIN_NOT_ALLOWED: 'IMMERSVE_DOMAIN_NOT_ALLOWED',
  ORIGIN_NOT_ALLOWED: 'IMMERSVE_DOMAIN_NOT_ALLOWED',
  ACCOUNT_DOES_NOT_EXIST: 'IMMERSVE_ACCOUNT_DOES_NOT_EXIST',
  ACCOUNT_EXISTS: 'IMMERSVE_ACCOUNT_EXISTS',
  INVALID_SIGNATURE: 'IMMERSVE_INVALID_SIGNATURE',
  CHALLENGE_EXPIRED: 'IMMERSVE_CHALLENGE_EXPIRED',
  REFRESH_TOKEN_EXPIRED: 'IMMERSVE_SESSION_EXPIRED',
  CLIENT_APPLICATION_MISMATCH: 'IMMERSVE_CLIENT_MISMATCH',
  FORBIDDEN: 'IMMERSVE_FORBIDDEN',
  INVALID_REQUEST_INPUT: 'IMMERSVE_REQUEST_INVALID',
  BAD_REQUEST: 'IMMERSVE_REQUEST_INVALID',
};

/** What only the service and its client application can change: the session is not to blame. */
const SETUP_CODES = new Set<string>(['CLIENT_APPLICATION_DOMAIN_NOT_ALLOWED', 'ORIGIN_NOT_ALLOWED', 'CLIENT_APPLICATION_MISMATCH']);

/**
 * Gives an answer that is no success as an error. The words of the service are left out: they may repeat what it
 * was sent.
 *
 * @param retryAfterMs what the service asked to wait, told in the message of a 429.
 */
export function toServiceError(response: HttpResponse, retryAfterMs?: number): PassportError {
  const { status } = response;
  const code = getCode(status, readErrorCode(response.json));
  const notes = [`status ${status}`];
  if (retryAfterMs !== undefined && status === 429) notes.push(`wait ${Math.ceil(retryAfterMs / 1_000)} s`);
  return new PassportError(IMMERSVE_ERRORS, code, {
    message: `${IMMERSVE_ERRORS[code].message.slice(0, -1)} (${notes.join(', ')}).`,
  });
}

/** Whether the token endpoint says that the session is over: any refusal that is not about the set-up. */
export function isSessionEnd({ status, json }: HttpResponse): boolean {
  if (status !== 400 && status !== 401 && status !== 403) return false;
  return !SETUP_CODES.has(readErrorCode(json) ?? '');
}

/** An answer of status 2xx whose body is not what the endpoint promises. */
export function createResponseError(what: string): PassportError {
  return new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_RESPONSE_INVALID', { message: `Immersve sent no readable ${what}.` });
}

function readErrorCode(json: unknown): string | undefined {
  return isRecord(json) ? getString(json, 'errorCode') : undefined;
}

function getCode(status: number, errorCode = ''): ImmersveErrorCode {
  if (status === 429) return 'IMMERSVE_RATE_LIMITED';
  if (status >= 500 || status === 408) return 'IMMERSVE_UNAVAILABLE';
  const known = Object.hasOwn(SERVICE_CODES, errorCode) ? SERVICE_CODES[errorCode] : undefined;
  if (known && status >= 400) return known;
  if (status === 401 || status === 403) return 'IMMERSVE_FORBIDDEN';
  return status >= 400 ? 'IMMERSVE_REQUEST_INVALID' : 'IMMERSVE_RESPONSE_INVALID';
}
