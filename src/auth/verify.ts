import { compactVerify } from 'jose';
import { getString } from '../shared/guards.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import type { ClientConfig } from './authority.js';
import { decodeToken } from './decode-token.js';
import { fetchKeys, selectKeys } from './key-set.js';
import type { FetchedKeys, RsaKey } from './key-set.js';
import { withAuthority } from './with-authority.js';

/** How long fetched keys serve a page. */
const KEYS_AGE_MS = 24 * 3_600_000;
/** An unknown key id asks for new keys at most this often. */
const RENEWAL_INTERVAL_MS = 30_000;

/**
 * Fetched keys, for as long as the page lives. They are not kept in storage: who can write a forged
 * session there could put the matching keys beside it. The browser's HTTP cache serves the next page.
 */
export interface KeyCache {
  fetched?: FetchedKeys;
  /** When an unknown key id last asked for new ones. */
  renewedAtMs?: number;
}

/** What `judgeSignature` and `verifyIdToken` work with. */
export interface VerifyOptions {
  readonly cache: KeyCache;
  readonly nowMs: number;
  readonly signal?: AbortSignal;
}

/**
 * What a signature is worth: `unknown-key`, the newest keys do not hold the one that it names;
 * `key-pending`, they cannot be asked for so soon again; `no-keys`, they cannot be had.
 */
export type SignatureVerdict = 'valid' | 'forged' | 'unknown-key' | 'key-pending' | 'no-keys';

/**
 * Judges the signature of an ID token by the authority's keys, RS256 only: its claims are another step.
 * An unknown key id fetches them anew once, past the HTTP cache (row 34). Rejects for an abort only.
 */
export async function judgeSignature(
  token: string, config: ClientConfig, options: VerifyOptions,
): Promise<SignatureVerdict> {
  const { cache, nowMs, signal } = options;
  const header = decodeToken(token)?.header;
  if (header?.['alg'] !== 'RS256') return 'forged';
  // An id that is no text is none that a key could have.
  const kid = header['kid'] === undefined ? undefined : getString(header, 'kid') ?? '';
  try {
    const known = await withAuthority(config);
    cache.fetched = getFetchedKeys(options) ?? await fetchKeys(known, { nowMs, signal, isRenewal: false });
    const keys = selectKeys(cache.fetched, kid);
    if (keys.length > 0) return await isSignedBy(keys, token) ? 'valid' : 'forged';
    if (!mayRenew(options)) return 'key-pending';
    cache.renewedAtMs = nowMs;
    cache.fetched = await fetchKeys(known, { nowMs, signal, isRenewal: true });
  } catch (error) {
    signal?.throwIfAborted();
    if (toPassportError(error).code === 'UNEXPECTED') throw error;
    return 'no-keys';
  }
  const renewed = selectKeys(cache.fetched, kid);
  if (renewed.length === 0) return 'unknown-key';
  return await isSignedBy(renewed, token) ? 'valid' : 'forged';
}

/**
 * Verifies the signature of an ID token as `judgeSignature` does.
 *
 * @throws {PassportError} `JWKS_UNAVAILABLE` when the keys cannot be had, or not yet; `ID_TOKEN_INVALID`
 * when the token is not the authority's.
 */
export async function verifyIdToken(token: string, config: ClientConfig, options: VerifyOptions): Promise<void> {
  const error = toSignatureError(await judgeSignature(token, config, options));
  if (error) throw error;
}

/** What a verdict is for whoever needs a signature; undefined where it is valid. */
export function toSignatureError(verdict: SignatureVerdict): PassportError | undefined {
  switch (verdict) {
    case 'valid': return undefined;
    case 'no-keys': return new PassportError(AUTH_ERRORS, 'JWKS_UNAVAILABLE');
    case 'key-pending': return new PassportError(AUTH_ERRORS, 'JWKS_UNAVAILABLE', {
      message: 'The sign-in service has not published the key of this ID token yet.',
    });
    default: return new PassportError(AUTH_ERRORS, 'ID_TOKEN_INVALID', {
      message: `The ID token cannot be trusted: ${verdict === 'forged' ? 'its signature is wrong' : 'its key is unknown'}.`,
    });
  }
}

async function isSignedBy(keys: readonly RsaKey[], token: string): Promise<boolean> {
  for (const { kty, n, e } of keys) {
    const isSigned = await compactVerify(token, { kty, n, e, alg: 'RS256' }, { algorithms: ['RS256'] })
      .then(() => true, () => false);
    if (isSigned) return true;
  }
  return false;
}

function getFetchedKeys({ cache, nowMs }: VerifyOptions): FetchedKeys | undefined {
  const ageMs = nowMs - (cache.fetched?.fetchedAtMs ?? 0);
  return ageMs >= 0 && ageMs < KEYS_AGE_MS ? cache.fetched : undefined;
}

function mayRenew({ cache: { renewedAtMs }, nowMs }: VerifyOptions): boolean {
  return renewedAtMs === undefined || Math.abs(nowMs - renewedAtMs) >= RENEWAL_INTERVAL_MS;
}
