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
  /** Called when the browser says that another document has written the key, before `onHint`. */
  readonly onOtherWriter?: () => void;
  /** Default: the page's own. */
  readonly window?: Window & typeof globalThis;
}

/**
 * Listens for hints by BroadcastChannel, the `storage` event, and the page's return from the back-forward
 * cache or from behind another tab or window: a frozen page hears nothing meanwhile (rows 80 and 81).
 */
export function openTabHints(channelName: string, options: TabHintsOptions): TabHints {
  const page = options.window ?? window;
  const stop = new AbortController();
  const { signal } = stop;
  const hint = (): void => options.onHint();
  let channel: BroadcastChannel | undefined;
  const open = (): void => {
    channel ??= openChannel(page, channelName);
    channel?.addEventListener('message', hint, { signal });
  };
  const close = (): void => {
    channel?.close();
    channel = undefined;
  };
  open();
  page.addEventListener('storage', (event) => {
    // A null key stands for clear().
    if (event.key !== null && event.key !== options.storageKey) return;
    options.onOtherWriter?.();
    hint();
  }, { signal });
  // An open channel keeps some browsers from keeping the page for the Back button.
  page.addEventListener('pagehide', close, { signal });
  page.addEventListener('pageshow', (event) => {
    open();
    if (event.persisted) hint();
  }, { signal });
  page.addEventListener('focus', hint, { signal });
  listenTo(page.document, 'visibilitychange', () => {
    if (readDocument(page.document, 'visibilityState') === 'visible') hint();
  }, { signal });
  return {
    tell: () => channel?.postMessage(null),
    close() {
      stop.abort();
      close();
    },
  };
}
