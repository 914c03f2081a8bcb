import type { OpenPopupOptions, Popup } from '../../../src/platform/popup.js';

/**
 * The window of a run: a frame of this page, whose messages the browser itself makes. It has no page of the
 * guardian; the test says what that page would say.
 */
export class FakeWindow {
  readonly frame = document.createElement('iframe');
  /** Where it was sent. */
  readonly urls: string[] = [];
  readonly options: OpenPopupOptions;
  focused = 0;

  constructor(options: OpenPopupOptions) {
    this.options = options;
    this.frame.title = 'window';
    document.body.append(this.frame);
    const { body } = this.frame.contentDocument!;
    const farewell = body.ownerDocument.createElement('p');
    farewell.textContent = options.farewell ?? '';
    body.replaceChildren(options.text ?? '', farewell);
  }

  /** The product's side of the window. */
  createPopup(): Popup {
    const { urls } = this;
    return {
      window: this.frame.contentWindow!,
      get isNavigated() { return urls.length > 0; },
      navigate: (url) => void urls.push(url),
      focus: () => { this.focused += 1; },
      close: () => this.frame.remove(),
    };
  }

  get isOpen(): boolean {
    return this.frame.isConnected;
  }

  get text(): string {
    return this.frame.contentDocument?.body.innerText ?? '';
  }

  find<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.frame.contentDocument?.querySelector<T>(selector);
    if (!found) throw new Error(`Nothing in the window is ${selector}.`);
    return found;
  }

  has(selector: string): boolean {
    return Boolean(this.frame.contentDocument?.querySelector(selector));
  }

  /** Posts a message of the guardian's page to the page that opened the window. */
  say(messageType: string, more: object = {}): void {
    this.post({ eventType: 'imx_passport_confirmation', messageType, ...more });
  }

  post(message: unknown): void {
    const target = this.frame.contentWindow as (Window & { eval(code: string): unknown }) | null;
    target?.eval(`parent.postMessage(${JSON.stringify(message)}, '*')`);
  }

  /** The visitor closes the window. */
  leave(): void {
    this.frame.remove();
  }
}

/** Counts the listeners that are added to the page and removed from it. */
export function countListeners(types: readonly string[] = ['message', 'pagehide']) {
  const { addEventListener, removeEventListener } = window;
  const held = new Set<unknown>();
  let added = 0;
  window.addEventListener = ((type: string, listener: unknown, options?: AddEventListenerOptions) => {
    if (types.includes(type) && !options?.signal?.aborted) {
      added += 1;
      held.add(listener);
      options?.signal?.addEventListener('abort', () => held.delete(listener), { once: true });
    }
    Reflect.apply(addEventListener, window, [type, listener, options]);
  }) as typeof window.addEventListener;
  window.removeEventListener = ((type: string, listener: unknown, options?: EventListenerOptions) => {
    held.delete(listener);
    Reflect.apply(removeEventListener, window, [type, listener, options]);
  }) as typeof window.removeEventListener;
  return {
    get left() { return held.size; },
    get added() { return added; },
    restore: () => Object.assign(window, { addEventListener, removeEventListener }),
  };
}
