import { untilAborted } from '../platform/abort.js';
import type { Clock } from '../platform/clock.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';

/** Options of `withLimit`. */
export interface LimitOptions {
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/**
 * Asks somebody who may never answer, or not listen to the signal, and goes on without them.
 *
 * @throws {PassportError} `WALLET_TIMEOUT` after `timeoutMs`, or the signal's reason.
 */
export async function withLimit<T>(
  ask: (signal: AbortSignal) => Promise<T>, { timeoutMs, clock, signal }: LimitOptions,
): Promise<T> {
  signal?.throwIfAborted();
  const limit = new AbortController();
  const cancel = clock.after(timeoutMs, () => limit.abort(new PassportError(WALLET_ERRORS, 'WALLET_TIMEOUT')));
  const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  try {
    return await untilAborted(ask(stop), stop);
  } finally {
    cancel();
  }
}
