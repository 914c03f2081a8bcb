import { request } from '../platform/request.js';
import type { HttpResponse } from '../platform/request.js';
import { getString, isRecord } from '../shared/guards.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { maskSecrets } from '../shared/mask-secrets.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { getAuthorityUrls } from './authority.js';
import type { ClientConfig } from './authority.js';
import { getTokenExpiryMs } from './decode-token.js';

/** An answer of the token endpoint: known members only (row 20), not judged yet. */
export interface TokenResponse {
  readonly idToken?: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scope?: string;
  readonly accessExpiresAtMs?: number;
}

/** An access token lives a day at most, whatever the answer claims (row 19). */
const MAX_LIFETIME_S = 86_400;

/**
 * Asks the token endpoint.
 *
 * @throws {PassportError} `SESSION_EXPIRED` for `invalid_grant`, `LOGIN_FAILED` for other refusals,
 * `TOKEN_RESPONSE_INVALID` for answers that make no sense, or a code of the platform. Errors hold
 * neither code nor verifier nor token (row 72).
 */
export async function postToken(
  config: ClientConfig, form: Readonly<Record<string, string>>,
  options: { readonly signal?: AbortSignal; readonly nowMs: number },
): Promise<TokenResponse> {
  const response = await request(getAuthorityUrls(config).token, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
    signal: options.signal,
    fetch: config.fetch,
  });
  if (response.status !== 200) throw toTokenError(response);
  return parseTokenResponse(response.json, options.nowMs);
}

/** Takes a refresh token back. Best effort: failures are the caller's to judge. */
export async function postRevoke(config: ClientConfig, refreshToken: string, timeoutMs: number): Promise<void> {
  const response = await request(getAuthorityUrls(config).revoke, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      token: refreshToken, token_type_hint: 'refresh_token', client_id: config.clientId,
    }).toString(),
    keepalive: true,
    timeoutMs,
    fetch: config.fetch,
  });
  if (response.status >= 400) throw new PassportError(AUTH_ERRORS, 'LOGOUT_ERROR', { cause: toTokenError(response) });
}

/** Whether an error says that the service ended the session, and not that it could not be asked. */
export function isSessionEnd(error: unknown): boolean {
  return toPassportError(error).code === 'SESSION_EXPIRED';
}

/** Picks what is known out of an answer of the token endpoint. */
export function parseTokenResponse(body: unknown, nowMs: number): TokenResponse {
  if (!isRecord(body)) throw new PassportError(AUTH_ERRORS, 'TOKEN_RESPONSE_INVALID');
  const accessToken = getString(body, 'access_token');
  const type = getString(body, 'token_type');
  if (!accessToken || type?.toLowerCase() !== 'bearer') throw new PassportError(AUTH_ERRORS, 'TOKEN_RESPONSE_INVALID');
  return {
    idToken: getString(body, 'id_token') || undefined,
    accessToken,
    refreshToken: getString(body, 'refresh_token') || undefined,
    scope: getString(body, 'scope'),
    accessExpiresAtMs: toExpiry(body['expires_in'], nowMs) ?? getTokenExpiryMs(accessToken) ?? nowMs + MAX_LIFETIME_S * 1000,
  };
}

function toExpiry(expiresIn: unknown, nowMs: number): number | undefined {
  const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) return undefined;
  return nowMs + Math.min(seconds, MAX_LIFETIME_S) * 1000;
}

function toTokenError(response: HttpResponse): PassportError {
  const body = isRecord(response.json) ? response.json : {};
  const error = getString(body, 'error');
  const detail = maskSecrets(getString(body, 'error_description') ?? error ?? `status ${response.status}`).slice(0, 200);
  if (error === 'invalid_grant') return new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED', { cause: new Error(detail) });
  if (response.status >= 500 || response.status === 429) {
    return new PassportError(PLATFORM_ERRORS, 'NETWORK_FAILED', { cause: new Error(detail) });
  }
  return new PassportError(AUTH_ERRORS, 'LOGIN_FAILED', { message: `The sign-in service refused: ${detail}` });
}
