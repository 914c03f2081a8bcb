import { systemClock } from '../platform/clock.js';
import { listenTo, readDocument } from '../platform/own-document.js';

/** Idle or not, by then the browser has had time enough. */
const IDLE_LIMIT_MS = 2_000;
/** A page that loads without end, such as one with a picture that never comes, is not waited for longer. */
const LOAD_LIMIT_MS = 5_000;

/** Calls once, when the page has loaded and the browser has nothing else to do. */
export function whenIdle(run: () => void, clock = systemClock): void {
  // Not in each browser, and markup can stand under the name (row 142).
  const wait = (): void => void (typeof requestIdleCallback === 'function' ? requestIdleCallback(run, { timeout: IDLE_LIMIT_MS }) : clock.after(0, run));
  if (readDocument(document, 'readyState') === 'complete') return wait();
  const over = new AbortController();
  const end = (): void => {
    over.abort();
    undo();
    wait();
  };
  const undo = clock.after(LOAD_LIMIT_MS, end);
  listenTo(window, 'load', end, { signal: over.signal });
}
