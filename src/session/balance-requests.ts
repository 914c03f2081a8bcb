import type { Clock } from '../platform/clock.js';
import { untilAborted } from '../platform/abort.js';
import type { BalanceList, ListBalancesOptions } from '../shared/network.js';
import type { Hex } from '../shared/types.js';

/** An answer this young is given again: many elements on one page ask in the same moment. */
const SHARED_FOR_MS = 2_000;

/** Asks the network. */
export type ListBalances = (owner: Hex, options: ListBalancesOptions) => Promise<BalanceList>;

interface SharedRequest {
  readonly answer: Promise<BalanceList>;
  readonly stop: AbortController;
  /** Who is told what has been read so far. */
  readonly listeners: Set<(list: BalanceList) => void>;
  askers: number;
}

/** Options of one question. */
export interface AskOptions extends ListBalancesOptions {
  /** Asks anew, though an answer is at hand. */
  readonly refresh?: boolean;
}

/** Makes equal questions of the same moment share one request, which ends when all askers left. */
export class BalanceRequests {
  readonly #requests = new Map<string, SharedRequest>();
  readonly #clock: Clock;
  readonly #listBalances: ListBalances;

  constructor(listBalances: ListBalances, clock: Clock) {
    this.#listBalances = listBalances;
    this.#clock = clock;
  }

  async ask(owner: Hex, options: AskOptions): Promise<BalanceList> {
    const { signal, tokens, refresh, onPart } = options;
    signal?.throwIfAborted();
    const key = [owner.toLowerCase(), ...(tokens ?? [])].join(' ');
    const kept = refresh ? undefined : this.#requests.get(key);
    const shared = kept ?? this.#start(key, owner, { tokens });
    if (onPart) shared.listeners.add((list) => { if (!signal?.aborted) onPart(list); });
    if (!signal) {
      shared.askers = Infinity;
      return shared.answer;
    }
    shared.askers += 1;
    try {
      return await untilAborted(shared.answer, signal);
    } catch (error) {
      shared.askers -= 1;
      if (signal.aborted && shared.askers === 0) shared.stop.abort(signal.reason);
      throw error;
    }
  }

  clear(): void {
    this.#requests.clear();
  }

  #start(key: string, owner: Hex, options: ListBalancesOptions): SharedRequest {
    const stop = new AbortController();
    const listeners: SharedRequest['listeners'] = new Set();
    const onPart = (list: BalanceList): void => listeners.forEach((listener) => listener(list));
    const answer = this.#listBalances(owner, { ...options, onPart, signal: stop.signal });
    const shared: SharedRequest = { answer, stop, listeners, askers: 0 };
    const forget = (): void => {
      if (this.#requests.get(key) === shared) this.#requests.delete(key);
    };
    answer.then(() => this.#clock.after(SHARED_FOR_MS, forget), forget);
    stop.signal.addEventListener('abort', forget);
    this.#requests.set(key, shared);
    return shared;
  }
}
