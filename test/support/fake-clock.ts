import type { Clock } from '../../src/platform/clock.js';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #nowMs: number;
  readonly #timers = new Set<Timer>();

  constructor(nowMs = Date.now()) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** How many timers are waiting: none should be left. */
  get pending(): number {
    return this.#timers.size;
  }

  /** How long until the next timer is due; undefined when none is waiting. */
  get nextMs(): number | undefined {
    const [first] = [...this.#timers].map(({ atMs }) => atMs - this.#nowMs).sort((a, b) => a - b);
    return first;
  }

  /** Moves on, firing in order what falls due; promises run between. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.#nowMs = due.atMs;
      due.callback();
      await flush();
    }
    this.#nowMs = untilMs;
    await flush();
  }
}

/** Lets promises that are due run. */
export async function flush(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

/** Lets one task of the browser run: a body that is read, or a signature that is made, takes some. */
export async function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
}

/**
 * Moves a clock on until a promise has settled, by `limitMs` at most, while somebody waits for it; lets what loads,
 * posts and signs do so between, which takes time of its own. Gives the promise.
 */
export async function runOut<T>(promise: Promise<T>, clock: FakeClock, limitMs = Infinity): Promise<T> {
  let isSettled = false;
  promise.then(() => { isSettled = true; }, () => { isSettled = true; });
  for (let spentMs = 0; !isSettled && spentMs < limitMs;) {
    if (clock.pending > 0) {
      await clock.advance(250);
      spentMs += 250;
    }
    await turn();
  }
  return promise;
}
