/** Where the code under test comes from. */
const OUR_SCRIPT = 'harness.js';

/** What is still there of listeners, timers and observers. */
export interface Leftovers {
  readonly listeners: number;
  readonly timers: number;
  readonly observers: number;
  readonly frames: number;
}

/** Counts what a page's scripts have begun and not ended. */
export interface LeakWatch {
  count(): Leftovers;
}

/** What has come to it from one count to another. */
export function subtract(after: Leftovers, before: Leftovers): Leftovers {
  return {
    listeners: after.listeners - before.listeners,
    timers: after.timers - before.timers,
    observers: after.observers - before.observers,
    frames: after.frames - before.frames,
  };
}

/**
 * Wraps the page's methods that begin something lasting. To be called before the code under test is: what
 * was begun earlier is not seen.
 */
export function startLeakWatch(): LeakWatch {
  const listeners = watchListeners();
  const timers = watchTimers();
  const observers = watchObservers();
  return {
    count: () => ({
      listeners: listeners(), timers: timers(), observers: observers(), frames: document.querySelectorAll('iframe').length,
    }),
  };
}

function watchListeners(): () => number {
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const known = new Map<EventTarget, Map<string, Map<unknown, EventListener>>>();
  const toKey = (type: string, options: unknown): string =>
    `${type} ${typeof options === 'object' ? Boolean((options as AddEventListenerOptions | null)?.capture) : Boolean(options)}`;
  const forget = (target: EventTarget, key: string, listener: unknown): EventListener | undefined => {
    const ofKey = known.get(target)?.get(key);
    const wrapped = ofKey?.get(listener);
    ofKey?.delete(listener);
    return wrapped;
  };
  EventTarget.prototype.addEventListener = function (type: string, listener, options): void {
    if (!listener) return;
    const target = this ?? window;
    const key = toKey(type, options);
    const { once = false, signal } = typeof options === 'object' ? options : {};
    const ofTarget = known.get(target) ?? new Map<string, Map<unknown, EventListener>>();
    const ofKey = ofTarget.get(key) ?? new Map<unknown, EventListener>();
    if (signal?.aborted || ofKey.has(listener)) return;
    const wrapped = (event: Event): void => {
      if (once) forget(target, key, listener);
      if (typeof listener === 'function') listener.call(target, event);
      else listener.handleEvent(event);
    };
    known.set(target, ofTarget.set(key, ofKey.set(listener, wrapped)));
    if (signal) add.call(signal, 'abort', () => forget(target, key, listener));
    add.call(target, type, wrapped, options);
  };
  EventTarget.prototype.removeEventListener = function (type: string, listener, options): void {
    const target = this ?? window;
    remove.call(target, type, forget(target, toKey(type, options), listener) ?? listener, options);
  };
  return () => [...known.values()].flatMap((keys) => [...keys.values()]).reduce((sum, { size }) => sum + size, 0);
}

function watchTimers(): () => number {
  const running = new Set<unknown>();
  const watchPair = (begin: 'setTimeout' | 'setInterval', end: 'clearTimeout' | 'clearInterval'): void => {
    const { [begin]: set, [end]: clear } = window;
    const isRepeated = begin === 'setInterval';
    Object.assign(window, {
      [begin](handler: () => void, ms?: number): unknown {
        // A browser's driver has timers in the page too.
        const calls = (new Error('asks who calls').stack ?? '').split('\n').filter((line) => line.includes(OUR_SCRIPT));
        const isOurs = calls.length > 1;
        const id: unknown = set.call(window, () => {
          if (!isRepeated) running.delete(id);
          handler();
        }, ms);
        if (isOurs) running.add(id);
        return id;
      },
      [end](id: number): void {
        running.delete(id);
        clear.call(window, id);
      },
    });
  };
  watchPair('setTimeout', 'clearTimeout');
  watchPair('setInterval', 'clearInterval');
  return () => running.size;
}

function watchObservers(): () => number {
  const active = new Set<MutationObserver>();
  const { observe, disconnect } = MutationObserver.prototype;
  MutationObserver.prototype.observe = function (target, options): void {
    active.add(this);
    observe.call(this, target, options);
  };
  MutationObserver.prototype.disconnect = function (): void {
    active.delete(this);
    disconnect.call(this);
  };
  return () => active.size;
}
