import { getString, isRecord, parseJson } from '../shared/guards.js';
import type { IdTokenClaims } from '../shared/network.js';
import type { ClientConfig } from './authority.js';
import { parseClaims } from './claims.js';
import { decodeToken, getTokenExpiryMs } from './decode-token.js';
import type { RawClaims } from './decode-token.js';

/** Tokens count as expired this long before they are: the official SDK's margin (2.4.2). */
const EXPIRY_MARGIN_MS = 30_000;

/** The tokens of a user, with the claims of the ID token. */
export interface TokenSet {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scope?: string;
  /** When the access token ends, milliseconds since 1970; absent when nobody said. */
  readonly accessExpiresAtMs?: number;
  readonly claims: IdTokenClaims;
}

/** What a stored record is worth (rows 74 to 76). */
export type StoredSession =
  | { readonly verdict: 'absent' | 'unreadable' | 'foreign' | 'expired' }
  | { readonly verdict: 'fresh' | 'refreshable'; readonly tokens: TokenSet };

/**
 * Judges a record as the official SDK or we left it. Never throws, deletes nothing: what is
 * unreadable or foreign stays where it is until a login overwrites it. A missing nonce, `exp`,
 * `expires_at` or `scope` is no reason to refuse, because records of the official SDK lack them.
 */
export function judgeRecord(text: string | null, config: ClientConfig, nowMs: number): StoredSession {
  if (text === null) return { verdict: 'absent' };
  const record = text.length > MAX_RECORD_LENGTH ? undefined : parseJson(text);
  if (!isRecord(record)) return { verdict: 'unreadable' };
  const idToken = getString(record, 'id_token');
  const accessToken = getString(record, 'access_token');
  const raw = idToken === undefined ? undefined : decodeToken(idToken)?.claims;
  const claims = raw && parseClaims(raw);
  if (!idToken || !accessToken || !raw || !claims) return { verdict: 'unreadable' };
  if (!isOurs(raw, record, config)) return { verdict: 'foreign' };
  const tokens: TokenSet = Object.freeze({
    idToken,
    accessToken,
    refreshToken: getString(record, 'refresh_token') || undefined,
    scope: getString(record, 'scope'),
    accessExpiresAtMs: getTokenExpiryMs(accessToken) ?? toMs(record['expires_at']),
    claims,
  });
  if (!isExpired(tokens, nowMs)) return { verdict: 'fresh', tokens };
  return tokens.refreshToken ? { verdict: 'refreshable', tokens } : { verdict: 'expired' };
}

/** Whether one of the tokens has ended, or ends within the margin. */
export function isExpired(tokens: TokenSet, nowMs: number): boolean {
  const limit = nowMs + EXPIRY_MARGIN_MS;
  const idExpiresAtMs = getTokenExpiryMs(tokens.idToken);
  return (idExpiresAtMs !== undefined && idExpiresAtMs <= limit)
    || (tokens.accessExpiresAtMs !== undefined && tokens.accessExpiresAtMs <= limit);
}

/** Writes the record in the official SDK's format: oidc-client-ts `User.toStorageString`. */
export function serializeRecord(tokens: TokenSet): string {
  const raw = decodeToken(tokens.idToken)?.claims ?? {};
  const profile = Object.fromEntries(Object.entries(raw).filter(([name]) => !PROTOCOL_CLAIMS.has(name)));
  return JSON.stringify({
    id_token: tokens.idToken,
    session_state: null,
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    token_type: 'Bearer',
    scope: tokens.scope,
    profile,
    expires_at: tokens.accessExpiresAtMs === undefined ? undefined : Math.floor(tokens.accessExpiresAtMs / 1000),
  });
}

/** Far above any real record (5 kB), far below what would cost time. */
const MAX_RECORD_LENGTH = 200_000;

/** What oidc-client-ts leaves out of a profile (`filterProtocolClaims`). */
const PROTOCOL_CLAIMS = new Set(['nbf', 'jti', 'auth_time', 'nonce', 'acr', 'amr', 'azp', 'at_hash']);

/** Another client's or authority's token, or a profile that is not the token's: not ours to use. */
function isOurs(raw: RawClaims, record: Record<string, unknown>, config: ClientConfig): boolean {
  const audience = raw['aud'];
  const audiences = Array.isArray(audience) ? audience : [audience];
  if (!audiences.includes(config.clientId)) return false;
  if (raw['iss'] !== config.endpoints.issuer) return false;
  const profile = record['profile'];
  return !isRecord(profile) || profile['sub'] === undefined || profile['sub'] === raw['sub'];
}

function toMs(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
