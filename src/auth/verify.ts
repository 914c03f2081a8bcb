import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { request } from '../platform/request.js';
import type { KeyValueStore } from '../platform/storage.js';
import { isRecord, parseJson } from '../shared/guards.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { ClientConfig } from './authority.js';
import { CLOCK_SKEW_S } from './id-token.js';

/** How long fetched keys serve. */
const KEYS_AGE_MS = 24 * 3_600_000;
/** An unknown key id asks for new keys at most this often. */
const REFETCH_INTERVAL_MS = 30_000;
const MAX_KEYS_BYTES = 256_000;

/** What `verifyIdToken` works with. */
export interface VerifyOptions {
  readonly store: KeyValueStore;
  readonly nowMs: number;
  readonly signal?: AbortSignal;
}

interface CachedKeys {
  readonly fetchedAtMs: number;
  readonly keys: JSONWebKeySet;
}

/**
 * Verifies the signature of an ID token by the authority's keys, RS256 only. An unknown key id
 * fetches them anew once (row 34).
 *
 * @throws {PassportError} `JWKS_UNAVAILABLE` when the keys cannot be had, `ID_TOKEN_INVALID` when
 * the token is not the authority's.
 */
export async function verifyIdToken(token: string, config: ClientConfig, options: VerifyOptions): Promise<void> {
  const cached = readCachedKeys(config, options);
  const keys = cached ?? await fetchKeys(config, options);
  try {
    await verifyWith(keys.keys, token, config, options.nowMs);
  } catch (error) {
    const isUnknownKey = error instanceof errors.JWKSNoMatchingKey;
    if (!isUnknownKey || options.nowMs - keys.fetchedAtMs < REFETCH_INTERVAL_MS) throw toInvalid(error);
    const renewed = await fetchKeys(config, options);
    await verifyWith(renewed.keys, token, config, options.nowMs).catch((again: unknown) => {
      throw toInvalid(again);
    });
  }
}

async function verifyWith(keys: JSONWebKeySet, token: string, config: ClientConfig, nowMs: number): Promise<void> {
  await jwtVerify(token, createLocalJWKSet(keys), {
    algorithms: ['RS256'],
    issuer: config.endpoints.issuer,
    audience: config.clientId,
    clockTolerance: CLOCK_SKEW_S,
    currentDate: new Date(nowMs),
  });
}

function toInvalid(error: unknown): PassportError {
  const reason = error instanceof errors.JOSEError ? error.code : 'it cannot be verified';
  return new PassportError(AUTH_ERRORS, 'ID_TOKEN_INVALID', {
    message: `The stored sign-in cannot be trusted: ${reason}.`, cause: error,
  });
}

async function fetchKeys(config: ClientConfig, options: VerifyOptions): Promise<CachedKeys> {
  const response = await request(config.endpoints.jwksUri, {
    fetch: config.fetch, signal: options.signal, maxBodyBytes: MAX_KEYS_BYTES,
  }).catch((error: unknown) => {
    options.signal?.throwIfAborted();
    throw new PassportError(AUTH_ERRORS, 'JWKS_UNAVAILABLE', { cause: error });
  });
  const keys = response.status === 200 ? parseKeys(response.json) : undefined;
  if (!keys) throw new PassportError(AUTH_ERRORS, 'JWKS_UNAVAILABLE');
  const cached: CachedKeys = { fetchedAtMs: options.nowMs, keys };
  options.store.set(getKeysName(config), JSON.stringify(cached));
  return cached;
}

function readCachedKeys(config: ClientConfig, options: VerifyOptions): CachedKeys | undefined {
  const value = parseJson(options.store.get(getKeysName(config)) ?? '');
  if (!isRecord(value)) return undefined;
  const fetchedAtMs = value['fetchedAtMs'];
  const keys = parseKeys(value['keys']);
  if (!keys || typeof fetchedAtMs !== 'number') return undefined;
  const ageMs = options.nowMs - fetchedAtMs;
  return ageMs >= 0 && ageMs < KEYS_AGE_MS ? { fetchedAtMs, keys } : undefined;
}

/** Only RSA signing keys are looked at, and not thousands of them (row 36). */
function parseKeys(value: unknown): JSONWebKeySet | undefined {
  if (!isRecord(value) || !Array.isArray(value['keys'])) return undefined;
  const keys = value['keys'].slice(0, 50).filter((key: unknown) => (
    isRecord(key) && key['kty'] === 'RSA' && (key['use'] === undefined || key['use'] === 'sig')
  ));
  return keys.length > 0 ? { keys } : undefined;
}

function getKeysName(config: ClientConfig): string {
  return `passport-widgets.jwks.${config.endpoints.jwksUri}`;
}
