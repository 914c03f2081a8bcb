import { checkIdToken } from '../auth/id-token.js';
import type { TokenSet } from '../auth/record.js';
import { parseTokenResponse } from '../auth/token-endpoint.js';
import { verifyIdToken } from '../auth/verify.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { LoginContext } from './login-context.js';

/**
 * Judges tokens that the page hands in. Nobody saw them come from the token endpoint, so that the
 * signature decides, always, besides every claim.
 *
 * @throws {PassportError} `TOKEN_RESPONSE_INVALID`, `ID_TOKEN_MISSING`, `ID_TOKEN_INVALID`, `JWKS_UNAVAILABLE`
 */
export async function acceptTokens(context: LoginContext, body: unknown): Promise<TokenSet> {
  const { config, clock } = context;
  const nowMs = clock.now();
  const { idToken, ...rest } = parseTokenResponse(body, nowMs);
  if (!idToken) throw new PassportError(AUTH_ERRORS, 'ID_TOKEN_MISSING');
  // It may be older than one of a login that has just ended; its end is held against the clock below.
  const claims = checkIdToken(idToken, config, { isNew: false, nowMs });
  await verifyIdToken(idToken, config, { cache: {}, nowMs });
  return Object.freeze({ ...rest, idToken, claims });
}
