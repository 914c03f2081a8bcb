/** What stands on every page of a bench before its own code. */
export interface PageBench {
  /** Set by the page: whether what is waited for is there. Asked in each frame. */
  isReady?: () => boolean;
  /** Set by pages that can: connects, derives and registers. */
  register?: () => Promise<void>;
  /** When `isReady` was true first, in milliseconds since the navigation. */
  readyAt?: number;
  /** The time stamp of the last click, and when a window was opened after it. */
  clickedAt?: number;
  openedAt?: number;
  /** What the page noted, in milliseconds since the navigation, and since 1970. */
  readonly notes: Readonly<Record<string, { readonly at: number; readonly epochMs: number }>>;
  /** Notes that something has happened, also for the page that follows in this tab. */
  note(name: string): void;
}

/** As text, because it runs before the page does and sees nothing of this file. */
export const PAGE_PROBE = `{
  const bench = window.bench = { notes: {}, note(name) {
    const at = performance.now();
    bench.notes[name] = { at, epochMs: performance.timeOrigin + at };
    sessionStorage.setItem('bench:' + name, JSON.stringify(bench.notes[name]));
  } };
  const look = () => {
    if (bench.isReady && bench.isReady()) bench.readyAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  addEventListener('click', ({ timeStamp }) => { bench.clickedAt = timeStamp; }, true);
  const { open } = window;
  window.open = function (...args) {
    bench.openedAt = performance.now();
    return open.apply(this, args);
  };
}`;
