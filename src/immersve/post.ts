import { systemClock } from '../platform/clock.js';
import { wait } from '../platform/wait.js';
import type { Clock } from '../platform/clock.js';
import { request } from '../platform/request.js';
import type { HttpResponse } from '../platform/request.js';
import { parseRetryAfterMs } from '../platform/retry-after.js';
import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { PassportError } from '../shared/passport-error.js';

/** Where Immersve is, for which application, and what reaches it. */
export interface ImmersveClient {
  /** Origin and base path, without a trailing slash. */
  readonly endpoint: string;
  readonly clientApplicationId: string;
  /** Default: the browser's. */
  readonly fetch?: typeof fetch;
  /** Default: the browser's. */
  readonly clock?: Clock;
}

/** One request to Immersve. */
export interface PostOptions {
  /** Sent as JSON; without one, no body is sent. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Sent as `Authorization: Bearer`. */
  readonly accessToken?: string;
  /** Repeats the request once when the service failed or asks for a short pause. Default false. */
  readonly isRepeatable?: boolean;
  /** Lets the request outlive the page. Default false. */
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal;
}

/** Headers and body together. */
const TIMEOUT_MS = 15_000;
/** Far above any answer: a challenge is below 2 kB. */
const MAX_BODY_BYTES = 100_000;
const RETRY_DELAY_MS = 500;
/** A service that asks to wait longer gets no second request from us. */
const MAX_RETRY_AFTER_MS = 5_000;

/**
 * Sends one request. Every status is an answer.
 *
 * @throws {PassportError} `NETWORK_OFFLINE`, `NETWORK_FAILED`, `TIMEOUT`, `RESPONSE_TOO_LARGE`
 */
export async function post(client: ImmersveClient, path: string, options: PostOptions = {}): Promise<HttpResponse> {
  const { clock = systemClock } = client;
  const response = await send(client, path, options);
  const delayMs = options.isRepeatable ? getRetryDelayMs(response, clock.now()) : undefined;
  if (delayMs === undefined) return response;
  await wait(delayMs, { signal: options.signal, clock });
  return send(client, path, options);
}

async function send(client: ImmersveClient, path: string, options: PostOptions): Promise<HttpResponse> {
  const { body, accessToken, signal, keepalive } = options;
  try {
    return await request(`${client.endpoint}${path}`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      },
      body: body && JSON.stringify(body),
      timeoutMs: TIMEOUT_MS,
      maxBodyBytes: MAX_BODY_BYTES,
      fetch: client.fetch,
      clock: client.clock,
      keepalive,
      signal,
    });
  } catch (error) {
    if (!(error instanceof PassportError) || error.code !== 'NETWORK_FAILED') throw error;
    // To a page both look the same.
    throw new PassportError(PLATFORM_ERRORS, 'NETWORK_FAILED', {
      message: 'Immersve could not be reached, or does not let this site read its answers.', cause: error.cause,
    });
  }
}

function getRetryDelayMs(response: HttpResponse, nowMs: number): number | undefined {
  if (response.status !== 429 && response.status < 500) return undefined;
  const askedMs = parseRetryAfterMs(response.headers, nowMs) ?? RETRY_DELAY_MS;
  return askedMs <= MAX_RETRY_AFTER_MS ? askedMs : undefined;
}
