/** The emulator's own time, which a test can move without touching the machine's. */
export class Clock {
  #offsetMs = 0;

  /** Milliseconds since the epoch, as the emulator believes. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** How far this clock is ahead of the machine's, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Moves the clock on (or back, with a negative number). */
  shift(byMs: number): void {
    if (!Number.isFinite(byMs)) throw new TypeError('clock.shift: byMs must be a finite number of milliseconds');
    this.#offsetMs += byMs;
  }

  /** Takes the machine's time again. */
  reset(): void {
    this.#offsetMs = 0;
  }
}
