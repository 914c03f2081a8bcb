import type { ClientConfig } from '../auth/authority.js';
import type { TokenSet } from '../auth/record.js';
import { untilAborted } from '../platform/abort.js';
import type { Clock } from '../platform/clock.js';
import { openPopup } from '../platform/popup.js';
import type { KeyValueStore } from '../platform/storage.js';
import { requireKeys } from '../shared/config.js';
import { SESSION_ERRORS } from '../shared/errors/session.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { loadLogin } from './lazy.js';
import type { LoginOptions } from './session-types.js';

/** How long a visitor may take in the login window: five minutes. */
const LOGIN_TIMEOUT_MS = 300_000;

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
 * @throws {PassportError} synchronously: `INVALID_CONFIGURATION`; `POPUP_BLOCKED`. The promise
 * rejects with `POPUP_CLOSED`, `POPUP_TIMEOUT`, `ABORTED`, or a code of `finishLogin`.
 */
export function startPopupLogin(context: LoginContext, options: LoginOptions, openingText: string): PopupLogin {
  requireKeys(context.config, 'clientId', 'redirectUri');
  const popup = openPopup({ window: context.window, clock: context.clock, text: openingText });
  if (!popup) throw new PassportError(SESSION_ERRORS, 'POPUP_BLOCKED');
  const stop = new AbortController();
  const cancel = (reason: PassportError): void => stop.abort(reason);
  options.signal?.addEventListener('abort', () => cancel(new PassportError(SHARED_ERRORS, 'ABORTED')), { signal: stop.signal });
  const cancelLimit = context.clock.after(LOGIN_TIMEOUT_MS, () => cancel(new PassportError(SESSION_ERRORS, 'POPUP_TIMEOUT')));
  const finished = untilAborted(loadLogin(), stop.signal)
    .then(({ runPopupLogin }) => runPopupLogin(context, popup, options, stop))
    .finally(() => {
      cancelLimit();
      stop.abort(new PassportError(SHARED_ERRORS, 'ABORTED'));
      popup.close();
    });
  return { finished, focus: () => popup.focus(), cancel: () => cancel(new PassportError(SHARED_ERRORS, 'ABORTED')) };
}

/** Leaves the page for the login page. Resolves when the browser was told to go. */
export async function startRedirectLogin(
  context: LoginContext, options: LoginOptions, assign: (url: string) => void,
): Promise<void> {
  requireKeys(context.config, 'clientId', 'redirectUri');
  const { beginRedirectLogin } = await loadLogin();
  const url = await beginRedirectLogin(context, options);
  options.signal?.throwIfAborted();
  assign(url);
}
