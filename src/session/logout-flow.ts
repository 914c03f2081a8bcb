import { createLogoutUrl } from '../auth/logout.js';
import { postRevoke } from '../auth/token-endpoint.js';
import { loadHiddenPage } from '../platform/hidden-page.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { LoginContext } from './login-flow.js';

/** The refresh token is taken back within this time, or not at all: leaving does not wait longer. */
const REVOKE_TIMEOUT_MS = 2_000;
const SILENT_TIMEOUT_MS = 10_000;

/**
 * Tells the authority that the user left: takes the refresh token back, gives the wallet its time, then
 * ends the authority's own session, by leaving the page or in a hidden frame. Nothing here brings the local session back (row 85).
 *
 * @throws {PassportError} `LOGOUT_ERROR` when the authority could not be told.
 */
export async function endAtAuthority(
  context: LoginContext, refreshToken: string | undefined, assign: (url: string) => void, disconnected: Promise<void>,
): Promise<void> {
  const { config } = context;
  const revoked = refreshToken ? postRevoke(config, refreshToken, REVOKE_TIMEOUT_MS) : Promise.resolve();
  const [outcome] = await Promise.allSettled([revoked, withinLimit(disconnected)]);
  const url = createLogoutUrl(config);
  if (config.logoutMode === 'redirect') assign(url);
  else await loadHiddenPage(url, { timeoutMs: SILENT_TIMEOUT_MS, document: context.window.document }).catch(toLogoutError);
  if (outcome.status === 'rejected') throw new PassportError(AUTH_ERRORS, 'LOGOUT_ERROR', { cause: outcome.reason });
}

/** A wallet that hangs keeps nobody from leaving. */
function withinLimit(disconnected: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, REVOKE_TIMEOUT_MS);
    void disconnected.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function toLogoutError(cause: unknown): never {
  throw new PassportError(AUTH_ERRORS, 'LOGOUT_ERROR', { cause });
}
