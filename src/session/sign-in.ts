import { toUserProfile } from '../auth/claims.js';
import type { TokenSet } from '../auth/record.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import type { UserProfile } from '../shared/types.js';
import { startPopupLogin, startRedirectLogin } from './login-flow.js';
import type { LoginContext, PopupLogin } from './login-flow.js';
import type { LoginOptions, SessionState } from './session-types.js';
import { SIGNED_OUT } from './snapshots.js';
import type { StateStore } from './state-store.js';

/** Shown in the login window until the login page appears. */
const OPENING_TEXT = 'Opening sign-in…';

/** What signing in works with. */
export interface SignInOptions {
  readonly states: StateStore;
  /** Throws when the session lacks its configuration. */
  readonly getContext: () => LoginContext;
  readonly assign: (url: string) => void;
  readonly adopt: (tokens: TokenSet) => Promise<void>;
  /** The change that shows who is signed in now, if anybody is. */
  readonly describe: () => Partial<SessionState>;
}

/** Signs in by window or redirect, one login at a time, and turns every ending into a state. */
export class SignIn {
  readonly #options: SignInOptions;
  #running: { readonly popup: PopupLogin; readonly user: Promise<UserProfile> } | undefined;
  #lifetime = new AbortController();

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /** The login that is under way, its window brought to the front. */
  join(): Promise<UserProfile> | undefined {
    this.#running?.popup.focus();
    return this.#running?.user;
  }

  /** Starts a login. Its window is open when this returns. Resolves to null when the page is left. */
  start(options: LoginOptions): Promise<UserProfile | null> {
    try {
      const context = this.#options.getContext();
      return options.useRedirectFlow ? this.#leave(context, options) : this.#openWindow(context, options);
    } catch (error) {
      return this.#fail(error);
    }
  }

  cancel(): void {
    if (this.#running) this.#running.popup.cancel();
    // A redirect that the browser did not follow: nothing runs, and the page is still here.
    else if (this.#options.states.state.status === 'signing-in') this.#options.states.set(this.#options.describe());
  }

  dispose(): void {
    this.#lifetime.abort(new PassportError(SHARED_ERRORS, 'ABORTED'));
    this.#running?.popup.cancel();
    this.#lifetime = new AbortController();
  }

  #openWindow(context: LoginContext, options: LoginOptions): Promise<UserProfile> {
    const { signal } = this.#lifetime;
    const popup = startPopupLogin(context, options, OPENING_TEXT);
    const user = popup.finished.then(async (tokens) => {
      signal.throwIfAborted();
      await this.#options.adopt(tokens);
      return toUserProfile(tokens.claims);
    }).catch((error: unknown) => this.#fail(error, signal)).finally(() => {
      if (this.#running?.user === user) this.#running = undefined;
    });
    this.#running = { popup, user };
    this.#options.states.set({ ...SIGNED_OUT, status: 'signing-in' });
    return user;
  }

  async #leave(context: LoginContext, options: LoginOptions): Promise<null> {
    const { states, assign, describe } = this.#options;
    const { signal } = this.#lifetime;
    states.set({ ...SIGNED_OUT, status: 'signing-in' });
    // Back from the login page: the browser may show this page as it was left (row 55).
    context.window.addEventListener('pageshow', (event) => {
      if (event.persisted && states.state.status === 'signing-in') states.set(describe());
    }, { once: true, signal });
    try {
      await startRedirectLogin(context, options, assign);
    } catch (error) {
      return this.#fail(error, signal);
    }
    return null;
  }

  async #fail(thrown: unknown, signal = this.#lifetime.signal): Promise<never> {
    const error = toPassportError(thrown);
    // The session has begun anew meanwhile, and what was does not concern it.
    if (!signal.aborted) {
      const now = this.#options.describe();
      // Another tab may have signed in meanwhile; and who cancels needs no explanation.
      const isCalm = now.status === 'signed-in' || error.code === 'ABORTED';
      this.#options.states.set(isCalm ? now : { ...now, status: 'failed', error });
    }
    throw error;
  }
}
