import { beginLogin, finishLogin } from '../auth/login.js';
import type { FinishedLogin } from '../auth/login.js';
import { forgetPendingLogin } from '../auth/pending-login.js';
import type { TokenSet } from '../auth/record.js';
import { receiveCallback } from '../platform/callback-channel.js';
import { untilAborted } from '../platform/abort.js';
import type { Popup } from '../platform/popup.js';
import { requireKeys } from '../shared/config.js';
import type { LoginContext } from './login-flow.js';
import type { LoginOptions } from './session-types.js';

/** What tells the runner of a popup login to stop, and whom it tells of the answer. */
export interface PopupLoginRun {
  readonly signal: AbortSignal;
  /** Called when the window's work is done: from then on it may close. */
  readonly onAnswer: () => void;
}

/** Runs a login in a window that is open already, until it is finished or the signal ends it. */
export async function runPopupLogin(
  context: LoginContext, popup: Popup, options: LoginOptions, { signal, onAnswer }: PopupLoginRun,
): Promise<TokenSet> {
  const { config, store, clock } = context;
  const begun = beginLogin(config, store, {
    kind: 'si:p',
    redirectUri: config.popupRedirectUri ?? config.redirectUri ?? '',
    extra: toExtraParams(options),
  });
  const pending = await untilAborted(begun, signal).catch((error: unknown) => {
    // What is still being begun leaves a state behind, later.
    void begun.then(({ state }) => forgetPendingLogin(store, state), () => {});
    throw error;
  });
  try {
    const callback = receiveCallback({ state: pending.state, signal, window: context.window });
    popup.navigate(pending.url);
    const url = await callback;
    onAnswer();
    const { tokens } = await finishLogin(config, store, url, { signal, nowMs: clock.now() });
    return tokens;
  } finally {
    forgetPendingLogin(store, pending.state);
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
    // Whole: a path that begins with two slashes would be another host's to whoever navigates by it.
    returnTo: location.href,
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
