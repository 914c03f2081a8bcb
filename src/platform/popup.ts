import { createRandomId } from '../shared/random-id.js';
import { systemClock } from './clock.js';
import type { Clock } from './clock.js';

/** Options of `openPopup`. */
export interface OpenPopupOptions {
  /** Pixels. Default 410. */
  readonly width?: number;
  /** Pixels. Default 450. */
  readonly height?: number;
  /** Shown until the window navigates. */
  readonly text?: string;
  /** Default: the page's own. */
  readonly window?: Window;
  readonly clock?: Clock;
}

/** How often an open window is looked at. */
const WATCH_INTERVAL_MS = 200;

/** A window that this page opened. */
export interface Popup {
  /** For comparing with the source of messages. */
  readonly window: Window;
  navigate(url: string): void;
  focus(): void;
  close(): void;
  /**
   * Calls once when the visitor closes the window; gives its undo. A window that the browser cuts off
   * on its way to the login page (COOP) reads as closed although it is open: then this never calls
   * (row 41). One that is cut off later, at a third site, still reads as closed.
   */
  onClosed(callback: () => void): () => void;
}

/**
 * Opens a window, synchronously: call it in the click, before anything is awaited. Gives null when the
 * browser blocks it. The name is random, so that nobody can have opened it before (row 52).
 */
export function openPopup(options: OpenPopupOptions = {}): Popup | null {
  const { width = 410, height = 450, window: page = window, clock = systemClock } = options;
  const left = Math.max(0, Math.round(page.screenX + (page.outerWidth - width) / 2));
  const top = Math.max(0, Math.round(page.screenY + (page.outerHeight - height) / 2));
  const features = `location=no,toolbar=no,width=${width},height=${height},left=${left},top=${top}`;
  const target = page.open('about:blank', createRandomId(), features);
  if (!target || target.closed) return null;
  if (options.text) showText(target, options.text);
  return new WatchedPopup(target, clock);
}

function showText(target: Window, text: string): void {
  try {
    target.document.title = text;
    const { style } = target.document.body;
    style.font = '16px system-ui, sans-serif';
    style.colorScheme = 'light dark';
    style.margin = '2rem';
    target.document.body.textContent = text;
  } catch {
    // Some browsers give no access to a window that was just opened; the words are a courtesy.
  }
}

class WatchedPopup implements Popup {
  readonly window: Window;
  readonly #clock: Clock;
  #isNavigated = false;
  #hasLeft = false;

  constructor(target: Window, clock: Clock) {
    this.window = target;
    this.#clock = clock;
  }

  navigate(url: string): void {
    this.#isNavigated = true;
    this.window.location.replace(url);
  }

  focus(): void {
    this.window.focus();
  }

  close(): void {
    this.window.close();
  }

  onClosed(callback: () => void): () => void {
    let cancel = (): void => {};
    const look = (): void => {
      if (this.window.closed) {
        // Sent away, and never seen elsewhere before it read as closed: it may have been cut off.
        if (this.#hasLeft || !this.#isNavigated) callback();
        return;
      }
      this.#hasLeft ||= isElsewhere(this.window);
      cancel = this.#clock.after(WATCH_INTERVAL_MS, look);
    };
    look();
    return () => cancel();
  }
}

function isElsewhere(target: Window): boolean {
  try {
    return target.location.href !== 'about:blank';
  } catch {
    return true;
  }
}
