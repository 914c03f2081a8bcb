import { withLock } from '../../platform/locks.js';
import { wait } from '../../platform/wait.js';
import { toPassportError } from '../../shared/passport-error.js';
import { readNonce } from './account-nonce.js';
import type { EvmCall } from './evm-call.js';
import { fetchRelayed } from './relayer.js';

/** What the relayer has taken: its own id, and the account's number in it. */
export interface Taken {
  readonly id: string;
  readonly nonce: bigint;
}

/** How often and at which intervals it is asked what became of a transaction: as the official SDK waits for the hash. */
export const MAX_POLLS = 30;
export const POLL_INTERVAL_MS = 1_000;
/** So long a turn goes on for a service that answers slowly, or in a tab whose timers come seldom. */
const COUNT_LIMIT_MS = MAX_POLLS * POLL_INTERVAL_MS;
/** Twice as long as a visitor may think about the transaction in front: a tab that is frozen keeps its turn. */
const TURN_LIMIT_MS = 600_000;

/**
 * Runs the transactions of an account one after the other, in every tab of this origin: the contract takes one number at a
 * time, and tells the next once a block has the one before. Whoever sent waits for their hash alone; the turn ends when the
 * contract has counted what was taken, when it has failed, or when it is late.
 *
 * @param task calls `note` once the relayer has taken a transaction
 * @throws {PassportError} `TIMEOUT` when those in front take more than ten minutes
 */
export function inTurn<T>(call: EvmCall, task: (note: (taken: Taken) => void) => Promise<T>): Promise<T> {
  const { parts: { page }, chain, account, signal } = call;
  const name = `passport-widgets.transact.${chain.id}.${account.toLowerCase()}`;
  return new Promise((resolve, reject) => {
    let taken: Taken | undefined;
    withLock(name, { timeoutMs: TURN_LIMIT_MS, signal, window: page }, async () => {
      await task((one) => { taken = one; }).then(resolve, reject);
      if (taken) await untilCounted(call, taken);
    }).catch(reject);
  });
}

async function untilCounted(call: EvmCall, { id, nonce }: Taken): Promise<void> {
  const { clock } = call.parts;
  const endMs = clock.now() + COUNT_LIMIT_MS;
  for (let polls = 0; polls < MAX_POLLS && clock.now() < endMs; polls += 1) {
    try {
      if (polls > 0) await wait(POLL_INTERVAL_MS, { clock });
      if (await readNonce(call) > nonce) return;
      const { kind } = await call.ask((options) => fetchRelayed(call.chain, id, options));
      if (kind === 'failed') return;
    } catch (error) {
      // Who has left sends nothing more; a service that stumbles is asked again.
      if (call.signal.aborted || toPassportError(error).type === 'NOT_LOGGED_IN_ERROR') return;
    }
  }
}
