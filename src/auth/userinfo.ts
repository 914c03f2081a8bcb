import { request } from '../platform/request.js';
import { isRecord } from '../shared/guards.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import type { IdTokenClaims } from '../shared/network.js';
import { PassportError } from '../shared/passport-error.js';
import type { ClientConfig } from './authority.js';
import { parseClaims } from './claims.js';
import { withAuthority } from './with-authority.js';

/**
 * Completes the claims of an ID token by what the userinfo endpoint says of the same user. The ID token's
 * own claims are kept, and are enough where the endpoint does not answer.
 *
 * @throws {PassportError} `USERINFO_INVALID` when it speaks of somebody else (row 21), or of nobody.
 */
export async function completeClaims(
  claims: IdTokenClaims, accessToken: string, config: ClientConfig, signal?: AbortSignal,
): Promise<IdTokenClaims> {
  const { metadata } = await withAuthority(config);
  if (!metadata?.userinfo) return claims;
  const answer = await request(metadata.userinfo, {
    headers: { authorization: `Bearer ${accessToken}` }, isSecret: true, fetch: config.fetch, signal,
  }).catch(() => signal?.throwIfAborted());
  if (answer?.status !== 200) return claims;
  const more = isRecord(answer.json) ? parseClaims(answer.json) : undefined;
  if (more?.sub !== claims.sub) throw new PassportError(AUTH_ERRORS, 'USERINFO_INVALID');
  const { email = more.email, nickname = more.nickname, username = more.username } = claims;
  return Object.freeze({ ...claims, email, nickname, username });
}
