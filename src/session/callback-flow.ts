import { findPendingLogin } from '../auth/pending-login.js';
import type { TokenSet } from '../auth/record.js';
import { deliverCallback } from '../platform/callback-channel.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import { loadLogin } from './lazy.js';
import type { LoginContext } from './login-flow.js';

/** How a callback page ended. */
export type FinishedCallback =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'signed-in'; readonly tokens: TokenSet; readonly returnTo?: string };

/** What the authority puts into a callback URL. */
const PROTOCOL_PARAMS = ['code', 'state', 'error', 'error_description', 'error_uri', 'iss', 'session_state'];

/**
 * Finishes the login that this callback URL belongs to: hands it to the page that waits for it, or,
 * for a login by redirect, exchanges the code here. The address bar is cleaned first (row 29).
 *
 * @throws {PassportError} `CALLBACK_OPENED_DIRECTLY`, `CALLBACK_STATE_INVALID`, or a code of `finishLogin`
 */
export async function runCallback(context: LoginContext, url: string): Promise<FinishedCallback> {
  cleanAddressBar(context.window);
  const state = URL.canParse(url) ? new URL(url).searchParams.get('state') : null;
  if (!state) throw new PassportError(AUTH_ERRORS, hasAnswer(url) ? 'CALLBACK_STATE_INVALID' : 'CALLBACK_OPENED_DIRECTLY');
  if (findPendingLogin(context.store, state) === 'si:r') {
    const { finishRedirectLogin } = await loadLogin();
    return { kind: 'signed-in', ...await finishRedirectLogin(context, url) };
  }
  if (await deliverCallback(url, { state, window: context.window })) return { kind: 'delivered' };
  throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID');
}

function hasAnswer(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { searchParams } = new URL(url);
  return searchParams.has('code') || searchParams.has('error');
}

function cleanAddressBar(page: Window): void {
  const clean = new URL(page.location.href);
  for (const name of PROTOCOL_PARAMS) clean.searchParams.delete(name);
  if (clean.href !== page.location.href) page.history.replaceState(page.history.state, '', clean);
}
