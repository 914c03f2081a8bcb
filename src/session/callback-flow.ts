import { findPendingLogin } from '../auth/pending-login.js';
import type { TokenSet } from '../auth/record.js';
import { deliverCallback } from '../platform/callback-channel.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import { loadLogin } from './lazy.js';
import type { LoginContext } from './login-context.js';

/** How a callback page ended. */
export type FinishedCallback =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'signed-in'; readonly tokens: TokenSet; readonly returnTo?: string };

/**
 * Finishes the login that this callback URL belongs to: hands it to the page that waits for it, or,
 * for a login by redirect, exchanges the code here.
 *
 * @throws {PassportError} `CALLBACK_OPENED_DIRECTLY`, `CALLBACK_STATE_INVALID`, or a code of `finishLogin`
 */
export async function runCallback(context: LoginContext, url: string): Promise<FinishedCallback> {
  const state = URL.canParse(url) ? new URL(url).searchParams.get('state') : null;
  if (!state) throw new PassportError(AUTH_ERRORS, hasAnswer(url) ? 'CALLBACK_STATE_INVALID' : 'CALLBACK_OPENED_DIRECTLY');
  if (findPendingLogin(context.store, state) === 'si:r') {
    const { finishHere } = await loadLogin();
    const { tokens, returnTo } = await finishHere(context, url);
    const isOwn = returnTo !== undefined && new URL(returnTo).origin === context.window.location.origin;
    return { kind: 'signed-in', tokens, returnTo: isOwn ? returnTo : undefined };
  }
  if (await deliverCallback(url, { state, window: context.window })) return { kind: 'delivered' };
  throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID');
}

function hasAnswer(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { searchParams } = new URL(url);
  return searchParams.has('code') || searchParams.has('error');
}
