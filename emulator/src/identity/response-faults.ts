import type { FaultDescription, FaultParams } from '../core/faults.js';

/** The members of a token response. */
export type TokenResponse = Record<string, unknown>;

/** A fault of the token response around the tokens. */
export interface TokenResponseFault extends FaultDescription {
  readonly change: (response: TokenResponse, params: FaultParams) => void;
}

/** Faults of the token response, rows 17 to 20 and 68. */
export const TOKEN_RESPONSE_FAULTS: readonly TokenResponseFault[] = [
  { name: 'no-id-token', sentence: 'The answer has no ID token.', rows: [17, 68], change: (response) => { delete response.id_token; } },
  { name: 'no-id-token-scope', sentence: 'The answer has no ID token and its scope lacks `openid`.', rows: [17], change: (response) => {
    delete response.id_token;
    response.scope = String(response.scope).replace('openid ', '');
  } },
  { name: 'id-token-type', sentence: 'The ID token is `value` instead of a text.', rows: [17], defaults: { value: { sub: 'me' } }, change: (response, { value }) => { response.id_token = value; } },
  { name: 'no-access-token', sentence: 'The answer has no access token.', rows: [20], change: (response) => { delete response.access_token; } },
  { name: 'access-token-type', sentence: 'The access token is `value` instead of a text.', rows: [20], defaults: { value: 1 }, change: (response, { value }) => { response.access_token = value; } },
  { name: 'refresh-token-type', sentence: 'The refresh token is `value` instead of a text.', rows: [20, 68], defaults: { value: 1 }, change: (response, { value }) => { response.refresh_token = value; } },
  { name: 'token-type', sentence: 'The token type is `value`; null leaves it out.', rows: [18], defaults: { value: 'mac' }, change: (response, { value }) => setOrDelete(response, 'token_type', value) },
  { name: 'expires-in', sentence: 'The lifetime is `value`; null leaves it out.', rows: [19], defaults: { value: null }, change: (response, { value }) => setOrDelete(response, 'expires_in', value) },
  { name: 'scope', sentence: 'The granted scope is `value`; null leaves it out, which is right where it is what was asked for.', rows: [17], defaults: { value: null }, change: (response, { value }) => setOrDelete(response, 'scope', value) },
  { name: 'extra-members', sentence: 'The answer brings `__proto__`, `profile`, `state` and `isOpenId` along.', rows: [20], change: (response) => {
    Object.defineProperty(response, '__proto__', { value: { polluted: 'yes' }, enumerable: true });
    Object.assign(response, { profile: { sub: 'email|somebodyelse' }, state: 'another', isOpenId: false, expires_at: 9e15, constructor: { prototype: { polluted: 'yes' } } });
  } },
  { name: 'no-refresh-token', sentence: 'The answer has no refresh token.', rows: [68], change: (response) => { delete response.refresh_token; } },
];

/** A fault of the address that leads back to the page. */
export interface CallbackFault extends FaultDescription {
  readonly change: (callback: URL, params: FaultParams, issuer: string) => void;
}

const HTML = `<img src=x onerror="window.__pwn=1">${'<b>An error has occurred.</b>'.repeat(360)}`;

/** Faults of the way back to the page, rows 22 to 26. */
export const CALLBACK_FAULTS: readonly CallbackFault[] = [
  { name: 'state-invalid', sentence: 'The page gets back the `state` `value`.', rows: [22], defaults: { value: 'another-state' }, change: (callback, { value }) => callback.searchParams.set('state', String(value)) },
  { name: 'state-malformed', sentence: 'The page gets back a `state` that is no percent encoding (`%zz`).', rows: [22], change: (callback) => { callback.search = callback.search.replace(/state=[^&]*/, 'state=%zz'); } },
  { name: 'state-huge', sentence: 'The page gets back a `state` of `bytes` characters.', rows: [22], defaults: { bytes: 100_000 }, change: (callback, { bytes }) => callback.searchParams.set('state', 's'.repeat(Number(bytes))) },
  { name: 'state-missing', sentence: 'The page gets back no `state`.', rows: [22], change: (callback) => callback.searchParams.delete('state') },
  { name: 'code-missing', sentence: 'The page gets back neither code nor error.', rows: [22], change: (callback) => callback.searchParams.delete('code') },
  { name: 'callback-in-fragment', sentence: 'The page gets its answer behind `#`, which it did not ask for.', rows: [22], change: (callback) => {
    callback.hash = callback.search.slice(1);
    callback.search = '';
  } },
  { name: 'duplicate-code', sentence: 'The page gets two codes.', rows: [23], change: (callback) => callback.searchParams.append('code', 'another-code') },
  { name: 'duplicate-state', sentence: 'The page gets two states.', rows: [23], change: (callback) => callback.searchParams.append('state', 'another-state') },
  { name: 'duplicate-error', sentence: 'The page gets two errors.', rows: [23], change: (callback) => {
    setError(callback, 'access_denied', 'The first.');
    callback.searchParams.append('error', 'server_error');
  } },
  { name: 'code-and-error', sentence: 'The page gets a code and an error.', rows: [23], change: (callback) => callback.searchParams.set('error', 'access_denied') },
  { name: 'response-iss', sentence: 'The page is told the issuer `value`.', rows: [24], defaults: { value: 'https://stranger.example.com/' }, change: (callback, { value }) => callback.searchParams.set('iss', String(value)) },
  { name: 'response-iss-right', sentence: 'The page is told the issuer, as RFC 9207 has it, which is right.', rows: [24], change: (callback, _, issuer) => callback.searchParams.set('iss', issuer) },
  { name: 'callback-error', sentence: 'The page gets `error` with `description` instead of a code.', rows: [26], defaults: { error: 'server_error', description: 'Something went wrong.' }, change: (callback, { error, description }) => setError(callback, String(error), String(description)) },
  { name: 'login-required', sentence: 'The page gets the error `login_required`.', rows: [26], change: (callback) => setError(callback, 'login_required', 'Login required') },
  { name: 'error-unknown', sentence: 'The page gets an error that no standard knows.', rows: [26], change: (callback) => setError(callback, 'unheard_of', 'Nobody knows.') },
  { name: 'error-html', sentence: 'The page gets an error with 10 kB of HTML as its description.', rows: [26], change: (callback) => setError(callback, 'server_error', HTML) },
];

function setError(callback: URL, error: string, description: string): void {
  callback.searchParams.delete('code');
  callback.searchParams.set('error', error);
  callback.searchParams.set('error_description', description);
}

function setOrDelete(response: TokenResponse, member: string, value: unknown): void {
  if (value === null) delete response[member];
  else response[member] = value;
}
