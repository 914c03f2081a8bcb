import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';

/** Settles as the promise does, or rejects with the signal's reason when that comes first. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      promise.catch(() => {});
      reject(signal.reason);
      return;
    }
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Settles as the promise does, or with `ABORTED` when the caller leaves before. */
export function untilLeft<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  return signal ? untilAborted(promise, signal).catch((error: unknown) => {
    throw error === signal.reason ? new PassportError(SHARED_ERRORS, 'ABORTED') : error;
  }) : promise;
}
