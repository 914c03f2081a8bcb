import type { SessionChangeReason } from './session.events.js';
import type { SessionListener, SessionState } from './session-types.js';

/** Called after a change that has a reason to be told to the whole page. */
export type AnnounceChange = (reason: SessionChangeReason, previous: SessionState, state: SessionState) => void;

/** The one place that holds the session's state: frozen snapshots, told to every listener in order. */
export class StateStore {
  #state: SessionState;
  readonly #listeners = new Set<SessionListener>();
  readonly #announce: AnnounceChange | undefined;

  constructor(initial: SessionState, announce?: AnnounceChange) {
    this.#state = Object.freeze(initial);
    this.#announce = announce;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Merges a change; members given as undefined are removed. */
  set(change: Partial<SessionState>, reason?: SessionChangeReason): void {
    const previous = this.#state;
    const entries = Object.entries({ ...previous, ...change }).filter(([, value]) => value !== undefined);
    this.#state = Object.freeze(Object.fromEntries(entries) as unknown as SessionState);
    for (const listener of [...this.#listeners]) callListener(listener, this.#state);
    if (reason) this.#announce?.(reason, previous, this.#state);
  }

  subscribe(listener: SessionListener): () => void {
    // A wrapper, so that the same function may subscribe twice and undo each once.
    const entry: SessionListener = (state) => listener(state);
    this.#listeners.add(entry);
    callListener(entry, this.#state);
    return () => void this.#listeners.delete(entry);
  }

  clear(): void {
    this.#listeners.clear();
  }
}

/** Calls a listener of the page. Its mistake is reported: it must not keep others from hearing, nor itself from its undo. */
export function callListener<T>(listener: (news: T) => void, news: T): void {
  try {
    listener(news);
  } catch (error) {
    reportError(error);
  }
}
