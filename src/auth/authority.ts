import type { ResolvedConfig } from '../shared/config.js';

/** A configuration that names its client: what every part of this room needs. */
export type ClientConfig = ResolvedConfig & { readonly clientId: string };

/** The endpoints of the authority. Given by hand: no discovery is ever followed (fact 8). */
export interface AuthorityUrls {
  readonly authorize: string;
  readonly token: string;
  readonly revoke: string;
  readonly logout: string;
}

/** Paths as at the live service (official SDK, OIDC client settings). */
export function getAuthorityUrls(config: ResolvedConfig): AuthorityUrls {
  const base = config.endpoints.authenticationDomain;
  return {
    authorize: `${base}/authorize`,
    token: `${base}/oauth/token`,
    revoke: `${base}/oauth/revoke`,
    logout: `${base}/v2/logout`,
  };
}

/** The key of the session record: the official SDK's, so that users stay signed in across a change. */
export function getRecordKey(config: ClientConfig): string {
  return `oidc.user:${config.endpoints.authenticationDomain}:${config.clientId}`;
}

/** The name of a lock, channel or key of this client that all releases share. */
export function getSharedName(kind: 'refresh' | 'session' | 'epoch' | 'logout', config: ClientConfig): string {
  return `passport-widgets.${kind}.${config.endpoints.authenticationDomain}.${config.clientId}`;
}
