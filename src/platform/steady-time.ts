import type { Clock } from './clock.js';

/** Gives the device's time in whole milliseconds, but never lets it go back while the page lives (row 70). */
export function createSteadyTime(clock: Clock): () => number {
  const elapsed = (): number => clock.elapsed?.() ?? clock.now();
  const startMs = clock.now() - elapsed();
  return () => Math.floor(Math.max(clock.now(), startMs + elapsed()));
}
