import { systemClock } from './clock.js';
import type { Clock } from './clock.js';
import { createFrameElement, readDocument } from './own-document.js';

/** This many removals within this time, with no sign of life of the frame between them, end it. */
const MAX_REMOVALS = 5;
const REMOVALS_WINDOW_MS = 10_000;

const BASE_STYLES = {
  display: 'block', position: 'fixed', top: '0', right: '0', width: '100%', height: '100%',
  'max-width': 'none', 'max-height': 'none', margin: '0', padding: '0', border: 'none', 'border-radius': '0',
};
/** Laid out but not seen, as magic-sdk 29 has it: browsers slow down a frame with `display: none`. */
const HIDDEN_STYLES = { visibility: 'hidden', opacity: '0', 'z-index': '-1' };
const SHOWN_STYLES = { visibility: 'visible', opacity: '1', 'z-index': '2147483647' };

/** Options of `createFrameHost`. */
export interface FrameHostOptions {
  readonly src: string;
  /** What the frame is, for assistive technology. */
  readonly title: string;
  /** Called after each `load`: the first, and every one by which the document in the frame changed. */
  readonly onLoad: () => void;
  /** Called when the page removed the frame: it is back already, and loads anew. */
  readonly onRemoved: () => void;
  /** Called when the page does not let the frame stay. The host is of no use afterwards. */
  readonly onGaveUp: () => void;
  /** Default: the page's own. */
  readonly document?: Document;
  readonly clock?: Clock;
}

/** An invisible frame that stays in the page until it is removed here. */
export interface FrameHost {
  /** The frame's window; null while it is not in the document. */
  readonly window: Window | null;
  /** Covers the page with the frame and gives it the focus. */
  show(): void;
  /** Hides the frame and gives the focus back. */
  hide(): void;
  /** Forgets earlier removals: the frame's document has shown that it lives. */
  markAlive(): void;
  /** Removes frame and observer. */
  remove(): void;
}

/**
 * Puts a frame into the page and keeps it there.
 *
 * It stands under `<html>`, where replacing the body does not touch it, and is known by reference,
 * so that a look-alike of the page means nothing. Whoever removes it finds it back in the same
 * microtask, unless it happens too often (rows 88 to 92).
 */
export function createFrameHost(options: FrameHostOptions): FrameHost {
  const { onLoad, onRemoved, onGaveUp, document: page = document, clock = systemClock } = options;
  const frame = createFrame(page, options);
  const focus = createFocusKeeper(page, frame);
  let removals: number[] = [];

  const attach = (): void => {
    const root = readDocument(page, 'documentElement');
    if (!root) return;
    root.append(frame);
    observer.observe(root, { childList: true });
  };
  const remove = (): void => {
    observer.disconnect();
    frame.removeEventListener('load', onLoad);
    focus.giveBack();
    frame.remove();
  };
  const handleMutation = (): void => {
    if (frame.parentNode && frame.parentNode === readDocument(page, 'documentElement')) return;
    focus.giveBack();
    const now = clock.now();
    removals = [...removals.filter((at) => now - at < REMOVALS_WINDOW_MS), now];
    if (removals.length >= MAX_REMOVALS) {
      remove();
      onGaveUp();
      return;
    }
    attach();
    onRemoved();
  };
  const observer = new MutationObserver(handleMutation);
  frame.addEventListener('load', onLoad);
  observer.observe(page, { childList: true });
  attach();

  return {
    get window() {
      return frame.contentWindow;
    },
    show: focus.take,
    hide: focus.giveBack,
    markAlive() {
      removals = [];
    },
    remove,
  };
}

function createFrame(page: Document, { src, title }: FrameHostOptions): HTMLIFrameElement {
  const frame = createFrameElement(page);
  frame.src = src;
  frame.title = title;
  // By CSSOM, which a strict `style-src` allows, and as important, so that no rule for frames meets it.
  setStyles(frame, { ...BASE_STYLES, ...HIDDEN_STYLES });
  setReachable(frame, false);
  return frame;
}

function createFocusKeeper(page: Document, frame: HTMLIFrameElement): { take(): void; giveBack(): void } {
  let isShown = false;
  let before: Element | null = null;
  return {
    take() {
      if (isShown) return;
      isShown = true;
      before = getActiveElement(page);
      setStyles(frame, SHOWN_STYLES);
      setReachable(frame, true);
      frame.focus();
    },
    giveBack() {
      if (!isShown) return;
      isShown = false;
      setStyles(frame, HIDDEN_STYLES);
      setReachable(frame, false);
      if (before instanceof HTMLElement && before.isConnected) HTMLElement.prototype.focus.call(before);
      before = null;
    },
  };
}

/** The element with the focus, inside open shadow roots too. */
function getActiveElement(page: Document): Element | null {
  let active = readDocument(page, 'activeElement');
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

function setReachable(frame: HTMLIFrameElement, isReachable: boolean): void {
  frame.inert = !isReachable;
  if (isReachable) frame.removeAttribute('aria-hidden');
  else frame.setAttribute('aria-hidden', 'true');
}

function setStyles(frame: HTMLIFrameElement, styles: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(styles)) frame.style.setProperty(name, value, 'important');
}
