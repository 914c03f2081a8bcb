import { listenTo, readDocument } from '../platform/own-document.js';

/** Idle or not, by then the browser has had time enough. */
const LIMIT_MS = 2_000;

/** Calls once the page has loaded and the browser has nothing else to do. */
export function whenIdle(run: () => void): void {
  // Not in each browser, and markup can stand under the name (row 142).
  const wait = (): void => void (typeof requestIdleCallback === 'function' ? requestIdleCallback(run, { timeout: LIMIT_MS }) : setTimeout(run));
  if (readDocument(document, 'readyState') === 'complete') wait();
  else listenTo(window, 'load', wait, { once: true });
}
