import type { ResolvedConfig } from '../shared/config.js';

/** What the discovery document of an authority of the site's own says, checked. */
export interface AuthorityMetadata {
  readonly authorize: string;
  readonly token: string;
  readonly jwksUri: string;
  readonly revoke?: string;
  readonly logout?: string;
  readonly userinfo?: string;
  /** Whether it names itself in the answer to a login, which must then be looked at (RFC 9207, row 24). */
  readonly namesIssuer: boolean;
}

/** A configuration that names its client: what every part of this room needs. */
export type ClientConfig = ResolvedConfig & {
  readonly clientId: string;
  /** Absent for Passport, whose endpoints are known; `withAuthority` fills it in otherwise. */
  readonly metadata?: AuthorityMetadata;
};

/** The key of the session record: the official SDK's, so that users stay signed in across a change. */
export function getRecordKey(config: ClientConfig): string {
  return `oidc.user:${config.endpoints.authenticationDomain}:${config.clientId}`;
}

/** The name of a lock, channel or key of this client that all releases share. */
export function getSharedName(kind: 'refresh' | 'session' | 'epoch' | 'logout' | 'pause' | 'register', config: ClientConfig): string {
  return `passport-widgets.${kind}.${config.endpoints.authenticationDomain}.${config.clientId}`;
}
