import { createLoader } from '../platform/load-code.js';
import type { IdTokenClaims } from '../shared/network.js';
import type { ClientConfig } from './authority.js';

const loadUserinfo = createLoader(() => import('./userinfo.js'));

/**
 * Completes the claims of an ID token as `completeClaims` does, where the authority has a userinfo endpoint: Passport's
 * is not asked, and its code not loaded.
 *
 * @throws {PassportError} `USERINFO_INVALID`, `CODE_UNAVAILABLE`
 */
export async function complete(
  claims: IdTokenClaims, accessToken: string, config: ClientConfig, signal?: AbortSignal,
): Promise<IdTokenClaims> {
  if (!config.metadata?.userinfo) return claims;
  const { completeClaims } = await loadUserinfo();
  return completeClaims(claims, accessToken, config, signal);
}
