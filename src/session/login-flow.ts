import type { ClientConfig } from '../auth/authority.js';
import type { TokenSet } from '../auth/record.js';
import { untilAborted } from '../platform/abort.js';
import type { Clock } from '../platform/clock.js';
import { openPopup } from '../platform/popup.js';
import type { Popup } from '../platform/popup.js';
import type { KeyValueStore } from '../platform/storage.js';
import { requireKeys } from '../shared/config.js';
import { SESSION_ERRORS } from '../shared/errors/session.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { loadLogin } from './lazy.js';
import type { LoginOptions } from './session-types.js';

/** How long a visitor may take in the login window: five minutes. */
const LOGIN_TIMEOUT_MS = 300_000;
/** A window that finished closes itself: its message may arrive after the closing is seen. */
const CLOSED_GRACE_MS = 500;

/** What a login works with. */
export interface LoginContext {
  readonly config: ClientConfig;
  readonly store: KeyValueStore;
  readonly clock: Clock;
  readonly window: Window & typeof globalThis;
}

/** A login in a window of its own. */
export interface PopupLogin {
  readonly finished: Promise<TokenSet>;
  focus(): void;
  cancel(): void;
}

/**
 * Starts a login in a new window, which is opened before this function returns. The promise settles
 * whatever happens to the window.
 *
 * @throws {PassportError} synchronously: `INVALID_CONFIGURATION`, `ENVIRONMENT_UNSUPPORTED`,
 * `POPUP_BLOCKED`. The promise rejects with `POPUP_CLOSED`, `POPUP_TIMEOUT`, `ABORTED`,
 * `CODE_UNAVAILABLE`, or a code of `finishLogin`.
 */
export function startPopupLogin(context: LoginContext, options: LoginOptions, openingText: string): PopupLogin {
  const { clock } = context;
  requireLogin(context);
  const popup = openPopup({ window: context.window, clock, text: openingText });
  if (!popup) throw new PassportError(SESSION_ERRORS, 'POPUP_BLOCKED');
  const stop = new AbortController();
  const cancel = (): void => stop.abort(new PassportError(SHARED_ERRORS, 'ABORTED'));
  options.signal?.addEventListener('abort', cancel, { signal: stop.signal });
  const cancelLimit = clock.after(LOGIN_TIMEOUT_MS, () => stop.abort(new PassportError(SESSION_ERRORS, 'POPUP_TIMEOUT')));
  const unwatch = watchClosing(popup, clock, () => stop.abort(new PassportError(SESSION_ERRORS, 'POPUP_CLOSED')));
  const finished = untilAborted(loadLogin(), stop.signal)
    .then(({ runPopupLogin }) => runPopupLogin(context, popup, options, { signal: stop.signal, onAnswer: unwatch }))
    .finally(() => {
      cancelLimit();
      unwatch();
      cancel();
      popup.close();
    });
  return { finished, focus: () => popup.focus(), cancel };
}

/** Calls when the visitor has closed the window, and its message had the time to arrive. Gives its undo. */
function watchClosing(popup: Popup, clock: Clock, onClosed: () => void): () => void {
  let cancelGrace = (): void => {};
  const unwatch = popup.onClosed(() => { cancelGrace = clock.after(CLOSED_GRACE_MS, onClosed); });
  return () => {
    unwatch();
    cancelGrace();
  };
}

/** What every login needs of its page. */
function requireLogin(context: LoginContext): void {
  requireKeys(context.config, 'clientId', 'redirectUri');
  if (context.window.isSecureContext) return;
  throw new PassportError(SHARED_ERRORS, 'ENVIRONMENT_UNSUPPORTED', {
    message: 'Signing in needs a secure page: this one is not served over https.',
  });
}

/** Leaves the page for the login page. Resolves when the browser was told to go. */
export async function startRedirectLogin(
  context: LoginContext, options: LoginOptions, assign: (url: string) => void,
): Promise<void> {
  requireLogin(context);
  const { beginRedirectLogin } = await loadLogin();
  const url = await beginRedirectLogin(context, options);
  options.signal?.throwIfAborted();
  assign(url);
}
