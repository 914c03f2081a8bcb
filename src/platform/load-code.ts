import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { systemClock } from './clock.js';

/** A file that has not come by then will not: the browser itself waits for ever. */
const LOAD_TIMEOUT_MS = 30_000;

/**
 * Loads a part of the program on first need and keeps it. A failure is not kept: the next call
 * tries again.
 *
 * @throws {PassportError} `CODE_UNAVAILABLE` when the file is gone or refused (row 137).
 */
export function createLoader<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= withLimit(load()).catch((error: unknown) => {
      loaded = undefined;
      throw new PassportError(SHARED_ERRORS, 'CODE_UNAVAILABLE', { cause: error });
    });
    return loaded;
  };
}

function withLimit<T>(loading: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancelLimit = systemClock.after(LOAD_TIMEOUT_MS, () => reject(new Error('The file did not come in time.')));
    loading.then(resolve, reject).finally(cancelLimit);
  });
}
