import { generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import type { FaultDescription, FaultParams } from '../core/faults.js';
import type { TokenAuthority } from '../core/tokens.js';

/** What a fault may look at while it spoils an ID token. */
export interface IdTokenFaultContext {
  readonly params: FaultParams;
  readonly tokens: TokenAuthority;
  /** An ID token issued to somebody earlier, if there is one. */
  readonly earlier: string | undefined;
}

/** A fault of the ID token: it changes claims, or puts the token together in its own way. */
export interface IdTokenFault extends FaultDescription {
  readonly change?: (claims: JWTPayload, context: IdTokenFaultContext) => void;
  readonly encode?: (claims: JWTPayload, context: IdTokenFaultContext) => string | Promise<string>;
}

const STRANGER = 'https://stranger.example.com/';
const WEEK = 7 * 24 * 3600;
const now = (claims: JWTPayload): number => Number(claims.iat);

/** Faults of the ID token's claims, rows 1 to 9, 15, 16 and 65. On a refresh they are the rows of refreshed tokens. */
const CLAIM_FAULTS: readonly IdTokenFault[] = [
  { name: 'invalid-iss', sentence: 'The ID token names another issuer.', rows: [1, 65], change: (claims) => { claims.iss = STRANGER; } },
  { name: 'missing-iss', sentence: 'The ID token has no issuer.', rows: [2], change: (claims) => { delete claims.iss; } },
  { name: 'iss-slash', sentence: 'The issuer lacks its trailing slash.', rows: [2], change: (claims) => { claims.iss = claims.iss?.replace(/\/$/, ''); } },
  { name: 'missing-sub', sentence: 'The ID token has no subject.', rows: [3], change: (claims) => { delete claims.sub; } },
  { name: 'sub-type', sentence: 'The subject is `value` instead of a string.', rows: [3], defaults: { value: 0 }, change: (claims, { params }) => { Object.assign(claims, { sub: params.value }); } },
  { name: 'other-sub', sentence: 'The ID token is about somebody else.', rows: [65], change: (claims) => { claims.sub = 'email|somebodyelse'; } },
  { name: 'invalid-aud', sentence: 'The ID token is for another client.', rows: [4, 65], change: (claims) => { claims.aud = 'stranger'; } },
  { name: 'missing-aud', sentence: 'The ID token has no audience.', rows: [4], change: (claims) => { delete claims.aud; } },
  { name: 'secondary-aud', sentence: 'The audience is this client and a stranger, without `azp`.', rows: [5], change: (claims) => { claims.aud = [String(claims.aud), 'stranger']; } },
  { name: 'wrong-azp', sentence: 'The authorized party is another client.', rows: [5], change: (claims) => { claims.aud = [String(claims.aud), 'stranger']; claims.azp = 'stranger'; } },
  { name: 'aud-array', sentence: 'The audience is a list with this client alone, which is right.', rows: [5], change: (claims) => { claims.aud = [String(claims.aud)]; } },
  { name: 'azp', sentence: 'The ID token names this client as authorized party, which is right.', rows: [5], change: (claims) => { claims.azp = claims.aud; } },
  { name: 'missing-iat', sentence: 'The ID token does not say when it was issued.', rows: [6], change: (claims) => { delete claims.iat; } },
  { name: 'iat-week-past', sentence: 'The ID token was issued a week ago.', rows: [6], change: (claims) => { claims.iat = now(claims) - WEEK; } },
  { name: 'iat-future', sentence: 'The ID token will be issued tomorrow.', rows: [6], change: (claims) => { claims.iat = now(claims) + 24 * 3600; } },
  { name: 'expired', sentence: 'The ID token expired an hour ago.', rows: [7], change: (claims) => { claims.exp = now(claims) - 3600; } },
  { name: 'missing-exp', sentence: 'The ID token does not say when it expires.', rows: [7], change: (claims) => { delete claims.exp; } },
  { name: 'exp-type', sentence: 'The expiry is `value`.', rows: [7], defaults: { value: 'tomorrow' }, change: (claims, { params }) => { Object.assign(claims, { exp: params.value }); } },
  { name: 'nbf-future', sentence: 'The ID token is not valid before tomorrow.', rows: [8], change: (claims) => { claims.nbf = now(claims) + 24 * 3600; } },
  { name: 'nonce-invalid', sentence: 'The ID token has another nonce.', rows: [9], change: (claims) => { claims.nonce = 'another-nonce'; } },
  { name: 'nonce-missing', sentence: 'The ID token has no nonce.', rows: [9], change: (claims) => { delete claims.nonce; } },
  { name: 'athash-invalid', sentence: 'The hash of the access token is wrong.', rows: [15], change: (claims) => { claims.at_hash = 'bm90IHRoZSBoYXNoISE'; } },
  { name: 'auth-time', sentence: 'The login was `ageSeconds` ago.', rows: [16], defaults: { ageSeconds: WEEK }, change: (claims, { params }) => { claims.auth_time = now(claims) - Number(params.ageSeconds); } },
];

/** Faults of the ID token's form and signature, rows 9 to 14. */
const SIGNATURE_FAULTS: readonly IdTokenFault[] = [
  { name: 'idtoken-replay', sentence: 'The ID token of an earlier login comes again.', rows: [9], encode: (claims, { earlier, tokens }) => earlier ?? tokens.sign({ ...claims, nonce: 'earlier' }) },
  { name: 'sig-none', sentence: 'The ID token is not signed (`alg` is `none`).', rows: [10], encode: (claims) => `${toPart({ alg: 'none', typ: 'JWT' })}.${toPart(claims)}.` },
  { name: 'invalid-sig-rs256', sentence: 'The signature does not belong to the ID token.', rows: [11], encode: (claims, { tokens }) => damageSignature(tokens.sign(claims)) },
  { name: 'sig-hs256-pubkey', sentence: 'The ID token is signed with HS256 and the public key as secret.', rows: [12], encode: (claims, { tokens }) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(tokens.publicPem)) },
  { name: 'sig-es256', sentence: 'The ID token is signed with ES256 and an unknown key.', rows: [13], encode: async (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'JWT' }).sign((await generateKeyPair('ES256')).privateKey) },
  { name: 'unknown-crit', sentence: 'The header demands an extension that nobody knows.', rows: [13], encode: (claims, { tokens }) => tokens.sign(claims, { crit: ['unheard-of'], 'unheard-of': true }) },
  { name: 'two-parts', sentence: 'The ID token lacks its third part.', rows: [13], encode: (claims, { tokens }) => tokens.sign(claims).split('.').slice(0, 2).join('.') },
  { name: 'trailing-data', sentence: 'The ID token goes on after its end.', rows: [13], encode: (claims, { tokens }) => `${tokens.sign(claims)}.trailing` },
  { name: 'kid-absent', sentence: 'The ID token does not name its key, which is right while there is one key.', rows: [14], encode: (claims, { tokens }) => tokens.sign(claims, { kid: undefined }) },
  { name: 'kid-unknown', sentence: 'The ID token names a key that is not published.', rows: [34], encode: (claims, { tokens }) => tokens.sign(claims, { kid: 'nobody-knows' }) },
];

/** Every fault of the ID token. */
export const ID_TOKEN_FAULTS: readonly IdTokenFault[] = [...CLAIM_FAULTS, ...SIGNATURE_FAULTS];

function toPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function damageSignature(token: string): string {
  const start = token.lastIndexOf('.') + 1;
  const signature = Buffer.from(token.slice(start), 'base64url');
  signature[0] = (signature[0] ?? 0) ^ 1;
  return token.slice(0, start) + signature.toString('base64url');
}
