import { configure, getSession } from '../session/page-session.js';
import type { Session } from '../session/session-types.js';
import { resolveConfig } from '../shared/config.js';
import type { PassportConfig, ResolvedConfig } from '../shared/config.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';

/** The page's session, on behalf of one client: what every `Passport` of a page shares. */
export interface PageClient {
  /**
   * The page's session.
   *
   * @throws {PassportError} `INVALID_CONFIGURATION` when it has become another client's.
   */
  getSession(): Session;
}

/**
 * Configures the page's session for a client. Equal configurations share it. While somebody is signed
 * in, or signing in, another client is refused, and other changes are ignored with a warning.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`, `SESSION_CONFLICT`
 */
export function claimPage(stated: PassportConfig): PageClient {
  // On a server there is neither a page nor a session to configure.
  if (typeof window === 'undefined') return { getSession };
  const own = resolveConfig(stated, window.location);
  const session = getSession();
  const { config: current } = session;
  if (!current || !isStated(stated, own, current)) {
    if (current?.clientId && !isIdle(session)) refuseOther(own, current);
    configure(stated);
  }
  return {
    getSession(): Session {
      const now = getSession();
      if (now.config?.clientId) refuseOther(own, now.config);
      return now;
    },
  };
}

function isIdle({ state }: Session): boolean {
  return state.user === undefined && state.status !== 'signing-in' && state.status !== 'signing-out';
}

/** Whether all that is stated holds already; what the page states besides is its own affair. */
function isStated(stated: PassportConfig, own: ResolvedConfig, current: ResolvedConfig): boolean {
  const { overrides, ...keys } = stated;
  const names = Object.keys(keys).filter((key) => keys[key as keyof typeof keys] !== undefined) as (keyof ResolvedConfig)[];
  const endpoints = Object.keys(overrides ?? {}) as (keyof ResolvedConfig['endpoints'])[];
  return names.every((name) => own[name] === current[name])
    && endpoints.every((name) => own.endpoints[name] === current.endpoints[name]);
}

function refuseOther(own: ResolvedConfig, current: ResolvedConfig): void {
  const isSame = own.clientId === current.clientId
    && own.endpoints.authenticationDomain === current.endpoints.authenticationDomain;
  if (isSame) return;
  throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `This page's session belongs to the client "${current.clientId}", not to "${own.clientId}". `
      + 'A page has one session: sign out first, or use createSession() for a second one.',
  });
}
