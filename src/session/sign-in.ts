import { toUserProfile } from '../auth/claims.js';
import type { TokenSet } from '../auth/record.js';
import { toPassportError } from '../shared/passport-error.js';
import type { UserProfile } from '../shared/types.js';
import { startPopupLogin, startRedirectLogin } from './login-flow.js';
import type { LoginContext, PopupLogin } from './login-flow.js';
import type { LoginOptions } from './session-types.js';
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
  readonly adopt: (tokens: TokenSet) => void;
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
    this.#running?.popup.cancel();
  }

  dispose(): void {
    this.cancel();
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
  }

  #openWindow(context: LoginContext, options: LoginOptions): Promise<UserProfile> {
    const popup = startPopupLogin(context, options, OPENING_TEXT);
    const user = popup.finished.then((tokens) => {
      this.#running = undefined;
      this.#options.adopt(tokens);
      return toUserProfile(tokens.claims);
    }, (error: unknown) => {
      this.#running = undefined;
      return this.#fail(error);
    });
    this.#running = { popup, user };
    this.#options.states.set({ ...SIGNED_OUT, status: 'signing-in' });
    return user;
  }

  async #leave(context: LoginContext, options: LoginOptions): Promise<null> {
    const { states, assign } = this.#options;
    states.set({ ...SIGNED_OUT, status: 'signing-in' });
    // Back from the login page: the browser may show this page as it was left (row 55).
    context.window.addEventListener('pageshow', (event) => {
      if (event.persisted && states.state.status === 'signing-in') states.set(SIGNED_OUT);
    }, { once: true, signal: this.#lifetime.signal });
    try {
      await startRedirectLogin(context, options, assign);
    } catch (error) {
      return this.#fail(error);
    }
    return null;
  }

  async #fail(thrown: unknown): Promise<never> {
    const error = toPassportError(thrown);
    // Who cancels needs no explanation.
    const outcome = error.code === 'ABORTED' ? {} : { status: 'failed' as const, error };
    this.#options.states.set({ ...SIGNED_OUT, ...outcome });
    throw error;
  }
}
