import type { HttpResponse } from '../platform/request.js';
import { getString, isRecord } from '../shared/guards.js';
import { API_ERRORS } from '../shared/errors/api.js';
import { maskSecrets } from '../shared/mask-secrets.js';
import { PassportError } from '../shared/passport-error.js';
import { cleanText } from './parse-values.js';

/** What the judgement of an answer depends on besides the answer. */
export interface ApiErrorOptions {
  /** Whether the request carried a token. */
  readonly isAuthorized: boolean;
  /** Whether 403 is said of the token, as 401 is. Default: it is said of the request. */
  readonly isForbiddenUnauthorized?: boolean;
  /** What the service asked to wait. */
  readonly retryAfterMs?: number;
}

const MAX_DETAIL_LENGTH = 200;

/** Gives a refusing or failing answer as an error, with the service's own words, clipped. */
export function toApiError(response: HttpResponse, options: ApiErrorOptions): PassportError {
  const code = getCode(response.status, options);
  const notes = [`status ${response.status}`, readDetail(response.json)];
  if (code === 'API_RATE_LIMITED' && options.retryAfterMs !== undefined) {
    notes.push(`wait ${Math.ceil(options.retryAfterMs / 1_000)} s`);
  }
  return new PassportError(API_ERRORS, code, {
    message: `${API_ERRORS[code].message.slice(0, -1)} (${notes.filter((note) => note !== '').join(', ')}).`,
  });
}

/** Gives a request that got no answer as an error of this room. */
export function toTransportError(error: unknown): unknown {
  if (!(error instanceof PassportError) || error.code === 'RESPONSE_TOO_LARGE') return error;
  return new PassportError(API_ERRORS, 'API_UNAVAILABLE', { message: error.message, cause: error });
}

/** An answer of status 2xx whose body is not what the endpoint promises. */
export function createResponseError(what: string): PassportError {
  return new PassportError(API_ERRORS, 'API_RESPONSE_INVALID', { message: `The service sent no readable ${what}.` });
}

function getCode(status: number, { isAuthorized, isForbiddenUnauthorized }: ApiErrorOptions): keyof typeof API_ERRORS {
  if (isAuthorized && (status === 401 || (status === 403 && isForbiddenUnauthorized))) return 'API_UNAUTHORIZED';
  if (status === 404) return 'API_NOT_FOUND';
  if (status === 429) return 'API_RATE_LIMITED';
  if (status === 408 || status >= 500) return 'API_UNAVAILABLE';
  return status >= 400 ? 'API_REFUSED' : 'API_RESPONSE_INVALID';
}

/** The service's code and message, without what may be a secret. */
function readDetail(json: unknown): string {
  if (!isRecord(json)) return '';
  const parts = [getString(json, 'code'), getString(json, 'message')];
  return parts
    .map((part) => cleanText(maskSecrets(part ?? ''), MAX_DETAIL_LENGTH))
    .filter((part) => part !== '')
    .join(': ');
}
