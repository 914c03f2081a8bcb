import type { Clock } from '../../../src/platform/clock.js';

/** A clock whose time passes at once: each wait is written down and over. */
export function createFakeClock(startMs = 1_700_000_000_000) {
  let nowMs = startMs;
  const waits: number[] = [];
  const clock: Clock = {
    now: () => nowMs,
    after(ms, callback) {
      let isOpen = true;
      waits.push(ms);
      queueMicrotask(() => {
        if (!isOpen) return;
        nowMs += ms;
        callback();
      });
      return () => {
        isOpen = false;
      };
    },
  };
  return { clock, waits };
}
