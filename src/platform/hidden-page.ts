import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { getString, isRecord } from '../shared/guards.js';
import { PassportError } from '../shared/passport-error.js';
import { systemClock } from './clock.js';
import type { Clock } from './clock.js';
import { createFrameElement } from './own-document-calls.js';
import { readDocument } from './own-document.js';

/** What a page in a hidden frame tells the page around it: a protocol between releases. */
const MESSAGE_TYPE = 'passport-widgets/hidden-page@1';

/** Options of `visitHiddenPage`. */
export interface HiddenPageOptions {
  /** Milliseconds until it is given up. */
  readonly timeoutMs: number;
  readonly window: Window & typeof globalThis;
  readonly clock?: Clock;
  /**
   * The page of this origin at which the visit has to end, and which says so with
   * `reportFromHiddenPage`. Without one, whatever loads first ends the visit: nothing more can be known.
   */
  readonly endsAt?: string;
}

/**
 * Visits a page in a frame that nobody sees, and removes it. Resolves to the URL at which it ended, where
 * `endsAt` names one.
 *
 * @throws {PassportError} `TIMEOUT`
 */
export function visitHiddenPage(url: string, options: HiddenPageOptions): Promise<string | undefined> {
  const { window: page, clock = systemClock, endsAt } = options;
  const frame = createFrameElement(page.document);
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.referrerPolicy = 'no-referrer';
  frame.src = url;
  const stop = new AbortController();
  return new Promise<string | undefined>((resolve, reject) => {
    const cancelLimit = clock.after(options.timeoutMs, () => reject(new PassportError(PLATFORM_ERRORS, 'TIMEOUT')));
    stop.signal.addEventListener('abort', cancelLimit);
    if (endsAt === undefined) {
      frame.addEventListener('load', () => resolve(undefined), { signal: stop.signal });
    } else {
      page.addEventListener('message', (event) => {
        if (event.origin !== page.location.origin || event.source !== frame.contentWindow) return;
        const end = parseReport(event.data, endsAt);
        if (end !== undefined) resolve(end);
      }, { signal: stop.signal });
    }
    readDocument(page.document, 'documentElement')?.append(frame);
  }).finally(() => {
    stop.abort();
    frame.remove();
  });
}

/** Tells the page around this frame that the visit has ended at `url`. Gives false where there is none. */
export function reportFromHiddenPage(url: string, page: Window): boolean {
  if (page.parent === page) return false;
  page.parent.postMessage({ type: MESSAGE_TYPE, url }, page.location.origin);
  return true;
}

/** Origin and path have to be those of the end; the service may have added parameters. */
function parseReport(data: unknown, endsAt: string): string | undefined {
  const url = isRecord(data) && data['type'] === MESSAGE_TYPE ? getString(data, 'url') : undefined;
  if (url === undefined || !URL.canParse(url)) return undefined;
  const end = new URL(endsAt);
  const { origin, pathname } = new URL(url);
  return origin === end.origin && pathname === end.pathname ? url : undefined;
}
