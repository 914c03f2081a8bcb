import { request } from '../platform/request.js';
import { getString, isRecord } from '../shared/guards.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { ClientConfig } from './authority.js';

/** A public RSA key, with its id where it has one. */
export interface RsaKey {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly kid?: string;
}

/** Keys, and when they came. */
export interface FetchedKeys {
  readonly fetchedAtMs: number;
  readonly keys: readonly RsaKey[];
}

/** The size of a key set, several hundred times what an authority publishes. */
const MAX_KEYS_BYTES = 256_000;
/** A login waits no longer for keys: it can do without. */
const KEYS_TIMEOUT_MS = 5_000;
/** 2048 bits in base64url: jose refuses shorter ones. */
const MIN_MODULUS_LENGTH = 342;
/** Keys that one token is tried with: more of one id, or without any, are no key set but an attempt. */
const MAX_CANDIDATES = 8;

/**
 * Fetches the authority's keys.
 *
 * @throws {PassportError} `JWKS_UNAVAILABLE`
 */
export async function fetchKeys(
  config: ClientConfig, options: { readonly nowMs: number; readonly isRenewal: boolean; readonly signal?: AbortSignal },
): Promise<FetchedKeys> {
  const { nowMs, isRenewal, signal } = options;
  const response = await request(config.endpoints.jwksUri, {
    fetch: config.fetch, signal, maxBodyBytes: MAX_KEYS_BYTES, timeoutMs: KEYS_TIMEOUT_MS,
    cache: isRenewal ? 'no-cache' : 'default',
  }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new PassportError(AUTH_ERRORS, 'JWKS_UNAVAILABLE', { cause });
  });
  const keys = response.status === 200 ? parseKeys(response.json) : [];
  if (keys.length === 0) throw new PassportError(AUTH_ERRORS, 'JWKS_UNAVAILABLE');
  return { fetchedAtMs: nowMs, keys };
}

/** The keys that may have signed a token with this key id: those without an id only where it names none (row 14). */
export function selectKeys({ keys }: FetchedKeys, kid: string | undefined): readonly RsaKey[] {
  return keys.filter((key) => kid === undefined || key.kid === kid).slice(0, MAX_CANDIDATES);
}

/** RSA keys for RS256 signatures only; whatever else is published is passed over (row 36). */
function parseKeys(value: unknown): RsaKey[] {
  if (!isRecord(value) || !Array.isArray(value['keys'])) return [];
  return value['keys'].map(parseKey).filter((key) => key !== undefined);
}

function parseKey(value: unknown): RsaKey | undefined {
  if (!isRecord(value) || value['kty'] !== 'RSA') return undefined;
  const { use, alg, key_ops: operations } = value;
  if (use !== undefined && use !== 'sig') return undefined;
  if (alg !== undefined && alg !== 'RS256') return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) return undefined;
  const [n, e, kid] = [getString(value, 'n'), getString(value, 'e'), getString(value, 'kid')];
  return n && e && n.length >= MIN_MODULUS_LENGTH ? { kty: 'RSA', n, e, kid } : undefined;
}
