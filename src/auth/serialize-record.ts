import { isRecord, parseJson } from '../shared/guards.js';
import { stringify } from '../shared/primordials.js';
import { decodeToken } from './decode-token.js';
import { MAX_RECORD_LENGTH, RECEIVED_AT } from './record.js';
import type { TokenSet } from './record.js';

/** What oidc-client-ts leaves out of a profile (`filterProtocolClaims`). */
const PROTOCOL_CLAIMS = new Set(['nbf', 'jti', 'auth_time', 'nonce', 'acr', 'amr', 'azp', 'at_hash']);

/**
 * Writes the record in the official SDK's format: oidc-client-ts `User.toStorageString`, and one member
 * more, which that library does not read: when the ID token was received, for clocks that are wrong.
 */
export function serializeRecord(tokens: TokenSet): string {
  const raw = decodeToken(tokens.idToken)?.claims ?? {};
  const profile = Object.fromEntries(Object.entries(raw).filter(([name]) => !PROTOCOL_CLAIMS.has(name)));
  return stringify({
    id_token: tokens.idToken,
    session_state: null,
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    token_type: 'Bearer',
    scope: tokens.scope,
    profile,
    expires_at: tokens.accessExpiresAtMs === undefined ? undefined : Math.floor(tokens.accessExpiresAtMs / 1000),
    [RECEIVED_AT]: tokens.receivedAtMs ?? null,
  });
}

/** Whether a record was written by another library, such as the official SDK, and not by us. */
export function isForeignRecord(text: string): boolean {
  return text.length < MAX_RECORD_LENGTH && isRecord(parseJson(text)) && !text.includes(`"${RECEIVED_AT}":`);
}
