import { EncryptJWT, SignJWT, type JWTPayload } from 'jose';
import { createPrivateKey, randomBytes, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { FaultDescription } from '../core/faults.js';
import type { TokenAuthority } from '../core/tokens.js';
import { PUBLISHED_SECRET, type ForeignKeys } from './foreign-keys.js';

/** What a fault may look at while it puts an ID token together. */
export interface SignatureFaultContext {
  readonly tokens: TokenAuthority;
  readonly foreign: ForeignKeys;
  /** An ID token issued to somebody earlier, if there is one. */
  readonly earlier: string | undefined;
  /** The access token of the same answer. */
  readonly accessToken: string;
}

/** A fault of the ID token's form or signature. */
export interface SignatureFault extends FaultDescription {
  readonly encode: (claims: JWTPayload, context: SignatureFaultContext) => string | Promise<string>;
}

/** Signs with another key or algorithm; the `kid` is the right one unless given. */
const signAs = (alg: string, toKey: (context: SignatureFaultContext) => KeyObject | Uint8Array, header: Readonly<Record<string, unknown>> = {}): SignatureFault['encode'] =>
  (claims, context) => new SignJWT(claims).setProtectedHeader({ typ: 'JWT', kid: context.tokens.publicJwk.kid, ...header, alg }).sign(toKey(context));

const ownKey = ({ tokens }: SignatureFaultContext): KeyObject => createPrivateKey({ key: tokens.privateJwk as JsonWebKey, format: 'jwk' });

/** Faults of the ID token's form and signature, rows 9 to 14, 34 and 36. */
export const SIGNATURE_FAULTS: readonly SignatureFault[] = [
  { name: 'idtoken-replay', sentence: 'The ID token of an earlier login comes again.', rows: [9], encode: (claims, { earlier, tokens }) => earlier ?? tokens.sign({ ...claims, nonce: 'earlier' }) },
  { name: 'sig-none', sentence: 'The ID token is not signed (`alg` is `none`).', rows: [10], encode: (claims) => `${toPart({ alg: 'none', typ: 'JWT' })}.${toPart(claims)}.` },
  { name: 'sig-none-capital', sentence: 'The ID token is not signed (`alg` is `NONE`) and has a signature of something else.', rows: [10], encode: (claims, { tokens }) => `${toPart({ alg: 'NONE', typ: 'JWT' })}.${toPart(claims)}.${tokens.sign({}).split('.')[2] ?? ''}` },
  { name: 'invalid-sig-rs256', sentence: 'The signature does not belong to the ID token.', rows: [11], encode: (claims, { tokens }) => damageSignature(tokens.sign(claims)) },
  { name: 'sig-stranger', sentence: 'The ID token is signed with a stranger\'s key under the right `kid`.', rows: [11], encode: signAs('RS256', ({ foreign }) => foreign.stranger.privateKey) },
  { name: 'sig-empty', sentence: 'The signature is empty, the algorithm the right one.', rows: [11], encode: (claims, { tokens }) => `${tokens.sign(claims).split('.').slice(0, 2).join('.')}.` },
  { name: 'sig-hs256-pubkey', sentence: 'The ID token is signed with HS256 and the public key as secret.', rows: [12], encode: signAs('HS256', ({ tokens }) => new TextEncoder().encode(tokens.publicPem)) },
  { name: 'sig-hs256-oct', sentence: 'The ID token is signed with HS256 and the secret that `jwks-oct` publishes.', rows: [12, 36], encode: signAs('HS256', () => PUBLISHED_SECRET, { kid: 'secret' }) },
  { name: 'sig-es256', sentence: 'The ID token is signed with ES256 and the key that `jwks-ec` publishes.', rows: [13], encode: signAs('ES256', ({ foreign }) => foreign.elliptic.privateKey, { kid: 'elliptic' }) },
  { name: 'invalid-sig-es256', sentence: 'The ID token claims ES256 and has a signature of something else.', rows: [13], encode: async (claims, context) => damageSignature(await signAs('ES256', ({ foreign }) => foreign.elliptic.privateKey, { kid: 'elliptic' })(claims, context)) },
  { name: 'sig-ps256', sentence: 'The ID token is signed with PS256 and the right key.', rows: [13], encode: signAs('PS256', ownKey) },
  { name: 'sig-rs512', sentence: 'The ID token is signed with RS512 and the right key.', rows: [13], encode: signAs('RS512', ownKey) },
  { name: 'sig-weak', sentence: 'The ID token is signed with the key of 512 bits that `jwks-weak` publishes.', rows: [36], encode: (claims, { tokens, foreign }) => tokens.signWith(foreign.weak.privateKey, claims, { kid: 'weak' }) },
  { name: 'key-in-header', sentence: 'The ID token is signed with a key that its own header brings along.', rows: [13], encode: (claims, context) => signAs('RS256', ({ foreign }) => foreign.stranger.privateKey, { jwk: context.foreign.stranger.publicJwk, jku: 'https://stranger.example.com/jwks.json' })(claims, context) },
  { name: 'unknown-crit', sentence: 'The header demands an extension that nobody knows.', rows: [13], encode: (claims, { tokens }) => tokens.sign(claims, { crit: ['unheard-of'], 'unheard-of': true }) },
  { name: 'b64-false', sentence: 'The header says that the claims are not encoded (`b64` is false).', rows: [13], encode: (claims, { tokens }) => tokens.sign(claims, { crit: ['b64'], b64: false }) },
  { name: 'jwe', sentence: 'The ID token is encrypted: five parts.', rows: [13], encode: (claims) => new EncryptJWT(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(randomBytes(32)) },
  { name: 'two-parts', sentence: 'The ID token lacks its third part.', rows: [13], encode: (claims, { tokens }) => tokens.sign(claims).split('.').slice(0, 2).join('.') },
  { name: 'trailing-data', sentence: 'The ID token goes on after its end.', rows: [13], encode: (claims, { tokens }) => `${tokens.sign(claims)}.trailing` },
  { name: 'trailing-blank', sentence: 'A blank and a line end follow the ID token.', rows: [13], encode: (claims, { tokens }) => `${tokens.sign(claims)} \n` },
  { name: 'claims-not-json', sentence: 'The signed claims are no JSON.', rows: [13], encode: (_, { tokens }) => tokens.signText('{"sub":"me",') },
  { name: 'claims-array', sentence: 'The signed claims are a list that holds the right ones.', rows: [13], encode: (claims, { tokens }) => tokens.signText(JSON.stringify([claims])) },
  { name: 'access-token-instead', sentence: 'The access token stands in the ID token\'s place.', rows: [4], encode: (_, { accessToken }) => accessToken },
  { name: 'kid-absent', sentence: 'The ID token does not name its key, which is right while there is one key.', rows: [14], encode: (claims, { tokens }) => tokens.sign(claims, { kid: undefined }) },
  { name: 'kid-unknown', sentence: 'The ID token names a key that is not published.', rows: [34], encode: (claims, { tokens }) => tokens.sign(claims, { kid: 'nobody-knows' }) },
];

function toPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function damageSignature(token: string): string {
  const start = token.lastIndexOf('.') + 1;
  const signature = Buffer.from(token.slice(start), 'base64url');
  signature[0] = (signature[0] ?? 0) ^ 1;
  return token.slice(0, start) + signature.toString('base64url');
}
