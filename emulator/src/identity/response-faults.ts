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
  { name: 'token-type', sentence: 'The token type is `value`.', rows: [18], defaults: { value: 'mac' }, change: (response, { value }) => { response.token_type = value; } },
  { name: 'expires-in', sentence: 'The lifetime is `value`; null leaves it out.', rows: [19], defaults: { value: null }, change: (response, { value }) => {
    if (value === null) delete response.expires_in;
    else response.expires_in = value;
  } },
  { name: 'extra-members', sentence: 'The answer brings `__proto__`, `profile`, `state` and `isOpenId` along.', rows: [20], change: (response) => {
    Object.defineProperty(response, '__proto__', { value: { polluted: 'yes' }, enumerable: true });
    Object.assign(response, { profile: { sub: 'email|somebodyelse' }, state: 'another', isOpenId: false });
  } },
  { name: 'no-refresh-token', sentence: 'The answer has no refresh token.', rows: [68], change: (response) => { delete response.refresh_token; } },
];

/** A fault of the address that leads back to the page. */
export interface CallbackFault extends FaultDescription {
  readonly change: (callback: URL, params: FaultParams) => void;
}

/** Faults of the way back to the page, rows 22 to 26. */
export const CALLBACK_FAULTS: readonly CallbackFault[] = [
  { name: 'state-invalid', sentence: 'The page gets back another `state`.', rows: [22], defaults: { value: 'another-state' }, change: (callback, { value }) => callback.searchParams.set('state', String(value)) },
  { name: 'state-missing', sentence: 'The page gets back no `state`.', rows: [22], change: (callback) => callback.searchParams.delete('state') },
  { name: 'duplicate-code', sentence: 'The page gets two codes.', rows: [23], change: (callback) => callback.searchParams.append('code', 'another-code') },
  { name: 'response-iss', sentence: 'The page is told the issuer `value`.', rows: [24], defaults: { value: 'https://stranger.example.com/' }, change: (callback, { value }) => callback.searchParams.set('iss', String(value)) },
  { name: 'callback-error', sentence: 'The page gets `error` with `description` instead of a code.', rows: [26], defaults: { error: 'server_error', description: 'Something went wrong.' }, change: (callback, { error, description }) => {
    callback.searchParams.delete('code');
    callback.searchParams.set('error', String(error));
    callback.searchParams.set('error_description', String(description));
  } },
];
