import { createLoader } from '../platform/load-code.js';
import type { IdTokenClaims } from '../shared/network.js';
import type { ClientConfig } from './authority.js';

const loadUserinfo = createLoader(() => import('./userinfo.js'));

/**
 * Completes the claims of an ID token as `completeClaims` does, at an authority of the site's own: Passport's has no
 * need of it, and its code is not loaded.
 *
 * @throws {PassportError} `USERINFO_INVALID`, `CODE_UNAVAILABLE`, a code of the discovery
 */
export async function complete(
  claims: IdTokenClaims, accessToken: string, config: ClientConfig, signal?: AbortSignal,
): Promise<IdTokenClaims> {
  return config.discovery ? (await loadUserinfo()).completeClaims(claims, accessToken, config, signal) : claims;
}
