import { createPublicKey, generateKeyPair, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { jwtVerify, type JWK, type JWTPayload } from 'jose';
import type { Clock } from './clock.js';

/** The audience of access tokens for the platform's APIs. */
export const API_AUDIENCE = 'platform_api';

interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

/** The signing keys of one emulator, and what services ask of tokens. */
export class TokenAuthority {
  readonly issuer: string;
  readonly #clock: Clock;
  readonly #first: SigningKey;
  #keys: readonly SigningKey[];

  private constructor(issuer: string, clock: Clock, key: SigningKey) {
    this.issuer = issuer;
    this.#clock = clock;
    this.#first = key;
    this.#keys = [key];
  }

  /** Makes a new RS256 key for an issuer. */
  static async create(issuer: string, clock: Clock, keyId: string): Promise<TokenAuthority> {
    return new TokenAuthority(issuer, clock, await makeKey(keyId));
  }

  /** The first private key, for the identity service only. */
  get privateJwk(): JWK {
    return { ...(this.#first.privateKey.export({ format: 'jwk' }) as JWK), kid: this.#first.id, alg: 'RS256', use: 'sig' };
  }

  /** The public part of the key that signs now, as it is published. */
  get publicJwk(): JWK {
    const { id, privateKey } = this.#current;
    return { ...(createPublicKey(privateKey).export({ format: 'jwk' }) as JWK), kid: id, alg: 'RS256', use: 'sig' };
  }

  /** The public part of the key that signs now, as text. */
  get publicPem(): string {
    return createPublicKey(this.#current.privateKey).export({ format: 'pem', type: 'spki' }).toString();
  }

  /** Whether another key than the first signs now. */
  get isRotated(): boolean {
    return this.#keys.length > 1;
  }

  /** Signs with a new key from now on; what earlier keys signed stays valid. */
  async rotate(): Promise<void> {
    this.#keys = [...this.#keys, await makeKey(`${this.#first.id}-${this.#keys.length + 1}`)];
  }

  /** Goes back to the first key. */
  reset(): void {
    this.#keys = [this.#first];
  }

  /** Signs claims as they are, with RS256; a header member that is undefined is left out. */
  sign(claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): string {
    return this.signWith(this.#current.privateKey, claims, header);
  }

  /** As `sign`, with any RSA key. */
  signWith(privateKey: KeyObject, claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): string {
    return this.signText(JSON.stringify(claims), header, privateKey);
  }

  /** As `sign`, for any text in the place of the claims. */
  signText(text: string, header: Readonly<Record<string, unknown>> = {}, privateKey: KeyObject = this.#current.privateKey): string {
    const content = `${toPart(JSON.stringify({ typ: 'JWT', kid: this.#current.id, ...header, alg: 'RS256' }))}.${toPart(text)}`;
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
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

  get #current(): SigningKey {
    return this.#keys.at(-1) ?? this.#first;
  }

  async #verify(token: string): Promise<JWTPayload | undefined> {
    for (const { privateKey } of this.#keys) {
      try {
        const { payload } = await jwtVerify(token, createPublicKey(privateKey), {
          algorithms: ['RS256'], issuer: this.issuer, currentDate: new Date(this.#clock.now()), requiredClaims: ['sub', 'exp', 'aud'],
        });
        return payload;
      } catch {
        // Not this key's, or not valid: the next key decides.
      }
    }
    return undefined;
  }
}

async function makeKey(id: string): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { id, privateKey };
}

function toPart(text: string): string {
  return Buffer.from(text).toString('base64url');
}
