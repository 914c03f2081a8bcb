import { systemClock } from './clock.js';
import type { Clock } from './clock.js';
import { hasFocus } from './own-document-calls.js';
import { readDocument } from './own-document.js';
import type { Popup } from './popup.js';

/**
 * What became of a window that reads as closed: the visitor closed it; it seems so, and the browser does
 * not say; or it is open, cut off from this page (COOP).
 */
export type PopupEnd = 'closed' | 'perhaps-closed' | 'cut-off';

/** What the watch works with. */
export interface WatchOptions {
  /** The page that opened the window. */
  readonly window: Window;
  readonly clock?: Clock;
  /** Whether that page is in front. Default: as the browser says. */
  readonly isInFront?: () => boolean;
}

/** How often an open window is looked at. */
const WATCH_INTERVAL_MS = 200;
/** How long a window that reads as closed may take to bring this page to the front, or its last message here. */
const GRACE_MS = 500;
/** Nobody closes a window this soon after the login page came: the browser cut it off (rows 41 and 42). */
const CUT_OFF_MS = 300;

/**
 * Watches a window and calls once when it is gone; gives its undo.
 *
 * A window that the browser cuts off reads as closed in every property. What tells the two apart is the
 * front: with a window that is closed, the page behind it comes to the front within milliseconds; behind
 * one that is cut off it stays where it is. Measured in docs/decisions/0008-login-windows.md.
 */
export function watchPopup(popup: Popup, options: WatchOptions, onGone: (end: PopupEnd) => void): () => void {
  const { window: page, clock = systemClock, isInFront = () => isPageInFront(page) } = options;
  let cancel = (): void => {};
  /** Since when the window shows another origin's page. */
  let elsewhereSinceMs: number | undefined;
  let wasInFront = false;
  /** Whether this page was ever behind: some browsers say "in front" of every page, always. */
  let wasBehind = false;

  const look = (): void => {
    if (popup.window.closed) {
      judge({ atMs: clock.now(), wasSent: popup.isNavigated });
      return;
    }
    wasInFront = isInFront();
    wasBehind ||= !wasInFront;
    if (isElsewhere(popup.window)) elsewhereSinceMs ??= clock.now();
    cancel = clock.after(WATCH_INTERVAL_MS, look);
  };
  const judge = (closed: { readonly atMs: number; readonly wasSent: boolean }, hasComeForward = false): void => {
    const isForward = hasComeForward || isInFront();
    if (clock.now() < closed.atMs + GRACE_MS) {
      cancel = clock.after(GRACE_MS / 5, () => judge(closed, isForward));
    } else if (!closed.wasSent) {
      onGone('closed');
    } else if (wasBehind && !wasInFront) {
      onGone(isForward ? 'closed' : 'cut-off');
    } else {
      // Nothing to be learnt from the front.
      const stayedMs = closed.atMs - (elsewhereSinceMs ?? closed.atMs);
      onGone(stayedMs > CUT_OFF_MS ? 'perhaps-closed' : 'cut-off');
    }
  };
  look();
  return () => cancel();
}

function isPageInFront({ document: page }: Window): boolean {
  return readDocument(page, 'visibilityState') === 'visible' && hasFocus(page);
}

function isElsewhere(target: Window): boolean {
  try {
    return target.location.href !== 'about:blank';
  } catch {
    return true;
  }
}
