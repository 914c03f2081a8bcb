import type { Clock } from '../platform/clock.js';
import type { HttpResponse } from '../platform/request.js';
import { parseRetryAfterMs } from '../platform/retry-after.js';
import { wait } from '../platform/wait.js';
import { API_ERRORS } from '../shared/errors/api.js';
import { getString, isRecord } from '../shared/guards.js';
import { maskSecrets } from '../shared/mask-secrets.js';
import { PassportError } from '../shared/passport-error.js';
import { toTransportError } from './api-error.js';
import type { ApiCall, ApiTarget, Outcome } from './call-api.js';
import { cleanText } from './parse-values.js';

// What only a failure needs: loaded with the first one.

/** What the judgement of an answer depends on besides the answer. */
export interface ApiErrorOptions {
  /** Whether the request carried a token. */
  readonly isAuthorized: boolean;
  /** Whether 403 is said of the token, as 401 is. Default: it is said of the request. */
  readonly isForbiddenUnauthorized?: boolean;
  /** What the service asked to wait. */
  readonly retryAfterMs?: number;
}

/** A call that has not come to an answer. */
export interface FailedCall {
  readonly target: ApiTarget;
  readonly call: ApiCall;
  readonly clock: Clock;
  /** What came of it at first. */
  readonly outcome: Outcome;
  /** Sends it once more. */
  readonly send: () => Promise<Outcome>;
  /** What the caller may read; undefined for a failure. */
  readonly getAnswer: (outcome: Outcome) => HttpResponse | undefined;
}

const MAX_DETAIL_LENGTH = 200;
/** How long a read waits before it is repeated. */
const RETRY_DELAY_MS = 300;
const MAX_RETRY_AFTER_MS = 5_000;
/** What a service that says only "too many requests" is given; twice as much each further time. */
const DEFAULT_RETRY_AFTER_MS = 1_000;

/** Repeats a read where that may help; throws what `callApi` is to throw where it does not. */
export async function repeatCall({ target, call, clock, send, getAnswer, ...first }: FailedCall): Promise<HttpResponse> {
  const isRead = (call.method ?? 'GET') === 'GET';
  let { outcome } = first;
  for (let retries = 0; isRead; retries += 1) {
    const delayMs = getRetryDelayMs(outcome, retries, target, clock);
    if (delayMs === undefined) break;
    await wait(delayMs, { signal: call.signal, clock });
    outcome = await send();
  }
  const answer = getAnswer(outcome);
  if (answer) return answer;
  if ('error' in outcome) throw toTransportError(outcome.error);
  throw toApiError(outcome.response, {
    isAuthorized: call.accessToken !== undefined,
    isForbiddenUnauthorized: call.isForbiddenUnauthorized,
    retryAfterMs: parseRetryAfterMs(outcome.response.headers, clock.now()),
  });
}

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

/** How long to wait before the next repetition; undefined for an outcome that is final. */
function getRetryDelayMs(outcome: Outcome, retries: number, target: ApiTarget, clock: Clock): number | undefined {
  if ('error' in outcome) {
    // A time limit is not repeated: the visitor has waited long enough.
    const isPassing = outcome.error instanceof PassportError && outcome.error.code === 'NETWORK_FAILED';
    return isPassing && retries === 0 ? RETRY_DELAY_MS : undefined;
  }
  const { status, headers } = outcome.response;
  const isTooFast = status === 429;
  if (retries >= (isTooFast ? target.maxRetries ?? 1 : Number(status >= 500))) return undefined;
  const askedMs = parseRetryAfterMs(headers, clock.now())
    ?? (isTooFast ? DEFAULT_RETRY_AFTER_MS * 2 ** retries : RETRY_DELAY_MS);
  return askedMs <= (target.maxRetryAfterMs ?? MAX_RETRY_AFTER_MS) ? askedMs : undefined;
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
