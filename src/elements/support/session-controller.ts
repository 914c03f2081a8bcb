import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session, SessionState } from '../../session/session-types.js';

/** What is drawn before anything is known: also what a server renders. */
const INITIAL_STATE: SessionState = Object.freeze({ status: 'restoring', registration: 'unknown' });

/** What the controller needs of its element. */
export type SessionHost = ReactiveControllerHost & Pick<Node, 'isConnected'>;

/** Callbacks of a `SessionController`. */
export interface SessionControllerOptions {
  /** After each state of the session, before the element is drawn again. */
  readonly onState?: (state: SessionState, previous: SessionState) => void;
  /** Once the element has left the document for longer than a task. */
  readonly onRelease?: () => void;
}

/**
 * Follows a session while its element is connected.
 *
 * A move in the document disconnects and connects an element within one task; that is no reason
 * to let go of anything, so the release waits for the next task.
 */
export class SessionController implements ReactiveController {
  readonly #host: SessionHost;
  readonly #getSession: () => Session;
  readonly #options: SessionControllerOptions;
  #session?: Session;
  #undo?: () => void;
  #state: SessionState = INITIAL_STATE;
  #hasDrawn = false;
  #releaseTimer?: ReturnType<typeof setTimeout>;

  constructor(host: SessionHost, getSession: () => Session, options: SessionControllerOptions = {}) {
    this.#host = host;
    this.#getSession = getSession;
    this.#options = options;
    host.addController(this);
  }

  /** The session's state, or the initial one until the element has been drawn once. */
  get state(): SessionState {
    return this.#hasDrawn ? this.#state : INITIAL_STATE;
  }

  /** The session that the element drives now. */
  get session(): Session {
    return this.#getSession();
  }

  hostConnected(): void {
    clearTimeout(this.#releaseTimer);
    this.follow();
  }

  hostDisconnected(): void {
    clearTimeout(this.#releaseTimer);
    this.#releaseTimer = setTimeout(() => {
      if (this.#host.isConnected) return;
      this.#unfollow();
      this.#options.onRelease?.();
    });
  }

  hostUpdated(): void {
    if (this.#hasDrawn) return;
    this.#hasDrawn = true;
    // In a microtask, because the current update has to end first.
    if (this.#state !== INITIAL_STATE) queueMicrotask(() => this.#host.requestUpdate());
  }

  /** Changes over when the element was given another session. For `willUpdate`, so that it is drawn at once. */
  follow(): void {
    const session = this.#getSession();
    if (session === this.#session || !this.#host.isConnected) return;
    this.#unfollow();
    this.#session = session;
    this.#undo = session.subscribe((state) => this.#handleState(state));
  }

  #unfollow(): void {
    this.#undo?.();
    this.#undo = undefined;
    this.#session = undefined;
  }

  #handleState(state: SessionState): void {
    const previous = this.#state;
    this.#state = state;
    this.#options.onState?.(state, previous);
    this.#host.requestUpdate();
  }
}
