import type { ClientConfig } from '../auth/authority.js';
import type { Clock } from '../platform/clock.js';
import { openStore } from '../platform/storage.js';
import type { ResolvedConfig } from '../shared/config.js';
import { SESSION_ERRORS } from '../shared/errors/session.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { LoginContext } from './login-context.js';
import { TokenKeeper } from './token-keeper.js';
import type { TokenChange } from './token-keeper.js';

/** The parts of a session that exist once a client id is known. */
export interface ClientParts {
  readonly context: LoginContext;
  readonly keeper: TokenKeeper;
}

/** Makes the parts of a session that belong to one client id, authority and store. */
export function createClientParts(
  config: ClientConfig, clock: Clock, page: Window & typeof globalThis, onChange: (change: TokenChange) => void,
): ClientParts {
  const store = openStore(config.storage, { window: page, onFallback: warnOfStorage });
  const context = { config, clock, window: page, store };
  return { context, keeper: new TokenKeeper({ ...context, onChange }) };
}

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

function warnOfStorage(): void {
  console.warn('passport-widgets: the browser keeps nothing for this page. The session ends with the page.');
}
