/** The time and timers of the browser, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since 1970, by the device's clock: it may be wrong, and may jump. */
  now(): number;
  /** Milliseconds that have passed since some moment: never goes back. Default: as `now` tells. */
  elapsed?(): number;
  /** Calls after `ms`; gives its undo. */
  after(ms: number, callback: () => void): () => void;
}

/** The browser's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
