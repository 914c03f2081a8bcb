import type { Clock } from '../platform/clock.js';
import { request } from '../platform/request.js';
import type { HttpResponse } from '../platform/request.js';
import { parseRetryAfterMs } from '../platform/retry-after.js';
import { getString, isRecord } from '../shared/guards.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { maskSecrets } from '../shared/mask-secrets.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { encodePart } from '../shared/primordials.js';
import { getAuthorityUrls } from './authority-urls.js';
import type { ClientConfig } from './authority.js';
import { getTokenTimeMs } from './decode-token.js';
import { MAX_LIFETIME_MS } from './record.js';

/** An answer of the token endpoint: known members only (row 20), not judged yet. */
export interface TokenResponse {
  readonly idToken?: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scope?: string;
  readonly accessExpiresAtMs?: number;
  /** The authority's time as the answer shows it, milliseconds since 1970; absent when it does not. */
  readonly serverNowMs?: number;
}

/** Options of `postToken`. */
export interface TokenRequestOptions {
  readonly signal?: AbortSignal;
  readonly nowMs: number;
  readonly clock?: Clock;
}

type Form = Readonly<Record<string, string>>;

/** The cause of a `NETWORK_FAILED` where the service asks for patience. */
export class BusyError extends Error {
  /** How long it asks to wait; absent when it does not say. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs: number | undefined) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Asks the token endpoint.
 *
 * @throws {PassportError} `SESSION_EXPIRED` for `invalid_grant`, `LOGIN_FAILED` for other refusals,
 * `TOKEN_RESPONSE_INVALID` for answers that make no sense, or a code of the platform. Errors hold
 * neither code nor verifier nor token (row 72).
 */
export async function postToken(config: ClientConfig, form: Form, options: TokenRequestOptions): Promise<TokenResponse> {
  const { signal, clock, nowMs } = options;
  const response = await request(getAuthorityUrls(config).token, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: encodeForm(form),
    isSecret: true,
    signal,
    clock,
    fetch: config.fetch,
  });
  if (response.status !== 200) throw toTokenError(response, form, nowMs);
  const parsed = parseTokenResponse(response.json, nowMs);
  return { ...parsed, serverNowMs: readDateMs(response.headers) ?? getTokenTimeMs(parsed.accessToken, 'iat') };
}

/** Takes a refresh token back. Best effort: failures are the caller's to judge. */
export async function postRevoke(config: ClientConfig, refreshToken: string, timeoutMs: number): Promise<void> {
  const { revoke } = getAuthorityUrls(config);
  if (!revoke) return;
  const form = { token: refreshToken, token_type_hint: 'refresh_token', client_id: config.clientId };
  const response = await request(revoke, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: encodeForm(form),
    isSecret: true,
    keepalive: true,
    timeoutMs,
    fetch: config.fetch,
  });
  if (response.status >= 400) throw new PassportError(AUTH_ERRORS, 'LOGOUT_ERROR', { cause: toTokenError(response, form, 0) });
}

/** Whether an error says that the service ended the session, and not that it could not be asked. */
export function isSessionEnd(error: unknown): boolean {
  return toPassportError(error).code === 'SESSION_EXPIRED';
}

/**
 * Picks what is known out of an answer of the token endpoint.
 *
 * @throws {PassportError} `TOKEN_RESPONSE_INVALID`
 */
export function parseTokenResponse(body: unknown, nowMs: number): TokenResponse {
  if (!isRecord(body)) throw new PassportError(AUTH_ERRORS, 'TOKEN_RESPONSE_INVALID');
  const accessToken = getString(body, 'access_token');
  const type = getString(body, 'token_type');
  if (!accessToken || type?.toLowerCase() !== 'bearer') throw new PassportError(AUTH_ERRORS, 'TOKEN_RESPONSE_INVALID');
  const idToken = getString(body, 'id_token') || undefined;
  return {
    idToken,
    accessToken,
    refreshToken: getString(body, 'refresh_token') || undefined,
    scope: getString(body, 'scope'),
    // Nobody said how long it lives: as long as it says itself, or as the ID token, or not at all (row 19).
    accessExpiresAtMs: readExpiryMs(body, nowMs) ?? getTokenTimeMs(accessToken, 'exp') ?? getTokenTimeMs(idToken ?? '', 'exp') ?? nowMs,
  };
}

function readExpiryMs(body: Record<string, unknown>, nowMs: number): number | undefined {
  const expiresIn = Object.hasOwn(body, 'expires_in') ? body['expires_in'] : undefined;
  const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) return undefined;
  return nowMs + Math.min(seconds * 1000, MAX_LIFETIME_MS);
}

/** Readable where the service exposes it. */
function readDateMs(headers: Headers): number | undefined {
  const dateMs = Date.parse(headers.get('date') ?? '');
  return Number.isFinite(dateMs) ? dateMs : undefined;
}

/** Written out: what a page may have put in the place of array methods would see each secret (row 87). */
function encodeForm(form: Form): string {
  let body = '';
  for (const name in form) {
    if (Object.hasOwn(form, name)) body += `${body && '&'}${encodePart(name)}=${encodePart(form[name] ?? '')}`;
  }
  return body;
}

function toTokenError(response: HttpResponse, form: Form, nowMs: number): PassportError {
  const body = isRecord(response.json) ? response.json : {};
  const error = getString(body, 'error');
  const detail = maskSecrets(getString(body, 'error_description') ?? error ?? `status ${response.status}`, getSecrets(form)).slice(0, 200);
  if (error === 'invalid_grant') return new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED', { cause: new Error(detail) });
  if (response.status >= 500 || response.status === 429) {
    const cause = new BusyError(detail, parseRetryAfterMs(response.headers, readDateMs(response.headers) ?? nowMs));
    return new PassportError(PLATFORM_ERRORS, 'NETWORK_FAILED', { cause });
  }
  return new PassportError(AUTH_ERRORS, 'LOGIN_FAILED', { message: `The sign-in service refused: ${detail}` });
}

function getSecrets({ code = '', code_verifier = '', refresh_token = '', token = '' }: Form): readonly string[] {
  return [code, code_verifier, refresh_token, token];
}
