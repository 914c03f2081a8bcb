import { systemClock } from '../platform/clock.js';
import type { HttpResponse } from '../platform/request.js';
import { parseRetryAfterMs } from '../platform/retry-after.js';
import { IMMERSVE_ERRORS } from '../shared/errors/immersve.js';
import { getString, isRecord } from '../shared/guards.js';
import type { ImmersveAccount, ImmersveChallenge, ImmersveMethod, ImmersveMode } from '../shared/immersve.js';
import { PassportError } from '../shared/passport-error.js';
import { post } from './post.js';
import type { ImmersveClient } from './post.js';
import { createResponseError, isSessionEnd, toServiceError } from './service-error.js';

/** The only scope there is. */
const SCOPES = ['cardholder-partner'];
const MAX_DESCRIPTION_LENGTH = 500;
/** Control characters, and what is not seen or turns the line around: wallets and pages show the description. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** What the answer to a login that begins repeats of the request. */
const ECHOED = ['loginMethod', 'network', 'clientApplicationId'];

/** What a login is asked for. */
export interface LoginRequest {
  readonly method: ImmersveMethod;
  readonly mode: ImmersveMode;
  readonly network: string;
  readonly account: ImmersveAccount;
  /** The page's address, for `siwe`: its host becomes the domain of the text to sign. */
  readonly url: string;
  /** Makes the account when there is none. Left out of the request when false. */
  readonly autoSignup: boolean;
}

/** A login that has begun. */
export interface StartedLogin {
  readonly id: string;
  readonly challenge: ImmersveChallenge;
  /** When the challenge ends by the visitor's own clock, which may differ from the service's by any amount. */
  readonly endsAtMs?: number;
}

/** What a login or a refresh gives. Access tokens are opaque but for their end. */
export interface ImmersveTokens {
  readonly accessToken: string;
  /** Third-party clients have seen answers without one. */
  readonly refreshToken?: string;
  /** Present in the answer to a login only. */
  readonly cardholderAccountId?: string;
}

/**
 * Begins a login or a sign-up. Repeated once when the service failed: nothing has happened by then.
 *
 * @throws {PassportError} a code of the immersve or platform room.
 */
export async function initLogin(client: ImmersveClient, login: LoginRequest, signal?: AbortSignal): Promise<StartedLogin> {
  const { method, mode, network, account, url, autoSignup } = login;
  const path = mode === 'signup' ? '/auth/signup' : '/auth/login-init';
  const body = {
    loginMethod: method,
    network,
    clientApplicationId: client.clientApplicationId,
    scopes: SCOPES,
    ...(method === 'xrpl' ? { publicKey: account.publicKey } : { address: account.address }),
    ...(method === 'siwe' ? { url } : {}),
    ...(autoSignup && mode === 'login' ? { autoSignup: true } : {}),
  };
  const { clock = systemClock } = client;
  const response = await post(client, path, { body, signal, isRepeatable: true });
  return parseStartedLogin(readSuccess(client, response), body, clock.now());
}

/**
 * Ends a login with its signature. Never repeated.
 *
 * @throws {PassportError} a code of the immersve or platform room.
 */
export async function completeLogin(
  client: ImmersveClient, loginRequestId: string, signature: string, signal?: AbortSignal,
): Promise<ImmersveTokens> {
  const response = await post(client, '/auth/login-complete', { body: { loginRequestId, signature }, signal });
  return parseTokens(readSuccess(client, response));
}

/**
 * Changes a refresh token for new tokens. It works once, so this is never repeated.
 *
 * @throws {PassportError} `IMMERSVE_SESSION_EXPIRED` for every refusal that is not about the set-up.
 */
export async function exchangeToken(
  client: ImmersveClient, refreshToken: string, signal?: AbortSignal,
): Promise<ImmersveTokens> {
  const body = { refreshToken, clientApplicationId: client.clientApplicationId };
  const response = await post(client, '/auth/token', { body, signal });
  if (isSessionEnd(response)) throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_SESSION_EXPIRED');
  return parseTokens(readSuccess(client, response));
}

/** Ends a session at the service. Resolves to whether that worked; never rejects. */
export async function endSession(client: ImmersveClient, accessToken: string): Promise<boolean> {
  try {
    return (await post(client, '/auth/logout', { accessToken, keepalive: true })).status < 400;
  } catch {
    // What counts is done: this browser has forgotten the tokens.
    return false;
  }
}

function readSuccess({ clock = systemClock }: ImmersveClient, response: HttpResponse): unknown {
  if (response.status >= 200 && response.status < 300) return response.json;
  throw toServiceError(response, parseRetryAfterMs(response.headers, clock.now()));
}

function parseStartedLogin(json: unknown, asked: Readonly<Record<string, unknown>>, nowMs: number): StartedLogin {
  const answer = isRecord(json) ? json : {};
  // The answer to another request, for whatever reason. No member is promised, so a missing one says nothing.
  if (ECHOED.some((name) => (answer[name] ?? asked[name]) !== asked[name])) throw createResponseError('answer to this request');
  const id = getString(answer, 'id');
  const challenge = answer['signingChallenge'];
  const message = isRecord(challenge) ? getString(challenge, 'message') : undefined;
  if (!id || !isRecord(challenge) || !message) throw createResponseError('sign-in request');
  const [createdAtMs, expiresAtMs] = [readTime(challenge, 'createdAt'), readTime(challenge, 'expiresAt')];
  const isSpan = createdAtMs !== undefined && expiresAtMs !== undefined;
  return {
    id,
    endsAtMs: isSpan ? nowMs + expiresAtMs - createdAtMs : expiresAtMs,
    challenge: Object.freeze({
      message,
      description: getString(challenge, 'description')?.slice(0, MAX_DESCRIPTION_LENGTH).replace(UNSEEN, ' '),
      expiresAtMs,
    }),
  };
}

function readTime(challenge: Record<string, unknown>, name: string): number | undefined {
  const timeMs = Date.parse(getString(challenge, name) ?? '');
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

/** Whether this can be an access token: it goes into a header, where nothing else may stand. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

function parseTokens(json: unknown): ImmersveTokens {
  const accessToken = isRecord(json) ? getString(json, 'accessToken') : undefined;
  if (!isRecord(json) || !isToken(accessToken)) throw createResponseError('tokens');
  return {
    accessToken,
    refreshToken: getString(json, 'refreshToken') || undefined,
    cardholderAccountId: getString(json, 'cardholderAccountId') || undefined,
  };
}
