import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { PassportError } from '../shared/passport-error.js';

/** Options of `withLock`. */
export interface LockOptions {
  /** How long to wait for the lock. Default 10,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Default: the browser's, if it has any. */
  readonly locks?: LockManager;
}

const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `task` while no other tab of this origin runs one under the same name. Where the browser has
 * no Web Locks (a page that is not secure), only the tasks of this page exclude each other.
 *
 * @throws {PassportError} `TIMEOUT` when the lock is not free in time.
 */
export async function withLock<T>(name: string, options: LockOptions, task: () => Promise<T>): Promise<T> {
  const { timeoutMs = 10_000, signal, locks = globalThis.navigator?.locks } = options;
  signal?.throwIfAborted();
  const limit = AbortSignal.timeout(timeoutMs);
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;
  try {
    return locks
      ? await requestLock(locks, name, stop, task)
      : await inTurn(name, stop, task);
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.aborted && error === limit.reason) throw new PassportError(PLATFORM_ERRORS, 'TIMEOUT', { cause: error });
    throw error;
  }
}

async function requestLock<T>(locks: LockManager, name: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
  let hasBegun = false;
  try {
    return await (locks.request(name, { signal }, () => {
      hasBegun = true;
      return task();
    }) as Promise<T>);
  } catch (error) {
    // Where the page may store nothing, it may not lock either: then there is nothing to share.
    const isForbidden = !hasBegun && error instanceof DOMException && error.name === 'SecurityError';
    if (isForbidden) return inTurn(name, signal, task);
    throw error;
  }
}

async function inTurn<T>(name: string, stop: AbortSignal, task: () => Promise<T>): Promise<T> {
  const before = queues.get(name) ?? Promise.resolve();
  let release = (): void => {};
  const turn = new Promise<void>((resolve) => { release = resolve; });
  const queue = before.then(() => turn);
  queues.set(name, queue);
  try {
    await Promise.race([before, rejectOnAbort(stop)]);
    return await task();
  } finally {
    release();
    if (queues.get(name) === queue) queues.delete(name);
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
