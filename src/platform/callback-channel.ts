import { isRecord, getString } from '../shared/guards.js';
import { systemClock } from './clock.js';
import type { Clock } from './clock.js';
import { openChannel } from './open-channel.js';

/**
 * The hand-over of a callback URL from the callback page to the page that waits for it. Names and
 * shapes are a protocol between releases (docs/decisions/0006-protocol-names.md).
 */
const MESSAGE_TYPE = 'passport-widgets/callback@1';
const RECEIPT_TYPE = 'passport-widgets/callback-received@1';
const CHANNEL_PREFIX = 'passport-widgets.callback.';

/** How long a callback page waits for the receipt. */
const RECEIPT_TIMEOUT_MS = 3_000;

/** Options of both ends. */
export interface CallbackChannelOptions {
  /** The random `state` of the login: both ends must know it. */
  readonly state: string;
  readonly signal?: AbortSignal;
  /** Default: the page's own. */
  readonly window?: Window & typeof globalThis;
  /** Times the wait for the receipt. Default: the browser's. */
  readonly clock?: Clock;
}

/**
 * Waits for the callback URL of a login. Messages of other origins, without the state, or with a URL
 * that is none are ignored (rows 49 and 50). Rejects only by the signal.
 */
export function receiveCallback(options: CallbackChannelOptions): Promise<string> {
  const { state, signal, window: page = window } = options;
  return new Promise((resolve, reject) => {
    // An event that has been does not come again.
    signal?.throwIfAborted();
    const stop = new AbortController();
    const channel = openChannel(page, CHANNEL_PREFIX + state);
    const end = (): void => {
      stop.abort();
      channel?.close();
    };
    const accept = (data: unknown, reply: (receipt: unknown) => void): void => {
      const url = parseCallback(data, state, page.location.origin);
      if (!url) return;
      reply({ type: RECEIPT_TYPE, state });
      end();
      resolve(url);
    };
    page.addEventListener('message', (event) => {
      if (event.origin !== page.location.origin) return;
      const source = event.source as Window | null;
      accept(event.data, (receipt) => source?.postMessage(receipt, page.location.origin));
    }, { signal: stop.signal });
    channel?.addEventListener('message', (event) => {
      accept(event.data, (receipt) => channel.postMessage(receipt));
    }, { signal: stop.signal });
    signal?.addEventListener('abort', () => {
      end();
      reject(signal.reason);
    }, { once: true, signal: stop.signal });
  });
}

/** Hands the URL of this callback page over. Resolves to whether somebody took it. */
export function deliverCallback(url: string, options: CallbackChannelOptions): Promise<boolean> {
  const { state, window: page = window, clock = systemClock } = options;
  return new Promise((resolve) => {
    const stop = new AbortController();
    const channel = openChannel(page, CHANNEL_PREFIX + state);
    const end = (delivered: boolean): void => {
      cancelLimit();
      stop.abort();
      channel?.close();
      resolve(delivered);
    };
    const cancelLimit = clock.after(RECEIPT_TIMEOUT_MS, () => end(false));
    const look = (data: unknown): void => {
      if (isRecord(data) && data['type'] === RECEIPT_TYPE && data['state'] === state) end(true);
    };
    page.addEventListener('message', (event) => {
      if (event.origin === page.location.origin) look(event.data);
    }, { signal: stop.signal });
    channel?.addEventListener('message', (event) => look(event.data), { signal: stop.signal });
    const message = { type: MESSAGE_TYPE, state, url };
    (page.opener as Window | null)?.postMessage(message, page.location.origin);
    channel?.postMessage(message);
  });
}

function parseCallback(data: unknown, state: string, origin: string): string | undefined {
  if (!isRecord(data) || data['type'] !== MESSAGE_TYPE || data['state'] !== state) return undefined;
  const url = getString(data, 'url');
  if (!url || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.origin === origin && parsed.searchParams.get('state') === state ? url : undefined;
}
