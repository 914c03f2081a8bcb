import type { LoginOptions, Session } from '../../session/session-types.js';
import type { UserProfile } from '../../shared/types.js';
import { PassportLoginStartEvent } from './passport-login.events.js';

/** A login that an element has asked for. */
export interface LoginRequest {
  readonly options: LoginOptions;
  /** Whether nobody is asked, so that the page is told nothing. */
  readonly isQuiet: boolean;
  /** As `session.login` gives it. */
  readonly user: Promise<UserProfile | null>;
}

/**
 * Asks the page and starts a login: its window opens in this call, so nothing may be awaited before. Undefined when the
 * page has cancelled `passport-login-start`.
 *
 * @param flow - What the element's `flow` says.
 */
export function requestLogin(
  host: EventTarget, session: Session, statedFlow: string, options: LoginOptions,
): LoginRequest | undefined {
  const flow = statedFlow === 'auto' ? session.getLoginFlow() : statedFlow;
  const request = { ...options, useRedirectFlow: options.useRedirectFlow ?? flow === 'redirect' };
  const isQuiet = request.useCachedSession === true || request.useSilentLogin === true;
  const start = new PassportLoginStartEvent(request.useRedirectFlow ? 'redirect' : 'popup', request.directLoginOptions?.directLoginMethod);
  /** @internal */
  const isAllowed = isQuiet || host.dispatchEvent(start);
  return isAllowed ? { options, isQuiet, user: session.login(request) } : undefined;
}
