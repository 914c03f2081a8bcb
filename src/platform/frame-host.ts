import { systemClock } from './clock.js';
import type { Clock } from './clock.js';
import { createFrameOverlay, setStyles } from './frame-overlay.js';
import type { FrameOverlayOptions } from './frame-overlay.js';
import { createFrameElement } from './own-document-calls.js';
import { readDocument } from './own-document.js';

/** This many removals within this time, with no sign of life of the frame between them, end it. */
const MAX_REMOVALS = 5;
const REMOVALS_WINDOW_MS = 10_000;

/** The frame fills the page and is never scaled, faded or cut by it: what the visitor agrees to is what is seen (row 107). */
const BASE_STYLES = {
  display: 'block', position: 'fixed', top: '0', right: '0', width: '100%', height: '100%',
  'min-width': '0', 'min-height': '0', 'max-width': 'none', 'max-height': 'none',
  margin: '0', padding: '0', border: 'none', 'border-radius': '0',
  transform: 'none', translate: 'none', rotate: 'none', scale: 'none', zoom: '1',
  filter: 'none', 'mix-blend-mode': 'normal', 'clip-path': 'none', mask: 'none', transition: 'none', animation: 'none',
};

/** Options of `createFrameHost`. */
export interface FrameHostOptions extends Pick<FrameOverlayOptions, 'onEscape' | 'onObstructed'> {
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
  readonly isShown: boolean;
  /** Dispatches an event at the frame, from where it rises to the page. False when the page refused it. */
  announce(event: Event): boolean;
  /** Covers the page with the frame and gives it the focus. */
  show(): void;
  /** Hides the frame and gives the focus back. */
  hide(): void;
  /** Forgets earlier removals: the frame's document has shown that it lives. */
  markAlive(): void;
  /** Loads the frame anew, in a new window: its document has died. */
  reload(): void;
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
  const overlay = createFrameOverlay(frame, { ...options, document: page, clock });
  const removals = createRemovalCount(clock);

  const attach = (): void => {
    const root = readDocument(page, 'documentElement');
    root?.append(frame);
    if (root) observer.observe(root, { childList: true });
  };
  const remove = (): void => {
    observer.disconnect();
    frame.removeEventListener('load', onLoad);
    overlay.end();
    frame.remove();
  };
  const handleMutation = (): void => {
    if (frame.parentNode && frame.parentNode === readDocument(page, 'documentElement')) return;
    overlay.hide();
    if (removals.add() < MAX_REMOVALS) {
      attach();
      onRemoved();
    } else {
      remove();
      onGaveUp();
    }
  };
  const observer = new MutationObserver(handleMutation);
  frame.addEventListener('load', onLoad);
  observer.observe(page, { childList: true });
  attach();

  return {
    get window() { return frame.contentWindow; },
    get isShown() { return overlay.isShown; },
    announce: (event) => frame.dispatchEvent(event),
    show: overlay.show,
    hide: overlay.hide,
    markAlive: removals.clear,
    reload() {
      overlay.hide();
      frame.remove();
      attach();
      // Removed and put back here: no doing of the page.
      observer.takeRecords();
    },
    remove,
  };
}

function createFrame(page: Document, { src, title }: FrameHostOptions): HTMLIFrameElement {
  const frame = createFrameElement(page);
  frame.src = src;
  frame.title = title;
  setStyles(frame, BASE_STYLES);
  return frame;
}

/** Counts removals of the last ten seconds. */
function createRemovalCount(clock: Clock): { add(): number; clear(): void } {
  let times: number[] = [];
  return {
    add() {
      const now = clock.now();
      times = [...times.filter((at) => now - at < REMOVALS_WINDOW_MS), now];
      return times.length;
    },
    clear() {
      times = [];
    },
  };
}
