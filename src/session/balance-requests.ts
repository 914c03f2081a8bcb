import type { Clock } from '../platform/clock.js';
import { untilAborted } from '../platform/abort.js';

/** An answer this young is given again: many elements on one page ask in the same moment. */
const SHARED_FOR_MS = 2_000;

/** Asks the network: with a signal that ends the request, and a way to tell what has been read so far. */
export type StartRequest<Answer> = (options: {
  readonly signal: AbortSignal;
  readonly onPart: (answer: Answer) => void;
}) => Promise<Answer>;

interface SharedRequest<Answer> {
  readonly answer: Promise<Answer>;
  readonly stop: AbortController;
  /** Who is told what has been read so far. */
  readonly listeners: Set<(answer: Answer) => void>;
  askers: number;
  isSettled: boolean;
}

/** Options of one question. */
export interface AskOptions<Answer> {
  readonly signal?: AbortSignal;
  readonly onPart?: (answer: Answer) => void;
  /** Asks anew, though an answer is at hand. A request that is under way is joined: its answer is new. */
  readonly refresh?: boolean;
}

/** Makes equal questions of the same moment share one request, which ends when all askers left. */
export class BalanceRequests {
  readonly #requests = new Map<string, SharedRequest<unknown>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks what `key` stands for. Equal keys have equal answers. */
  async ask<Answer>(key: string, start: StartRequest<Answer>, options: AskOptions<Answer>): Promise<Answer> {
    const { signal, refresh, onPart } = options;
    signal?.throwIfAborted();
    const kept = this.#requests.get(key) as SharedRequest<Answer> | undefined;
    const shared = kept && !(refresh && kept.isSettled) ? kept : this.#start(key, start);
    if (onPart) shared.listeners.add((answer) => { if (!signal?.aborted) onPart(answer); });
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

  #start<Answer>(key: string, start: StartRequest<Answer>): SharedRequest<Answer> {
    const stop = new AbortController();
    const listeners: SharedRequest<Answer>['listeners'] = new Set();
    const onPart = (part: Answer): void => listeners.forEach((listener) => listener(part));
    const answer = start({ onPart, signal: stop.signal });
    const shared: SharedRequest<Answer> = { answer, stop, listeners, askers: 0, isSettled: false };
    const forget = (): void => {
      if (this.#requests.get(key) === shared) this.#requests.delete(key);
    };
    answer.then(() => {
      shared.isSettled = true;
      this.#clock.after(SHARED_FOR_MS, forget);
    }, forget);
    stop.signal.addEventListener('abort', forget);
    this.#requests.set(key, shared as unknown as SharedRequest<unknown>);
    return shared;
  }
}
