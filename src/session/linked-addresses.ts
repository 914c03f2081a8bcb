import { fetchLinkedAddresses } from '../api/passport-profile-api.js';
import type { LoginContext } from './login-context.js';

/** Reads the linked addresses of the user whose access token this is. */
export function readLinkedAddresses({ config, clock }: LoginContext, accessToken: string): Promise<readonly string[]> {
  const { fetch, publishableKey, endpoints } = config;
  return fetchLinkedAddresses({ baseUrl: endpoints.imxPublicApiDomain, fetch, publishableKey, clock }, { accessToken });
}
