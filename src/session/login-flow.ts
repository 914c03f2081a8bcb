import type { ClientConfig } from '../auth/authority.js';
import type { TokenSet } from '../auth/record.js';
import { untilAborted } from '../platform/abort.js';
import { receiveCallback } from '../platform/callback-channel.js';
import { wait } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { openPopup } from '../platform/popup.js';
import type { Popup } from '../platform/popup.js';
import type { KeyValueStore } from '../platform/storage.js';
import { requireKeys } from '../shared/config.js';
import { PassportError } from '../shared/passport-error.js';
import { loadLogin } from './lazy.js';
import type { LoginOptions } from './session-types.js';

/** How long a visitor may take in the login window: five minutes. */
export const LOGIN_TIMEOUT_MS = 300_000;
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
 * @throws {PassportError} synchronously: `INVALID_CONFIGURATION`; `POPUP_BLOCKED`. The promise
 * rejects with `POPUP_CLOSED`, `POPUP_TIMEOUT`, `ABORTED`, or a code of `finishLogin`.
 */
export function startPopupLogin(context: LoginContext, options: LoginOptions, openingText: string): PopupLogin {
  requireKeys(context.config, 'clientId', 'redirectUri');
  const popup = openPopup({ window: context.window, clock: context.clock, text: openingText });
  if (!popup) throw new PassportError('POPUP_BLOCKED');
  const stop = new AbortController();
  const cancel = (reason: PassportError): void => stop.abort(reason);
  options.signal?.addEventListener('abort', () => cancel(new PassportError('ABORTED')), { signal: stop.signal });
  const finished = runPopupLogin(context, popup, options, stop).finally(() => {
    stop.abort(new PassportError('ABORTED'));
    popup.close();
  });
  return { finished, focus: () => popup.focus(), cancel: () => cancel(new PassportError('ABORTED')) };
}

/** Leaves the page for the login page. Resolves when the browser was told to go. */
export async function startRedirectLogin(
  context: LoginContext, options: LoginOptions, assign: (url: string) => void,
): Promise<void> {
  requireKeys(context.config, 'clientId', 'redirectUri');
  const { beginLogin } = await loadLogin();
  const { location } = context.window;
  const { url } = await beginLogin(context.config, context.store, {
    kind: 'si:r',
    redirectUri: context.config.redirectUri,
    extra: toExtraParams(options),
    returnTo: location.pathname + location.search + location.hash,
  });
  options.signal?.throwIfAborted();
  assign(url);
}

async function runPopupLogin(
  context: LoginContext, popup: Popup, options: LoginOptions, stop: AbortController,
): Promise<TokenSet> {
  const { config, store, clock } = context;
  const { signal } = stop;
  const cancelLimit = clock.after(LOGIN_TIMEOUT_MS, () => stop.abort(new PassportError('POPUP_TIMEOUT')));
  let hasAnswer = false;
  const unwatch = popup.onClosed(() => {
    void wait(CLOSED_GRACE_MS, { signal, clock })
      .then(() => hasAnswer || stop.abort(new PassportError('POPUP_CLOSED')))
      .catch(() => {});
  });
  try {
    const { beginLogin, finishLogin } = await untilAborted(loadLogin(), signal);
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
    cancelLimit();
    unwatch();
  }
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
