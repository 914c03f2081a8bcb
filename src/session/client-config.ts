import type { ClientConfig } from '../auth/authority.js';
import type { ResolvedConfig } from '../shared/config.js';
import { SESSION_ERRORS } from '../shared/errors/session.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';

/** Why an operation cannot begin: nobody has said this, or the session is over. */
export function createMissingError(attribute: string, isDisposed: boolean): PassportError {
  return isDisposed
    ? new PassportError(SESSION_ERRORS, 'SESSION_DISPOSED')
    : new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
      message: `${attribute} is missing. Set the attribute or call configure().`,
    });
}

/** Whether the configuration names its client. */
export function hasClient(config: ResolvedConfig): config is ClientConfig {
  return config.clientId !== undefined;
}

/** Whether two configurations mean one session, judged by the same rules: otherwise another one begins. */
export function isSameClient(a: ResolvedConfig, b: ResolvedConfig): boolean {
  return a.fetch === b.fetch && getIdentity(a) === getIdentity(b);
}

/** All that a keeper reads. */
function getIdentity({ clientId, storage, jwks, discovery, authorityOrigins, clockSkewSeconds, endpoints }: ResolvedConfig): string {
  const { authenticationDomain, issuer, jwksUri } = endpoints;
  return JSON.stringify([
    clientId, storage, jwks, discovery, authorityOrigins, clockSkewSeconds, authenticationDomain, issuer, jwksUri,
  ]);
}
