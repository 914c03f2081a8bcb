import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { FaultDescription, FaultParams } from '../core/faults.js';

/** What a fault of claims may look at. */
export interface ClaimFaultContext {
  readonly params: FaultParams;
  /** The access token of the same answer. */
  readonly accessToken: string;
}

/** A fault of the ID token's claims; the signature is made afterwards and is right. */
export interface ClaimFault extends FaultDescription {
  readonly change: (claims: JWTPayload, context: ClaimFaultContext) => void;
}

const STRANGER = 'https://stranger.example.com/';
const WEEK = 7 * 24 * 3600;
const now = (claims: JWTPayload): number => Number(claims.iat);

/** Puts any value into a claim, whatever its type should be. */
const setTo = (claim: string): ClaimFault['change'] => (claims, { params }) => { claims[claim] = params.value; };

/** Faults of the ID token's claims, rows 1 to 9, 15, 16 and 65. On a refresh they are the rows of refreshed tokens. */
export const CLAIM_FAULTS: readonly ClaimFault[] = [
  { name: 'invalid-iss', sentence: 'The ID token names another issuer.', rows: [1, 65], change: (claims) => { claims.iss = STRANGER; } },
  { name: 'missing-iss', sentence: 'The ID token has no issuer.', rows: [2], change: (claims) => { delete claims.iss; } },
  { name: 'iss-slash', sentence: 'The issuer lacks its trailing slash.', rows: [2], change: (claims) => { claims.iss = claims.iss?.replace(/\/$/, ''); } },
  { name: 'iss-case', sentence: 'The issuer is written in capitals.', rows: [1], change: (claims) => { claims.iss = claims.iss?.toUpperCase(); } },
  { name: 'missing-sub', sentence: 'The ID token has no subject.', rows: [3], change: (claims) => { delete claims.sub; } },
  { name: 'sub-type', sentence: 'The subject is `value` instead of a string.', rows: [3], defaults: { value: 0 }, change: setTo('sub') },
  { name: 'sub-empty', sentence: 'The subject is empty.', rows: [3], change: (claims) => { claims.sub = ''; } },
  { name: 'other-sub', sentence: 'The ID token is about somebody else.', rows: [65], change: (claims) => { claims.sub = 'email|somebodyelse'; } },
  { name: 'invalid-aud', sentence: 'The ID token is for another client.', rows: [4, 65], change: (claims) => { claims.aud = 'stranger'; } },
  { name: 'missing-aud', sentence: 'The ID token has no audience.', rows: [4], change: (claims) => { delete claims.aud; } },
  { name: 'aud-type', sentence: 'The audience is `value`.', rows: [4], defaults: { value: [] }, change: setTo('aud') },
  { name: 'secondary-aud', sentence: 'The audience is this client and a stranger, without `azp`.', rows: [5], change: (claims) => { claims.aud = [String(claims.aud), 'stranger']; } },
  { name: 'wrong-azp', sentence: 'The authorized party is another client.', rows: [5], change: (claims) => { claims.aud = [String(claims.aud), 'stranger']; claims.azp = 'stranger'; } },
  { name: 'wrong-azp-alone', sentence: 'The authorized party is another client, the audience this one.', rows: [5], change: (claims) => { claims.azp = 'stranger'; } },
  { name: 'aud-array', sentence: 'The audience is a list with this client alone, which is right.', rows: [5], change: (claims) => { claims.aud = [String(claims.aud)]; } },
  { name: 'azp', sentence: 'The ID token names this client as authorized party, which is right.', rows: [5], change: (claims) => { claims.azp = claims.aud; } },
  { name: 'missing-iat', sentence: 'The ID token does not say when it was issued.', rows: [6], change: (claims) => { delete claims.iat; } },
  { name: 'iat-type', sentence: 'The time of issue is `value`.', rows: [6], defaults: { value: 'yesterday' }, change: setTo('iat') },
  { name: 'iat-week-past', sentence: 'The ID token was issued a week ago.', rows: [6], change: (claims) => { claims.iat = now(claims) - WEEK; } },
  { name: 'iat-future', sentence: 'The ID token will be issued tomorrow.', rows: [6], change: (claims) => { claims.iat = now(claims) + 24 * 3600; } },
  { name: 'expired', sentence: 'The ID token expired an hour ago.', rows: [7], change: (claims) => { claims.exp = now(claims) - 3600; } },
  { name: 'missing-exp', sentence: 'The ID token does not say when it expires.', rows: [7], change: (claims) => { delete claims.exp; } },
  { name: 'exp-type', sentence: 'The expiry is `value`.', rows: [7], defaults: { value: 'tomorrow' }, change: setTo('exp') },
  { name: 'nbf-future', sentence: 'The ID token is not valid before tomorrow.', rows: [8], change: (claims) => { claims.nbf = now(claims) + 24 * 3600; } },
  { name: 'nbf-past', sentence: 'The ID token is valid since an hour ago, which is right.', rows: [8], change: (claims) => { claims.nbf = now(claims) - 3600; } },
  { name: 'nbf-type', sentence: 'The ID token is valid from `value`.', rows: [8], defaults: { value: 'tomorrow' }, change: setTo('nbf') },
  { name: 'nonce-invalid', sentence: 'The ID token has another nonce.', rows: [9], change: (claims) => { claims.nonce = 'another-nonce'; } },
  { name: 'nonce-missing', sentence: 'The ID token has no nonce.', rows: [9], change: (claims) => { delete claims.nonce; } },
  { name: 'nonce-type', sentence: 'The nonce is a list that holds the right one.', rows: [9], change: (claims) => { claims.nonce = [claims.nonce]; } },
  { name: 'athash-invalid', sentence: 'The hash of the access token is wrong.', rows: [15], change: (claims) => { claims.at_hash = 'bm90IHRoZSBoYXNoISE'; } },
  { name: 'athash-type', sentence: 'The hash of the access token is `value`.', rows: [15], defaults: { value: 1 }, change: setTo('at_hash') },
  { name: 'athash-valid', sentence: 'The ID token has the hash of the access token, which is right.', rows: [15], change: (claims, { accessToken }) => { claims.at_hash = toHalfHash(accessToken); } },
  { name: 'auth-time', sentence: 'The login was `ageSeconds` ago.', rows: [16], defaults: { ageSeconds: WEEK }, change: (claims, { params }) => { claims.auth_time = now(claims) - Number(params.ageSeconds); } },
  { name: 'auth-time-missing', sentence: 'The ID token does not say when the login was.', rows: [16], change: (claims) => { delete claims.auth_time; } },
  { name: 'auth-time-type', sentence: 'The time of the login is `value`.', rows: [16], defaults: { value: 'today' }, change: setTo('auth_time') },
  { name: 'acr', sentence: 'The class of the login (`acr`) is `value`.', rows: [16], defaults: { value: '0' }, change: setTo('acr') },
];

/** The left half of the SHA-256, as `at_hash` has it. */
function toHalfHash(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
