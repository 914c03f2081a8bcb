import type { ClientConfig } from './authority.js';

/** The endpoints of the authority. An optional one may not exist. */
export interface AuthorityUrls {
  readonly authorize: string;
  readonly token: string;
  readonly revoke?: string;
  readonly logout?: string;
}

/**
 * The endpoints that requests go to. Paths as at the live service (official SDK, OIDC client settings),
 * given by hand: for Passport no discovery is ever followed (fact 8).
 */
export function getAuthorityUrls(config: ClientConfig): AuthorityUrls {
  if (config.metadata) return config.metadata;
  const base = config.endpoints.authenticationDomain;
  return {
    authorize: `${base}/authorize`,
    token: `${base}/oauth/token`,
    revoke: `${base}/oauth/revoke`,
    logout: `${base}/v2/logout`,
  };
}
