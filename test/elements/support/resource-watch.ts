import { readers } from '../../../src/shared/texts.js';

/** What is held now, of each kind. */
export interface Held {
  readonly timers: number;
  /** Listeners on the window, the document and other targets that outlive an element. */
  readonly listeners: number;
  readonly frames: number;
  /** Elements that are told of another language. */
  readonly readers: number;
}

type Listen = typeof EventTarget.prototype.addEventListener;

/** Counts what elements take from their page and have to give back. */
export class ResourceWatch {
  readonly #timers = new Set<unknown>();
  readonly #listeners: { readonly target: EventTarget; readonly type: string; readonly listener: unknown; readonly capture: boolean }[] = [];
  readonly #undo: (() => void)[] = [];

  get held(): Held {
    return { timers: this.#timers.size, listeners: this.#listeners.length, frames: document.querySelectorAll('iframe').length, readers: readers.size };
  }

  /** Counts from now on, until `stop`. */
  start(): void {
    this.#watchTimers('setTimeout', 'clearTimeout', true);
    this.#watchTimers('setInterval', 'clearInterval', false);
    this.#watchListeners();
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #watchTimers(set: 'setTimeout' | 'setInterval', clear: 'clearTimeout' | 'clearInterval', endsItself: boolean): void {
    const timers = this.#timers;
    const { [set]: realSet, [clear]: realClear } = window;
    const setAndNote = (run: () => void, ms?: number): number => {
      const timer: number = realSet(() => {
        if (endsItself) timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
      return timer;
    };
    const clearAndNote = (timer?: number): void => {
      timers.delete(timer);
      realClear(timer);
    };
    Object.assign(window, { [set]: setAndNote, [clear]: clearAndNote });
    this.#undo.push(() => Object.assign(window, { [set]: realSet, [clear]: realClear }));
  }

  #watchListeners(): void {
    const { prototype } = EventTarget;
    const { addEventListener, removeEventListener } = prototype;
    const note = (target: EventTarget, [type, listener, options]: Parameters<Listen>): void => {
      const { capture = false, once = false, signal } = typeof options === 'object' ? options : { capture: options };
      if (!listener || signal?.aborted || !outlivesElements(target) || this.#find(target, type, listener, capture) >= 0) return;
      this.#listeners.push({ target, type, listener, capture });
      const forget = (): void => this.#forget(target, type, listener, capture);
      if (signal) addEventListener.call(signal, 'abort', forget, { once: true });
      if (once) addEventListener.call(target, type, forget, { once: true, capture });
    };
    const forget = this.#forget.bind(this);
    // A bare call is one of the window.
    prototype.addEventListener = function add(this: EventTarget | undefined, ...args: Parameters<Listen>) {
      note(this ?? window, args);
      addEventListener.apply(this ?? window, args);
    };
    prototype.removeEventListener = function remove(this: EventTarget | undefined, ...args: Parameters<Listen>) {
      const [type, listener, options] = args;
      forget(this ?? window, type, listener, typeof options === 'object' ? options.capture ?? false : options ?? false);
      removeEventListener.apply(this ?? window, args);
    };
    this.#undo.push(() => Object.assign(prototype, { addEventListener, removeEventListener }));
  }

  #find(...[target, type, listener, capture]: [EventTarget, string, unknown, boolean]): number {
    return this.#listeners.findIndex((held) => held.target === target && held.type === type && held.listener === listener && held.capture === capture);
  }

  #forget(...listener: [EventTarget, string, unknown, boolean]): void {
    const at = this.#find(...listener);
    if (at >= 0) this.#listeners.splice(at, 1);
  }
}

/** Listeners on nodes of an element go with it, and signals live as long as what they end. */
function outlivesElements(target: EventTarget): boolean {
  const isOfPage = [window, document, document.documentElement, document.body].includes(target as HTMLElement);
  return isOfPage || !(target instanceof Node || target instanceof AbortSignal);
}
