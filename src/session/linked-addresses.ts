import { fetchLinkedAddresses } from '../api/passport-profile-api.js';
import { withAccessToken } from '../shared/with-access-token.js';
import type { LoginContext } from './login-context.js';
import type { TokenKeeper } from './token-keeper.js';

/** Reads the linked addresses of the user who is signed in. A token that the service refuses is renewed once (row 71). */
export function readLinkedAddresses({ config, clock }: LoginContext, keeper: TokenKeeper): Promise<readonly string[]> {
  const { fetch, publishableKey, endpoints } = config;
  const user = {
    getAccessToken: async () => (await keeper.getVerified()).accessToken,
    refresh: async (options: { readonly refused?: string } = {}) => (await keeper.refresh({ refused: options.refused })).claims,
  };
  return withAccessToken(user, (accessToken) => (
    fetchLinkedAddresses({ baseUrl: endpoints.imxPublicApiDomain, fetch, publishableKey, clock }, { accessToken })
  ));
}
