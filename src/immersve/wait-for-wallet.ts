import { untilAborted } from '../platform/abort.js';
import { systemClock } from '../platform/clock.js';
import { IMMERSVE_ERRORS } from '../shared/errors/immersve.js';
import { PassportError } from '../shared/passport-error.js';
import type { ImmersveClient } from './post.js';
import { toWalletError } from './signers/wallet-error.js';

/** Time for a visitor to find the wallet, read, and decide; a wallet that never answers ends here (row 135). */
export const WALLET_LIMIT_MS = 3 * 60_000;

/**
 * Calls a wallet at once and waits for its answer, as long as is sensible. What comes later is dropped.
 *
 * @throws {PassportError} a code of the immersve room; an abort rejects with the signal's reason.
 */
export async function waitForWallet<T>(
  { clock = systemClock }: Pick<ImmersveClient, 'clock'>, signal: AbortSignal, call: (stop: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = new AbortController();
  const cancel = clock.after(WALLET_LIMIT_MS, () => limit.abort(new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_WALLET_TIMEOUT')));
  const stop = AbortSignal.any([signal, limit.signal]);
  try {
    return await untilAborted(start(() => call(stop)), stop);
  } catch (error) {
    signal.throwIfAborted();
    throw toWalletError(error);
  } finally {
    cancel();
  }
}

/** In this call, not after it; a wallet's own mistake becomes a rejection. */
function start<T>(call: () => Promise<T>): Promise<T> {
  try {
    return Promise.resolve(call());
  } catch (error) {
    return Promise.reject(error);
  }
}
