import { checkLogoutState, createLogoutUrl, expectLogoutReturn, forgetLogoutReturn } from '../auth/logout-return.js';
import { postRevoke } from '../auth/token-endpoint.js';
import { withAuthority } from '../auth/with-authority.js';
import type { Clock } from '../platform/clock.js';
import { reportFromHiddenPage, visitHiddenPage } from '../platform/hidden-page.js';
import type { ResolvedConfig } from '../shared/config.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import { createSessionMark } from '../wallet/session-mark.js';
import { loadWallet } from './lazy.js';
import type { LoginContext } from './login-context.js';

/** The refresh token is taken back within this time, or not at all: leaving does not wait longer. */
const REVOKE_TIMEOUT_MS = 2_000;
const SILENT_TIMEOUT_MS = 10_000;

/** What a user who signs out leaves behind. */
export interface Leaving {
  readonly refreshToken: string | undefined;
  /** Tells an authority other than Passport whose session ends; it stands in the URL that this page goes to. */
  readonly idToken?: string;
  /** Settles when the wallet has forgotten the user. */
  readonly disconnected: Promise<void>;
}

/**
 * Tells the authority that the user left: takes the refresh token back, gives the wallet its time, then
 * ends the authority's own session, by leaving the page or in a hidden frame. Nothing here brings the
 * local session back (row 85).
 *
 * @throws {PassportError} `LOGOUT_ERROR` when the authority could not be told.
 */
export async function endAtAuthority(
  context: LoginContext, leaving: Leaving, assign: (url: string) => void,
): Promise<void> {
  const { config, store, clock } = context;
  const [outcome] = await Promise.allSettled([revoke(context, leaving), withinLimit(endWallet(config, leaving), clock)]);
  const known = await withAuthority(config).catch(toLogoutError);
  const state = expectLogoutReturn(config, store, clock.now());
  const url = createLogoutUrl(known, { state, idTokenHint: leaving.idToken });
  if (url && config.logoutMode === 'redirect') assign(url);
  else if (url) await leaveSilently(context, url, state);
  if (outcome.status === 'rejected') throw new PassportError(AUTH_ERRORS, 'LOGOUT_ERROR', { cause: outcome.reason });
}

/** The page that ends the authority's session, for the site to open. The refresh token is taken back meanwhile. */
export async function leaveByUrl(context: LoginContext, leaving: Leaving): Promise<string | undefined> {
  revoke(context, leaving).catch(() => {});
  void endWallet(context.config, leaving);
  const state = expectLogoutReturn(context.config, context.store, context.clock.now());
  return createLogoutUrl(await withAuthority(context.config).catch(toLogoutError), { state });
}

/**
 * Tells the page around this frame that the authority has led a silent logout back to it.
 *
 * @throws {PassportError} `CALLBACK_OPENED_DIRECTLY` where there is no page around.
 */
export function endSilentLogout(url: string, page: Window): void {
  if (!reportFromHiddenPage(url, page)) throw new PassportError(AUTH_ERRORS, 'CALLBACK_OPENED_DIRECTLY');
}

async function revoke({ config }: LoginContext, { refreshToken }: Leaving): Promise<void> {
  if (refreshToken) await postRevoke(await withAuthority(config), refreshToken, REVOKE_TIMEOUT_MS);
}

/** Without a page to come back to, the frame's loading is all that can be known of the logout. */
async function leaveSilently(context: LoginContext, url: string, state: string | undefined): Promise<void> {
  const { config, store, clock, window: page } = context;
  try {
    const end = await visitHiddenPage(url, { timeoutMs: SILENT_TIMEOUT_MS, window: page, clock, endsAt: config.logoutRedirectUri });
    if (end !== undefined && state !== undefined) checkLogoutState(end, state);
  } catch (error) {
    toLogoutError(error);
  } finally {
    forgetLogoutReturn(config, store);
  }
}

function toLogoutError(cause: unknown): never {
  throw new PassportError(AUTH_ERRORS, 'LOGOUT_ERROR', { cause });
}

/** A page that has not used the wallet ends the session that another page may have left in its frame. Never rejects. */
async function endWallet(config: ResolvedConfig, { disconnected }: Leaving): Promise<void> {
  await disconnected;
  if (config.walletTransport !== 'iframe' || !createSessionMark(config).isSet) return;
  await loadWallet().then(({ endFrameSession }) => endFrameSession(config), () => {});
}

/** A wallet that hangs keeps nobody from leaving. */
function withinLimit(disconnected: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(REVOKE_TIMEOUT_MS, resolve);
    void disconnected.finally(() => {
      cancel();
      resolve();
    });
  });
}
