import type { Clock } from './clock.js';
import { getElementAt } from './own-document-calls.js';
import { listenTo, readDocument } from './own-document.js';

/** How often it is looked at whether the visitor can reach the frame. */
const LOOK_INTERVAL_MS = 250;
/** Time for the page to get out of the frame's way. */
const OBSTRUCTION_LIMIT_MS = 3_000;

/** Laid out but not seen, as magic-sdk 29 has it: browsers slow down a frame with `display: none`. */
const HIDDEN_STYLES = { visibility: 'hidden', opacity: '0', 'z-index': '-1', 'pointer-events': 'none' };
const SHOWN_STYLES = { visibility: 'visible', opacity: '1', 'z-index': '2147483647', 'pointer-events': 'auto' };

/** Options of `createFrameOverlay`. */
export interface FrameOverlayOptions {
  readonly document: Document;
  readonly clock: Clock;
  /** The visitor pressed Escape in the page. Within the frame, Escape is the frame's own. */
  readonly onEscape: () => void;
  /** The visitor could not reach the shown frame for three seconds: something of the page is over it. */
  readonly onObstructed: () => void;
}

/** Shows a frame over the whole page, and hides it. */
export interface FrameOverlay {
  readonly isShown: boolean;
  /** Covers the page with the frame, gives it the focus, and keeps the page from scrolling. */
  show(): void;
  /** Hides the frame and gives the focus back. */
  hide(): void;
  /** Hides the frame for the last time. */
  end(): void;
}

/**
 * Makes a frame one that can cover the page. The frame is hidden to begin with.
 *
 * A modal `<dialog>` of the page makes everything outside it inert, whatever its `z-index`, and the
 * frame cannot be moved into the dialog without being loaded anew. So it is looked at, by what a click
 * would meet, whether the frame can be reached (row 153).
 */
export function createFrameOverlay(frame: HTMLIFrameElement, options: FrameOverlayOptions): FrameOverlay {
  const { document: page } = options;
  let shown: AbortController | undefined;
  const life = new AbortController();
  let before: Element | null = null;
  setReachable(frame, false);
  // A frame can take the focus by itself, before it asks to be shown.
  listenTo(page, 'focusout', (event) => {
    if (!shown) before = event.composedPath()[0] as Element;
  }, { capture: true, signal: life.signal });

  const hide = (): void => {
    if (!shown) return;
    shown.abort();
    shown = undefined;
    setReachable(frame, false);
    if (before instanceof HTMLElement && before.isConnected) HTMLElement.prototype.focus.call(before);
    before = null;
  };
  return {
    get isShown() {
      return shown !== undefined;
    },
    show() {
      if (shown) return;
      shown = new AbortController();
      const active = getActiveElement(page);
      if (active !== frame) before = active;
      setReachable(frame, true);
      stopScrolling(page, shown.signal);
      keepFocus(page, frame, shown.signal);
      listenTo(page, 'keydown', (event) => {
        if ((event as KeyboardEvent).key === 'Escape') options.onEscape();
      }, { capture: true, signal: shown.signal });
      watchReach(frame, options, shown.signal);
    },
    hide,
    end() {
      hide();
      life.abort();
    },
  };
}

/** Sets styles as important, so that no rule of the page meets the frame; by CSSOM, which a strict `style-src` allows. */
export function setStyles(element: HTMLElement, styles: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, 'important');
}

/** Moves the focus into the frame, and back into it when it leaves: the page behind is not to be reached. */
function keepFocus(page: Document, frame: HTMLIFrameElement, signal: AbortSignal): void {
  let isMoving = false;
  const focus = (): void => {
    // A page that keeps the focus in the same way is let go of: the two would never end.
    if (isMoving || readDocument(page, 'activeElement') === frame) return;
    isMoving = true;
    HTMLElement.prototype.focus.call(frame);
    isMoving = false;
  };
  listenTo(page, 'focusin', focus, { capture: true, signal });
  focus();
}

function watchReach(frame: HTMLIFrameElement, options: FrameOverlayOptions, signal: AbortSignal): void {
  const { document: page, clock, onObstructed } = options;
  let obstructedMs = 0;
  let cancel = (): void => {};
  const look = (): void => {
    const isInReach = isReachable(page, frame);
    if (isInReach && obstructedMs > 0) HTMLElement.prototype.focus.call(frame);
    obstructedMs = isInReach ? 0 : obstructedMs + LOOK_INTERVAL_MS;
    if (obstructedMs > OBSTRUCTION_LIMIT_MS) onObstructed();
    else cancel = clock.after(LOOK_INTERVAL_MS, look);
  };
  signal.addEventListener('abort', () => cancel(), { once: true });
  look();
}

function isReachable(page: Document, frame: HTMLIFrameElement): boolean {
  const root = readDocument(page, 'documentElement');
  // A page that is not laid out, such as one in a hidden frame, is not judged.
  if (!root?.clientWidth || !root.clientHeight) return true;
  return getElementAt(page, root.clientWidth / 2, root.clientHeight / 2) === frame;
}

function stopScrolling(page: Document, signal: AbortSignal): void {
  const root = readDocument(page, 'documentElement');
  if (!(root instanceof HTMLElement)) return;
  const value = root.style.getPropertyValue('overflow');
  const priority = root.style.getPropertyPriority('overflow');
  setStyles(root, { overflow: 'hidden' });
  signal.addEventListener('abort', () => root.style.setProperty('overflow', value, priority), { once: true });
}

/** The element with the focus, inside open shadow roots too. */
function getActiveElement(page: Document): Element | null {
  let active = readDocument(page, 'activeElement');
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

function setReachable(frame: HTMLIFrameElement, isInReach: boolean): void {
  setStyles(frame, isInReach ? SHOWN_STYLES : HIDDEN_STYLES);
  frame.inert = !isInReach;
  if (isInReach) frame.removeAttribute('aria-hidden');
  else frame.setAttribute('aria-hidden', 'true');
}
