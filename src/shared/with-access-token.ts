import type { NetworkUser } from './network.js';
import { PassportError } from './passport-error.js';

/**
 * Makes a call to a service with the user's access token. A token that ended between check and use is
 * renewed once, and the call made once more; what comes then is the answer (row 71). Ten calls with the
 * same token cause one refresh.
 *
 * @param call rejects with `API_UNAUTHORIZED` when the service refuses the token
 */
export async function withAccessToken<T>(
  user: Pick<NetworkUser, 'getAccessToken' | 'refresh'>, call: (accessToken: string) => Promise<T>, options: { readonly signal?: AbortSignal } = {},
): Promise<T> {
  const refused = await user.getAccessToken();
  try {
    return await call(refused);
  } catch (error) {
    if (!(error instanceof PassportError) || error.code !== 'API_UNAUTHORIZED') throw error;
    await user.refresh({ ...options, refused });
    const renewed = await user.getAccessToken();
    if (renewed === refused) throw error;
    return call(renewed);
  }
}
