import { parseJson } from '../shared/guards.js';
import { toSafeCause } from '../shared/mask-secrets.js';
import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { PassportError } from '../shared/passport-error.js';
import { untilAborted } from './abort.js';
import { systemClock } from './clock.js';
import type { Clock } from './clock.js';
import { pageFetch } from './page-fetch.js';

/** Default time for one request, headers and body together. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Default size of a body: 2 MB, many times what any endpoint sends. */
const MAX_BODY_BYTES = 2_000_000;

/** An answer, read whole. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** Options of `request`. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** For headers and body together. Default 10,000. */
  readonly timeoutMs?: number;
  /** Default 2,000,000. */
  readonly maxBodyBytes?: number;
  /** Lets the request outlive the page. Default false. */
  readonly keepalive?: boolean;
  /** Default `no-store`; `default` for what holds no secret and may be kept. */
  readonly cache?: 'no-store' | 'default' | 'no-cache';
  /** Goes past whatever has taken the place of the page's `fetch` since the page began. Default false. */
  readonly isSecret?: boolean;
  /** Default: the browser's. */
  readonly fetch?: typeof fetch;
  /** Times the limit. Default: the browser's. */
  readonly clock?: Clock;
}

/**
 * Sends one request and reads its answer whole.
 *
 * The time limit covers the body, an answer may not be longer than the cap, and nothing that
 * carries a token is redirected, cached, or sent with cookies or a referrer (rows 69 and 148).
 *
 * @throws {PassportError} `NETWORK_OFFLINE`, `NETWORK_FAILED`, `TIMEOUT`, `RESPONSE_TOO_LARGE`; an
 * abort by the caller rejects with the signal's reason. Statuses of any kind are answers.
 */
export async function request(url: string, options: RequestOptions = {}): Promise<HttpResponse> {
  const { timeoutMs = REQUEST_TIMEOUT_MS, maxBodyBytes = MAX_BODY_BYTES, signal, clock = systemClock } = options;
  signal?.throwIfAborted();
  const limit = new AbortController();
  const cancelLimit = clock.after(timeoutMs, () => limit.abort());
  const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  try {
    // A site's own `fetch` may ignore the signal: this does not.
    return await untilAborted(send(url, options, stop, maxBodyBytes), stop);
  } catch (error) {
    if (error instanceof PassportError) throw error;
    signal?.throwIfAborted();
    if (limit.signal.aborted) throw new PassportError(PLATFORM_ERRORS, 'TIMEOUT');
    const offline = globalThis.navigator?.onLine === false;
    // A site's own `fetch` may hang the whole request on what it throws.
    const cause = toSafeCause(error, [options.body ?? '']);
    throw new PassportError(PLATFORM_ERRORS, offline ? 'NETWORK_OFFLINE' : 'NETWORK_FAILED', { cause });
  } finally {
    cancelLimit();
  }
}

async function send(
  url: string, options: RequestOptions, signal: AbortSignal, maxBodyBytes: number,
): Promise<HttpResponse> {
  const doFetch = options.fetch ?? (options.isSecret ? pageFetch : undefined) ?? globalThis.fetch;
  const response = await doFetch(url, {
    method: options.method ?? 'GET',
    headers: options.headers,
    body: options.body,
    signal,
    keepalive: options.keepalive ?? false,
    redirect: 'error',
    credentials: 'omit',
    cache: options.cache ?? 'no-store',
    referrerPolicy: 'no-referrer',
    mode: 'cors',
  });
  const text = await readText(response, maxBodyBytes);
  return { status: response.status, headers: response.headers, text, json: parseJson(text) };
}

async function readText(response: Response, maxBodyBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > maxBodyBytes) {
      void reader.cancel().catch(() => {});
      throw new PassportError(PLATFORM_ERRORS, 'RESPONSE_TOO_LARGE');
    }
    text += decoder.decode(value, { stream: true });
  }
}
