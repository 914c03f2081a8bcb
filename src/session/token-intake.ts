import { checkIdToken } from '../auth/id-token.js';
import { getLocalExpiryMs } from '../auth/lifetime.js';
import { checkAccessHash } from '../auth/receive.js';
import type { TokenSet } from '../auth/record.js';
import { parseTokenResponse } from '../auth/token-endpoint.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { LoginContext } from './login-context.js';

/**
 * Judges tokens that the page hands in, claim by claim. Nobody saw them come from the token endpoint:
 * whoever adopts them has to require their signature.
 *
 * @throws {PassportError} `TOKEN_RESPONSE_INVALID`, `ID_TOKEN_MISSING`, `ID_TOKEN_INVALID`
 */
export async function acceptTokens(context: LoginContext, body: unknown): Promise<TokenSet> {
  const { config, clock } = context;
  const nowMs = clock.now();
  const { idToken, ...rest } = parseTokenResponse(body, nowMs);
  if (!idToken) throw new PassportError(AUTH_ERRORS, 'ID_TOKEN_MISSING');
  // It may be older than one of a login that has just ended.
  const claims = checkIdToken(idToken, config, { isNew: false, nowMs });
  await checkAccessHash(idToken, rest.accessToken);
  return Object.freeze({ ...rest, idToken, idExpiresAtMs: getLocalExpiryMs(idToken, 0), claims });
}
