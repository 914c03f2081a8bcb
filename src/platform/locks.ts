import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { PassportError } from '../shared/passport-error.js';
import { systemClock } from './clock.js';
import type { Clock } from './clock.js';

/** Options of `withLock`. */
export interface LockOptions {
  /** How long to wait for the lock. Default 10,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Default: the window's, if it has any. */
  readonly locks?: LockManager;
  /** Default: the page's own. */
  readonly window?: Window;
  /** Times the limit. Default: the browser's. */
  readonly clock?: Clock;
}

/** Whether a lock keeps other tabs out as well, or this page's tasks only. */
export interface LockReach {
  readonly isShared: boolean;
}

const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `task` while no other tab of this origin runs one under the same name. Where the browser has
 * no Web Locks (a page that is not secure), only the tasks of this page exclude each other. A holder
 * that is killed gives its lock back; one that hangs or is frozen keeps it, and who waits gives up.
 *
 * @throws {PassportError} `TIMEOUT` when the lock is not free in time.
 */
export async function withLock<T>(
  name: string, options: LockOptions, task: (reach: LockReach) => Promise<T>,
): Promise<T> {
  const { timeoutMs = 10_000, signal, locks = (options.window ?? window).navigator.locks, clock = systemClock } = options;
  signal?.throwIfAborted();
  const limit = new AbortController();
  const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  const cancelLimit = clock.after(timeoutMs, () => limit.abort());
  const run = (reach: LockReach): Promise<T> => {
    cancelLimit();
    return task(reach);
  };
  try {
    return locks ? await requestLock(locks, name, stop, run) : await inTurn(name, stop, () => run({ isShared: false }));
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.signal.aborted && error === limit.signal.reason) throw new PassportError(PLATFORM_ERRORS, 'TIMEOUT');
    throw error;
  } finally {
    cancelLimit();
  }
}

async function requestLock<T>(
  locks: LockManager, name: string, signal: AbortSignal, task: (reach: LockReach) => Promise<T>,
): Promise<T> {
  let hasBegun = false;
  try {
    return await (locks.request(name, { signal }, () => {
      hasBegun = true;
      return task({ isShared: true });
    }) as Promise<T>);
  } catch (error) {
    // Where the page may store nothing, it may not lock either: then there is nothing to share.
    const isForbidden = !hasBegun && (error as { name?: unknown } | null)?.name === 'SecurityError';
    if (isForbidden) return inTurn(name, signal, () => task({ isShared: false }));
    throw error;
  }
}

async function inTurn<T>(name: string, stop: AbortSignal, task: () => Promise<T>): Promise<T> {
  const before = queues.get(name) ?? Promise.resolve();
  let release = (): void => {};
  const turn = new Promise<void>((resolve) => { release = resolve; });
  const queue = before.then(() => turn);
  queues.set(name, queue);
  // Not before the holder in front has ended too: whoever gives up waiting must not let the next one in beside it.
  void queue.then(() => { if (queues.get(name) === queue) queues.delete(name); });
  try {
    // It may have been while the browser refused the lock.
    stop.throwIfAborted();
    await Promise.race([before, rejectOnAbort(stop)]);
    return await task();
  } finally {
    release();
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
