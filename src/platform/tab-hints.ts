import { openChannel } from './open-channel.js';
import { listenTo, readDocument } from './own-document.js';

/** Tells other tabs that something under a key may have changed. Never carries data (row 79). */
export interface TabHints {
  /** Hints to the other tabs. */
  tell(): void;
  /** Removes every listener. */
  close(): void;
}

/** Options of `openTabHints`. */
export interface TabHintsOptions {
  /** A storage key whose changes by other tabs are a hint too. */
  readonly storageKey: string;
  /** Called when this tab should read again what it knows. */
  readonly onHint: () => void;
  /** Default: the page's own. */
  readonly window?: Window & typeof globalThis;
}

/**
 * Listens for hints by BroadcastChannel, the `storage` event, and the page's return from the back-forward
 * cache or from behind another tab: a frozen page hears nothing meanwhile (rows 80 and 81).
 */
export function openTabHints(channelName: string, options: TabHintsOptions): TabHints {
  const page = options.window ?? window;
  const stop = new AbortController();
  const { signal } = stop;
  const channel = openChannel(page, channelName);
  channel?.addEventListener('message', () => options.onHint(), { signal });
  page.addEventListener('storage', (event) => {
    // A null key stands for clear().
    if (event.key === null || event.key === options.storageKey) options.onHint();
  }, { signal });
  page.addEventListener('pageshow', (event) => {
    if (event.persisted) options.onHint();
  }, { signal });
  listenTo(page.document, 'visibilitychange', () => {
    if (readDocument(page.document, 'visibilityState') === 'visible') options.onHint();
  }, { signal });
  return {
    tell: () => channel?.postMessage(null),
    close() {
      stop.abort();
      channel?.close();
    },
  };
}
