import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { isRecord } from '../shared/guards.js';
import { systemClock } from './clock.js';
import type { Clock } from './clock.js';

/** Options of `openWindowChannel`. */
export interface WindowChannelOptions {
  /** The other window's origin: messages come from exactly this one, and go to no other. */
  readonly origin: string;
  /** The other window as it is now; null while there is none. */
  readonly getTarget: () => Window | null;
  /** Takes each message that is an object. What its members are is not known yet. */
  readonly onMessage: (data: Record<string, unknown>) => void;
  /** Default: the page's own. */
  readonly window?: Window;
}

/** A line to one other window. */
export interface WindowChannel {
  /** Sends a message; gives false while there is no window. */
  post(message: unknown): boolean;
  /** Listens no more. */
  close(): void;
}

/**
 * Opens a line to one other window. A message counts when the browser made it, its origin is equal
 * and its source is that very window: another frame of the same origin is a stranger, and so is a
 * script of this page that dispatches an event of its own making (rows 95 to 97).
 */
export function openWindowChannel(options: WindowChannelOptions): WindowChannel {
  const { origin, getTarget, onMessage, window: page = window } = options;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new TypeError(`origin "${origin}" is no origin. Pass scheme, host and port only.`);
  }
  const read = createEventReader();
  const handleMessage = (event: MessageEvent): void => {
    if (!event.isTrusted || read.origin(event) !== origin) return;
    const target = getTarget();
    if (!target || read.source(event) !== target) return;
    const data = read.data(event);
    if (isRecord(data)) onMessage(data);
  };
  page.addEventListener('message', handleMessage);
  return {
    post(message) {
      const target = getTarget();
      target?.postMessage(message, origin);
      return target !== null;
    },
    close() {
      page.removeEventListener('message', handleMessage);
    },
  };
}

/** The getters as they are now, so that a script that replaces them later cannot vouch for a message. */
function createEventReader(): Record<'origin' | 'source' | 'data', (event: MessageEvent) => unknown> {
  const capture = (name: 'origin' | 'source' | 'data') => {
    const getter = Object.getOwnPropertyDescriptor(MessageEvent.prototype, name)?.get;
    if (!getter) throw new PassportError(SHARED_ERRORS, 'ENVIRONMENT_UNSUPPORTED');
    return (event: MessageEvent): unknown => Reflect.apply(getter, event, []);
  };
  return { origin: capture('origin'), source: capture('source'), data: capture('data') };
}

/** How long one answer may take, and what may end the wait sooner. */
export interface AwaitOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Questions that wait for their answers, by ids of our own. */
export interface PendingAnswers<T> {
  /** Gives a question its id. The promise rejects with the error of its time limit or the signal's reason. */
  add(options: AwaitOptions): { readonly id: number; readonly answer: Promise<T> };
  /** Answers a question. Ids that are unknown, settled or no numbers are ignored: the first answer wins. */
  settle(id: unknown, value: T): void;
  /** Ends one wait. */
  reject(id: number, error: unknown): void;
  /** How many questions wait. */
  readonly size: number;
  /** Ends every wait. */
  rejectAll(error: unknown): void;
  /** Starts the time of every question again: `timeoutMs` for all, or each its own when absent. */
  restartLimits(timeoutMs?: number): void;
}

interface Waiting<T> {
  readonly timeoutMs: number;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
  stopTimer: () => void;
}

/** Options of `createPendingAnswers`. */
export interface PendingAnswersOptions {
  /** Makes the error of a question whose time is over. */
  readonly createTimeoutError: () => PassportError;
  readonly clock?: Clock;
}

/** Creates an empty list of waiting questions. Ids count from 1 and are never used again. */
export function createPendingAnswers<T>(options: PendingAnswersOptions): PendingAnswers<T> {
  const { createTimeoutError, clock = systemClock } = options;
  const waiting = new Map<number, Waiting<T>>();
  let lastId = 0;
  const take = (id: number): Waiting<T> | undefined => {
    const entry = waiting.get(id);
    waiting.delete(id);
    entry?.stopTimer();
    return entry;
  };
  const reject = (id: number, error: unknown): void => take(id)?.reject(error);
  const startTimer = (id: number, timeoutMs: number): (() => void) =>
    clock.after(timeoutMs, () => reject(id, createTimeoutError()));

  return {
    get size() {
      return waiting.size;
    },
    add({ timeoutMs, signal }) {
      signal?.throwIfAborted();
      lastId += 1;
      const id = lastId;
      const abort = (): void => reject(id, signal?.reason);
      const answer = new Promise<T>((resolve, rejectAnswer) => {
        waiting.set(id, { timeoutMs, resolve, reject: rejectAnswer, stopTimer: startTimer(id, timeoutMs) });
        signal?.addEventListener('abort', abort, { once: true });
      }).finally(() => signal?.removeEventListener('abort', abort));
      return { id, answer };
    },
    settle(id, value) {
      if (typeof id === 'number') take(id)?.resolve(value);
    },
    reject,
    rejectAll(error) {
      for (const id of [...waiting.keys()]) reject(id, error);
    },
    restartLimits(timeoutMs) {
      for (const [id, entry] of waiting) {
        entry.stopTimer();
        entry.stopTimer = startTimer(id, timeoutMs ?? entry.timeoutMs);
      }
    },
  };
}
