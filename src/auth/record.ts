import { getString, isRecord, parseJson } from '../shared/guards.js';
import type { IdTokenClaims } from '../shared/network.js';
import type { ClientConfig } from './authority.js';
import { parseClaims } from './claims.js';
import { decodeToken } from './decode-token.js';
import type { RawClaims } from './decode-token.js';
import { getClockLeadMs, getLocalExpiryMs, isExpired } from './lifetime.js';
import type { Lifetime } from './lifetime.js';

/** An access token lives a day at most, whatever anybody claims (row 19). */
export const MAX_LIFETIME_MS = 86_400_000;

/** The tokens of a user, with the claims of the ID token. */
export interface TokenSet extends Lifetime {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scope?: string;
  /** When this ID token came from the token endpoint, by this device's clock; absent when it came otherwise. */
  readonly receivedAtMs?: number;
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
  const receivedAtMs = toTime(record[RECEIVED_AT]);
  const leadMs = getClockLeadMs(idToken, receivedAtMs, nowMs);
  const expiresAtS = toTime(record['expires_at']);
  const tokens: TokenSet = Object.freeze({
    idToken,
    accessToken,
    refreshToken: getString(record, 'refresh_token') || undefined,
    scope: getString(record, 'scope'),
    idExpiresAtMs: getLocalExpiryMs(idToken, leadMs),
    accessExpiresAtMs: getLocalExpiryMs(accessToken, leadMs)
      ?? (expiresAtS === undefined ? undefined : Math.min(expiresAtS * 1000, nowMs + MAX_LIFETIME_MS)),
    receivedAtMs,
    claims,
  });
  if (!isExpired(tokens, nowMs)) return { verdict: 'fresh', tokens };
  return tokens.refreshToken ? { verdict: 'refreshable', tokens } : { verdict: 'expired' };
}

/** The member that only we write. */
export const RECEIVED_AT = 'received_at_ms';

/** Far above any real record (5 kB), far below what would cost time. */
export const MAX_RECORD_LENGTH = 200_000;

/** Another client's or authority's token, or a profile that is not the token's: not ours to use. */
function isOurs(raw: RawClaims, record: Record<string, unknown>, config: ClientConfig): boolean {
  const audience = raw['aud'];
  const audiences = Array.isArray(audience) ? audience : [audience];
  if (!audiences.includes(config.clientId)) return false;
  if (raw['iss'] !== config.endpoints.issuer) return false;
  const profile = record['profile'];
  return !isRecord(profile) || profile['sub'] === undefined || profile['sub'] === raw['sub'];
}

function toTime(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}
