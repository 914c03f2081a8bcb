import { beginLogin, finishLogin } from '../auth/login.js';
import type { PendingLogin } from '../auth/login.js';
import { forgetPendingLogin } from '../auth/pending-login.js';
import type { TokenSet } from '../auth/record.js';
import { untilAborted } from '../platform/abort.js';
import { receiveCallback } from '../platform/callback-channel.js';
import { openPopup } from '../platform/popup.js';
import type { OpenPopupOptions, Popup } from '../platform/popup.js';
import { watchPopup } from '../platform/popup-watch.js';
import type { PopupEnd } from '../platform/popup-watch.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { LoginContext } from './login-context.js';
import { toExtraParams } from './login-params.js';
import { findObstacle } from './page-look.js';
import type { LoginOptions } from './session-types.js';

/** How long a visitor may take in the login window: five minutes. */
const LOGIN_TIMEOUT_MS = 300_000;

/** What a login in a window tells, and whom it listens to. */
export interface PopupLoginHooks {
  /** Aborted from outside with the reason that the login rejects with. */
  readonly stop: AbortController;
  /** Gives the tokens of a stored session that proves good; then the window is not needed. Rejects where nobody could be asked either. */
  readonly findUser?: () => Promise<TokenSet | undefined>;
  /** Told when the visitor is being asked to sign in, and whenever the watch over the window changes. */
  readonly onWindow: (watch: 'watched' | 'unwatched') => void;
}

/** What a login in a window gives. */
export interface PopupLoginResult {
  readonly tokens: TokenSet;
  /** Whether they are those of the stored session. */
  readonly isKnown: boolean;
}

/**
 * A login in a window that is open already. Settles whatever happens to the window: done, closed, cut
 * off, timed out or called off.
 */
export class PopupLogin {
  readonly #context: LoginContext;
  readonly #hooks: PopupLoginHooks;
  readonly #opening: OpenPopupOptions;
  #popup: Popup;
  #url: string | undefined;
  #unwatch = (): void => {};
  /** The window may be open although it reads as closed: what it needs to finish is left for it. */
  #mayReturn = false;
  /** Whether the window has served: the answer is there, or the login is over. */
  #isServed = false;

  constructor(context: LoginContext, popup: Popup, opening: OpenPopupOptions, hooks: PopupLoginHooks) {
    this.#context = context;
    this.#popup = popup;
    this.#opening = opening;
    this.#hooks = hooks;
  }

  /**
   * Runs to the end.
   *
   * @throws {PassportError} `POPUP_CLOSED`, `POPUP_TIMEOUT`, `ENVIRONMENT_UNSUPPORTED`, or a code of `finishLogin`
   */
  async run(options: LoginOptions): Promise<PopupLoginResult> {
    const { clock, window: page } = this.#context;
    const { stop, findUser } = this.#hooks;
    const cancelLimit = clock.after(LOGIN_TIMEOUT_MS, () => stop.abort(new PassportError(AUTH_ERRORS, 'POPUP_TIMEOUT')));
    try {
      const known = findUser && await untilAborted(findUser(), stop.signal);
      if (known) return { tokens: known, isKnown: true };
      const obstacle = await untilAborted(findObstacle(page), stop.signal);
      if (obstacle?.error) throw obstacle.error;
      this.#watch();
      return { tokens: await this.#signIn(options), isKnown: false };
    } finally {
      this.#isServed = true;
      cancelLimit();
      this.#unwatch();
      this.#popup.close();
    }
  }

  /** Brings the window to the front; opens another one on the same login where it is gone or out of reach. */
  reopen(): void {
    if (this.#isServed) return;
    if (!this.#popup.window.closed) {
      this.#popup.focus();
      return;
    }
    const popup = openPopup(this.#opening);
    if (!popup) return;
    this.#popup = popup;
    if (this.#url) popup.navigate(this.#url);
    this.#watch();
  }

  async #signIn(options: LoginOptions): Promise<TokenSet> {
    const { config, store, clock, window: page } = this.#context;
    const { signal } = this.#hooks.stop;
    const { state, url } = await this.#begin(options);
    try {
      if (this.#popup.window.closed) throw new PassportError(AUTH_ERRORS, 'POPUP_CLOSED');
      const callback = receiveCallback({ state, signal, window: page });
      this.#url = url;
      this.#popup.navigate(url);
      const answer = await callback;
      // From now on the window may close.
      this.#isServed = true;
      this.#unwatch();
      const finished = finishLogin(config, store, answer, { signal, nowMs: clock.now(), clock });
      const { tokens } = await untilAborted(finished, signal);
      return tokens;
    } finally {
      if (!this.#mayReturn) forgetPendingLogin(store, state);
    }
  }

  async #begin(options: LoginOptions): Promise<PendingLogin> {
    const { config, store } = this.#context;
    const begun = beginLogin(config, store, {
      kind: 'si:p',
      redirectUri: config.popupRedirectUri ?? config.redirectUri ?? '',
      extra: toExtraParams(options),
    });
    try {
      return await untilAborted(begun, this.#hooks.stop.signal);
    } catch (error) {
      // What is still being begun leaves a state behind, later.
      void begun.then(({ state }) => forgetPendingLogin(store, state), () => {});
      throw error;
    }
  }

  #watch(): void {
    const { clock, window: page } = this.#context;
    // The window may have been opened again, and be watched, before the visitor is asked.
    this.#unwatch();
    this.#hooks.onWindow('watched');
    this.#unwatch = watchPopup(this.#popup, { window: page, clock }, (end) => this.#handleGone(end));
  }

  #handleGone(end: PopupEnd): void {
    if (end === 'cut-off') {
      this.#hooks.onWindow('unwatched');
      return;
    }
    this.#mayReturn = end === 'perhaps-closed';
    this.#hooks.stop.abort(new PassportError(AUTH_ERRORS, 'POPUP_CLOSED'));
  }
}
