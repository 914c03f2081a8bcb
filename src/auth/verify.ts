import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { request } from '../platform/request.js';
import { isRecord } from '../shared/guards.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { ClientConfig } from './authority.js';
import { CLOCK_SKEW_S } from './id-token.js';

/** How long fetched keys serve a page. */
const KEYS_AGE_MS = 24 * 3_600_000;
/** An unknown key id asks for new keys at most this often. */
const REFETCH_INTERVAL_MS = 30_000;
const MAX_KEYS_BYTES = 256_000;

/**
 * Fetched keys, for as long as the page lives. They are not kept in storage: who can write a forged
 * session there could put the matching keys beside it. The browser's HTTP cache serves the next page.
 */
export interface KeyCache {
  fetched?: FetchedKeys;
}

/** What `verifyIdToken` works with. */
export interface VerifyOptions {
  readonly cache: KeyCache;
  readonly nowMs: number;
  readonly signal?: AbortSignal;
}

/** Keys, and when they came. */
export interface FetchedKeys {
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
  const keys = getFetchedKeys(options) ?? await fetchKeys(config, options);
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

async function fetchKeys(config: ClientConfig, options: VerifyOptions): Promise<FetchedKeys> {
  const response = await request(config.endpoints.jwksUri, {
    fetch: config.fetch, signal: options.signal, maxBodyBytes: MAX_KEYS_BYTES, cache: 'default',
  }).catch((error: unknown) => {
    options.signal?.throwIfAborted();
    throw new PassportError(AUTH_ERRORS, 'JWKS_UNAVAILABLE', { cause: error });
  });
  const keys = response.status === 200 ? parseKeys(response.json) : undefined;
  if (!keys) throw new PassportError(AUTH_ERRORS, 'JWKS_UNAVAILABLE');
  const fetched: FetchedKeys = { fetchedAtMs: options.nowMs, keys };
  options.cache.fetched = fetched;
  return fetched;
}

function getFetchedKeys({ cache, nowMs }: VerifyOptions): FetchedKeys | undefined {
  const ageMs = nowMs - (cache.fetched?.fetchedAtMs ?? 0);
  return ageMs >= 0 && ageMs < KEYS_AGE_MS ? cache.fetched : undefined;
}

/** Only RSA signing keys are looked at, and not thousands of them (row 36). */
function parseKeys(value: unknown): JSONWebKeySet | undefined {
  if (!isRecord(value) || !Array.isArray(value['keys'])) return undefined;
  const keys = value['keys'].slice(0, 50).filter((key: unknown) => (
    isRecord(key) && key['kty'] === 'RSA' && (key['use'] === undefined || key['use'] === 'sig')
  ));
  return keys.length > 0 ? { keys } : undefined;
}
