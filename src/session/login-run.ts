import { beginLogin, finishLogin } from '../auth/login.js';
import type { FinishedLogin } from '../auth/login.js';
import { forgetPendingLogin } from '../auth/pending-login.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { LoginContext } from './login-context.js';
import { toExtraParams } from './login-params.js';
import { findObstacle } from './page-look.js';
import type { LoginOptions } from './session-types.js';

export { PopupLogin } from './popup-login.js';

/** Why the browser opened no window. */
export async function explainBlocked({ window: page }: LoginContext): Promise<PassportError> {
  return (await findObstacle(page))?.error ?? new PassportError(AUTH_ERRORS, 'POPUP_BLOCKED');
}

/**
 * Leaves the page for the login page, and remembers the way back.
 *
 * @throws {PassportError} `ENVIRONMENT_UNSUPPORTED`; the signal's reason
 */
export async function leaveForLogin(
  context: LoginContext, options: LoginOptions, { signal, assign }: { signal: AbortSignal; assign: (url: string) => void },
): Promise<void> {
  const { config, store, window: page } = context;
  const obstacle = await findObstacle(page);
  if (obstacle?.error) throw obstacle.error;
  signal.throwIfAborted();
  const { url, state } = await beginLogin(config, store, {
    kind: 'si:r',
    redirectUri: config.redirectUri ?? '',
    extra: toExtraParams(options),
    // Whole: a path that begins with two slashes would be another host's to whoever navigates by it.
    returnTo: page.location.href,
  });
  if (signal.aborted) {
    forgetPendingLogin(store, state);
    throw signal.reason;
  }
  assign(url);
}

/** Finishes the login that a callback URL answers, on the page it came to. */
export function finishHere(context: LoginContext, url: string): Promise<FinishedLogin> {
  return finishLogin(context.config, context.store, url, { nowMs: context.clock.now(), clock: context.clock });
}
