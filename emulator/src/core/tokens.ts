import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import type { Clock } from './clock.js';

/** The audience of access tokens for the platform's APIs. */
export const API_AUDIENCE = 'platform_api';

/** The signing key of one emulator, and what services ask of tokens. */
export class TokenAuthority {
  readonly issuer: string;
  readonly #clock: Clock;
  readonly #privateKey: CryptoKey;
  readonly #publicKey: CryptoKey;
  readonly #privateJwk: JWK;

  private constructor(issuer: string, clock: Clock, keys: { privateKey: CryptoKey; publicKey: CryptoKey }, privateJwk: JWK) {
    this.issuer = issuer;
    this.#clock = clock;
    this.#privateKey = keys.privateKey;
    this.#publicKey = keys.publicKey;
    this.#privateJwk = privateJwk;
  }

  /** Makes a new RS256 key for an issuer. */
  static async create(issuer: string, clock: Clock, keyId: string): Promise<TokenAuthority> {
    const keys = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(keys.privateKey)), kid: keyId, alg: 'RS256', use: 'sig' };
    return new TokenAuthority(issuer, clock, keys, jwk);
  }

  /** The private key, for the identity service only. */
  get privateJwk(): JWK {
    return this.#privateJwk;
  }

  /** The public key as it is published. */
  get publicJwk(): JWK {
    const { kty, n, e, kid, alg, use } = this.#privateJwk;
    return { kty, n, e, kid, alg, use };
  }

  /** Signs claims as they are, with RS256. */
  async sign(claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const protectedHeader = { typ: 'JWT', kid: this.#privateJwk.kid, ...header, alg: 'RS256' };
    return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(this.#privateKey);
  }

  /** The claims of a valid access token for the platform's APIs, or undefined. */
  async verifyAccessToken(token: string): Promise<JWTPayload | undefined> {
    const claims = await this.#verify(token);
    return claims?.aud === API_AUDIENCE ? claims : undefined;
  }

  /** The claims of a valid ID token, or undefined; any client's will do. */
  async verifyIdToken(token: string): Promise<JWTPayload | undefined> {
    const claims = await this.#verify(token);
    return claims !== undefined && claims.aud !== API_AUDIENCE ? claims : undefined;
  }

  async #verify(token: string): Promise<JWTPayload | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#publicKey, {
        algorithms: ['RS256'], issuer: this.issuer, currentDate: new Date(this.#clock.now()), requiredClaims: ['sub', 'exp', 'aud'],
      });
      return payload;
    } catch {
      return undefined;
    }
  }
}
