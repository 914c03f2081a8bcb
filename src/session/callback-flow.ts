import { hasAnswer, readState } from '../auth/callback-params.js';
import { toUserProfile } from '../auth/user-profile.js';
import type { FinishedLogin } from '../auth/login.js';
import { takeLogoutReturn } from '../auth/logout-return.js';
import { findPendingLogin } from '../auth/pending-login.js';
import type { TokenSet } from '../auth/record.js';
import { deliverCallback } from '../platform/callback-channel.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import { toReturnUrl } from '../shared/return-url.js';
import type { UserProfile } from '../shared/types.js';
import { loadLogin } from './lazy.js';
import type { LoginContext } from './login-context.js';
import type { CallbackResult } from './session-types.js';

/** What the session does for a callback page. */
export interface CallbackHooks {
  readonly adopt: (tokens: TokenSet) => Promise<void>;
  /** Who is signed in already, verified. */
  readonly findUser: () => Promise<UserProfile | undefined>;
}

/**
 * Finishes the login that this callback URL belongs to: hands it to the page that waits for it, or
 * exchanges the code here, for a login by redirect and for one whose page has gone meanwhile.
 *
 * @throws {PassportError} `CALLBACK_OPENED_DIRECTLY`, `CALLBACK_STATE_INVALID`, or a code of `finishLogin`
 */
export async function runCallback(context: LoginContext, url: string, hooks: CallbackHooks): Promise<CallbackResult> {
  try {
    return await run(context, url, hooks);
  } catch (error) {
    // The same URL once more: a reload, a step Back, a second tab. Or somebody else's (rows 25 and 27).
    const isForeign = error instanceof PassportError
      && (error.code === 'CALLBACK_STATE_INVALID' || error.code === 'CALLBACK_OPENED_DIRECTLY');
    const finished = isForeign ? await findFinished(hooks) : undefined;
    if (finished) return finished;
    throw error;
  }
}

/** The end of a login that has been finished before; undefined while nobody is signed in. */
async function findFinished({ findUser }: CallbackHooks): Promise<CallbackResult | undefined> {
  const user = await findUser().catch(() => undefined);
  return user && { kind: 'already-finished', user };
}

async function run(context: LoginContext, url: string, hooks: CallbackHooks): Promise<CallbackResult> {
  const { adopt } = hooks;
  const { config, store, clock, window: page } = context;
  if (takeLogoutReturn(config, store, url, clock.now())) return { kind: 'signed-out' };
  if (!hasAnswer(url)) throw new PassportError(AUTH_ERRORS, 'CALLBACK_OPENED_DIRECTLY');
  const state = readState(url);
  const kind = findPendingLogin(store, state);
  if (kind === 'si:r') {
    const { tokens, returnTo } = await finish(context, url);
    await adopt(tokens);
    const way = returnTo === undefined ? undefined : toReturnUrl(returnTo, page.location.origin);
    return { kind: 'signed-in', user: toUserProfile(tokens.claims), returnTo: way };
  }
  // Nobody can be waiting where the login is unknown and no page has opened this one; the answer could only be old.
  const finished = kind === undefined && !page.opener ? await findFinished(hooks) : undefined;
  if (finished) return finished;
  if (await deliverCallback(url, { state, window: page, clock })) return { kind: 'delivered' };
  if (findPendingLogin(store, state) === undefined) throw new PassportError(AUTH_ERRORS, 'CALLBACK_STATE_INVALID');
  // The page that asked has gone (row 48). Its visitor has signed in all the same, for every page of the site.
  await adopt((await finish(context, url)).tokens);
  return { kind: 'delivered' };
}

async function finish(context: LoginContext, url: string): Promise<FinishedLogin> {
  const { finishHere } = await loadLogin();
  return finishHere(context, url);
}
