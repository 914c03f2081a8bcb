import { beginLogin, finishLogin } from '../auth/login.js';
import type { FinishedLogin } from '../auth/login.js';
import type { TokenSet } from '../auth/record.js';
import { receiveCallback } from '../platform/callback-channel.js';
import { untilAborted } from '../platform/abort.js';
import { wait } from '../platform/clock.js';
import type { Popup } from '../platform/popup.js';
import { requireKeys } from '../shared/config.js';
import { SESSION_ERRORS } from '../shared/errors/session.js';
import { PassportError } from '../shared/passport-error.js';
import type { LoginContext } from './login-flow.js';
import type { LoginOptions } from './session-types.js';

/** A window that finished closes itself: its message may arrive after the closing is seen. */
const CLOSED_GRACE_MS = 500;

/**
 * Runs a login in a window that is open already, until it is finished or the signal ends it.
 * Aborts through `stop` with `POPUP_CLOSED` when the visitor closes the window.
 */
export async function runPopupLogin(
  context: LoginContext, popup: Popup, options: LoginOptions, stop: AbortController,
): Promise<TokenSet> {
  const { config, store, clock } = context;
  const { signal } = stop;
  let hasAnswer = false;
  const unwatch = popup.onClosed(() => {
    void wait(CLOSED_GRACE_MS, { signal, clock })
      .then(() => hasAnswer || stop.abort(new PassportError(SESSION_ERRORS, 'POPUP_CLOSED')))
      .catch(() => {});
  });
  try {
    const pending = await untilAborted(beginLogin(config, store, {
      kind: 'si:p',
      redirectUri: config.popupRedirectUri ?? config.redirectUri ?? '',
      extra: toExtraParams(options),
    }), signal);
    const callback = receiveCallback({ state: pending.state, signal, window: context.window });
    popup.navigate(pending.url);
    const url = await callback;
    hasAnswer = true;
    const { tokens } = await finishLogin(config, store, url, { signal, nowMs: clock.now() });
    return tokens;
  } finally {
    unwatch();
  }
}

/** Gives the login page's URL for a login that leaves this page, and remembers the way back. */
export async function beginRedirectLogin(context: LoginContext, options: LoginOptions): Promise<string> {
  requireKeys(context.config, 'clientId', 'redirectUri');
  const { location } = context.window;
  const { url } = await beginLogin(context.config, context.store, {
    kind: 'si:r',
    redirectUri: context.config.redirectUri,
    extra: toExtraParams(options),
    returnTo: location.pathname + location.search + location.hash,
  });
  return url;
}

/** Finishes a login that left the page, on the page it came back to. */
export function finishRedirectLogin(context: LoginContext, url: string): Promise<FinishedLogin> {
  return finishLogin(context.config, context.store, url, { nowMs: context.clock.now() });
}

/** Query parameters as the official SDK sends them (`passport-imx.md` 2.5). */
function toExtraParams(options: LoginOptions): Record<string, string> {
  const params: Record<string, string> = {};
  if (options.anonymousId) params['third_party_a_id'] = options.anonymousId;
  const direct = options.directLoginOptions;
  if (!direct) return params;
  if (direct.directLoginMethod === 'email') {
    // Without an address the login page asks for everything itself.
    if (direct.email) Object.assign(params, { direct: 'email', email: direct.email });
  } else {
    params['direct'] = direct.directLoginMethod;
  }
  if (direct.marketingConsentStatus) params['marketingConsent'] = direct.marketingConsentStatus;
  return params;
}
