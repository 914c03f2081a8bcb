import { untilAborted } from './abort.js';

/** What a run of `SharedRun` is given. */
export interface RunContext<Progress> {
  /** Aborted as soon as nobody waits for the run, or when it is cancelled. */
  readonly signal: AbortSignal;
  /** Tells every caller. One of them may leave on hearing it: check the signal afterwards. */
  report(progress: Progress): void;
}

/** Options of `SharedRun.join`. */
export interface JoinOptions<Progress> {
  /** Ends the waiting of this caller; the run goes on while another one waits. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

interface Run<Result, Progress> {
  readonly key: string;
  readonly controller: AbortController;
  readonly listeners: Set<(progress: Progress) => void>;
  readonly promise: Promise<Result>;
  latest?: Progress;
  callers: number;
}

/** One run at a time: who asks for the same meanwhile gets the same answer. */
export class SharedRun<Result, Progress> {
  #run?: Run<Result, Progress>;

  /** Joins the run of this key, or starts it. A run of another key is cancelled: it is out of date. */
  async join(
    key: string, start: (context: RunContext<Progress>) => Promise<Result>, options: JoinOptions<Progress> = {},
  ): Promise<Result> {
    const { signal, onProgress } = options;
    signal?.throwIfAborted();
    const isOpen = this.#run?.key === key && !this.#run.controller.signal.aborted;
    const run = isOpen && this.#run ? this.#run : this.#begin(key, start);
    run.callers += 1;
    if (onProgress) {
      if (run.latest !== undefined) call(onProgress, run.latest);
      run.listeners.add(onProgress);
    }
    let isWaiting = true;
    // At once, and not when the promise has rejected: by then the next step would be under way.
    const leave = (): void => {
      if (!isWaiting) return;
      isWaiting = false;
      if (onProgress) run.listeners.delete(onProgress);
      run.callers -= 1;
      if (run.callers === 0) run.controller.abort();
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await (signal ? untilAborted(run.promise, signal) : run.promise);
    } finally {
      signal?.removeEventListener('abort', leave);
      leave();
    }
  }

  /** Ends the run for everybody. */
  cancel(reason?: unknown): void {
    this.#run?.controller.abort(reason);
    this.#run = undefined;
  }

  #begin(key: string, start: (context: RunContext<Progress>) => Promise<Result>): Run<Result, Progress> {
    this.cancel();
    const controller = new AbortController();
    const listeners = new Set<(progress: Progress) => void>();
    const report = (progress: Progress): void => {
      run.latest = progress;
      for (const listener of listeners) call(listener, progress);
    };
    // Begins a microtask later, so that the first caller hears the first step.
    const work = Promise.resolve().then(() => start({ signal: controller.signal, report }));
    const run: Run<Result, Progress> = {
      key, controller, listeners, callers: 0, promise: untilAborted(work, controller.signal),
    };
    // Everybody may have left by then.
    run.promise.catch(() => {}).finally(() => {
      if (this.#run === run) this.#run = undefined;
    });
    this.#run = run;
    return run;
  }
}

/** A listener's mistake is its own: it must not end the work that it listens to. */
function call<Progress>(listener: (progress: Progress) => void, progress: Progress): void {
  try {
    listener(progress);
  } catch (error) {
    reportError(error);
  }
}
