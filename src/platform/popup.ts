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
  /** Shown besides once this page has gone. */
  readonly farewell?: string;
  /** Default: the page's own. */
  readonly window?: Window;
  readonly clock?: Clock;
}

/** A window that this page opened. */
export interface Popup {
  readonly window: Window;
  /** Whether it was sent anywhere. */
  readonly isNavigated: boolean;
  navigate(url: string): void;
  focus(): void;
  close(): void;
}

/** How often this page tells its window that it is there. */
const HEARTBEAT_MS = 1_000;
/** How long the window believes it (row 48). */
const HEARTBEAT_LIMIT_MS = 4_000;

/**
 * Opens a window, synchronously: call it in the click, before anything is awaited. Gives null when the
 * browser blocks it. The name is random, so that nobody can have opened it before (row 52).
 */
export function openPopup(options: OpenPopupOptions = {}): Popup | null {
  const { width = 410, height = 450, window: page = window } = options;
  const left = Math.max(0, Math.round(page.screenX + (page.outerWidth - width) / 2));
  const top = Math.max(0, Math.round(page.screenY + (page.outerHeight - height) / 2));
  const features = `location=no,toolbar=no,width=${width},height=${height},left=${left},top=${top}`;
  const target = page.open('about:blank', createRandomId(), features);
  if (!target || target.closed) return null;
  const stop = showText(target, options);
  let isNavigated = false;
  return {
    window: target,
    get isNavigated() { return isNavigated; },
    navigate(url) {
      stop();
      isNavigated = true;
      target.location.replace(url);
    },
    focus: () => target.focus(),
    close() {
      stop();
      target.close();
    },
  };
}

/** Writes our words into the window. Gives what ends the heartbeat. */
function showText(target: Window, { text = '', farewell = '', clock = systemClock }: OpenPopupOptions): () => void {
  let cancel = (): void => {};
  try {
    const page = target.document;
    const { style } = page.body;
    style.font = '16px system-ui, sans-serif';
    style.colorScheme = 'light dark';
    style.margin = '2rem';
    page.title = text;
    page.body.textContent = text;
    const last = page.createElement('p');
    last.textContent = farewell;
    page.body.append(last);
    // An animation of the window's own document keeps the words hidden; it goes on, and ends, without us.
    const hiding = last.animate({ visibility: ['hidden', 'hidden'] }, HEARTBEAT_LIMIT_MS);
    const beat = (): void => {
      hiding.currentTime = 0;
      cancel = clock.after(HEARTBEAT_MS, beat);
    };
    beat();
  } catch {
    // Some browsers give no access to a window that was just opened; the words are a courtesy.
  }
  return () => cancel();
}
