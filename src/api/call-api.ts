import { systemClock } from '../platform/clock.js';
import { wait } from '../platform/wait.js';
import type { Clock } from '../platform/clock.js';
import { request } from '../platform/request.js';
import type { HttpResponse } from '../platform/request.js';
import { parseRetryAfterMs } from '../platform/retry-after.js';
import { PassportError } from '../shared/passport-error.js';
import { toApiError, toTransportError } from './api-error.js';

/** Where a REST service is, and what reaches it. */
export interface ApiTarget {
  /** Origin and base path, without a trailing slash. */
  readonly baseUrl: string;
  /** Sent as `x-immutable-publishable-key`. Default: not sent. */
  readonly publishableKey?: string;
  /** Default: the browser's. */
  readonly fetch?: typeof fetch;
  /** Times the repetition of reads. Default: the browser's. */
  readonly clock?: Clock;
  /** For one request, its body included. Default 10,000. */
  readonly timeoutMs?: number;
  /** How often a read is repeated that came too fast (429), each time later. Default 1. */
  readonly maxRetries?: number;
  /** A service that asks to wait longer gets no further request. Default 5,000. */
  readonly maxRetryAfterMs?: number;
}

/** One request to a REST service. */
export interface ApiCall {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Begins with a slash; its variable parts are encoded by the caller. */
  readonly path: string;
  /** Members that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as `Authorization: Bearer`. */
  readonly accessToken?: string;
  /** Whether 403 says that the token is not good enough: true of what acts on the session's user alone. Default false. */
  readonly isForbiddenUnauthorized?: boolean;
  /** Statuses besides 2xx that the caller reads as answers. Default: none. */
  readonly answers?: readonly number[];
  readonly signal?: AbortSignal;
}

/** An answer that the caller may read. */
export interface ApiAnswer {
  readonly status: number;
  /** Undefined when the body is no JSON. */
  readonly json: unknown;
  /** Characters of the body. */
  readonly length: number;
}

/** Our counterpart of the official `ts-immutable-sdk-<version>`. A test compares it with package.json. */
export const SDK_VERSION = 'passport-widgets-0.1.0';
/** How long a read waits before it is repeated. */
const RETRY_DELAY_MS = 300;
const MAX_RETRY_AFTER_MS = 5_000;
/** What a service that says only "too many requests" is given; twice as much each further time. */
const DEFAULT_RETRY_AFTER_MS = 1_000;

type Outcome = { readonly response: HttpResponse } | { readonly error: unknown };

/**
 * Sends a request to a REST service. Reads are repeated once when the service could not be reached or
 * failed, and `maxRetries` times when it asks for a pause that is not too long; writes never.
 *
 * @throws {PassportError} a code of the api room, or `RESPONSE_TOO_LARGE`.
 */
export async function callApi(target: ApiTarget, call: ApiCall): Promise<ApiAnswer> {
  const { clock = systemClock } = target;
  const isRead = (call.method ?? 'GET') === 'GET';
  let outcome = await send(target, call);
  for (let retries = 0; isRead; retries += 1) {
    const delayMs = getRetryDelayMs(outcome, retries, target, clock);
    if (delayMs === undefined) break;
    await wait(delayMs, { signal: call.signal, clock });
    outcome = await send(target, call);
  }
  if ('error' in outcome) throw toTransportError(outcome.error);
  const { response } = outcome;
  const isAnswer = (response.status >= 200 && response.status < 300) || call.answers?.includes(response.status);
  if (isAnswer) return { status: response.status, json: response.json, length: response.text.length };
  throw toApiError(response, {
    isAuthorized: call.accessToken !== undefined,
    isForbiddenUnauthorized: call.isForbiddenUnauthorized,
    retryAfterMs: parseRetryAfterMs(response.headers, clock.now()),
  });
}

async function send(target: ApiTarget, call: ApiCall): Promise<Outcome> {
  try {
    const response = await request(createUrl(target, call), {
      method: call.method ?? 'GET',
      headers: createHeaders(target, call),
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      signal: call.signal,
      timeoutMs: target.timeoutMs,
      isSecret: call.accessToken !== undefined,
      fetch: target.fetch,
    });
    return { response };
  } catch (error) {
    call.signal?.throwIfAborted();
    return { error };
  }
}

function createUrl(target: ApiTarget, call: ApiCall): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) query.set(name, value);
  }
  const search = query.size > 0 ? `?${query}` : '';
  return `${target.baseUrl.replace(/\/+$/, '')}${call.path}${search}`;
}

function createHeaders(target: ApiTarget, call: ApiCall): Record<string, string> {
  const headers: Record<string, string> = {
    // As the official SDK sends it: a service may choose the form of its errors by this header.
    accept: 'application/json, text/plain, */*',
    'x-sdk-version': SDK_VERSION,
  };
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.accessToken !== undefined) headers.authorization = `Bearer ${call.accessToken}`;
  if (target.publishableKey) headers['x-immutable-publishable-key'] = target.publishableKey;
  return headers;
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
