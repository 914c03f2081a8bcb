import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTHeaderParameters, JWTPayload } from 'jose';
import { hasClient } from '../../../src/session/client-config.js';
import { resolveConfig } from '../../../src/shared/config.js';
import type { PassportConfig } from '../../../src/shared/config.js';
import type { ClientConfig } from '../../../src/auth/authority.js';

/** A request that the authority saw. */
export interface SeenRequest {
  readonly path: string;
  readonly form: URLSearchParams;
  readonly cache: RequestCache | undefined;
}

/** Answers a request, in place of the authority. */
export type Answer = (seen: SeenRequest) => Promise<Response> | Response;

export const CLIENT_ID = 'test-client';
const AUTHORITY = 'http://authority.localhost';

/** An authority in memory with a key of its own: signs tokens and answers `fetch`. */
export class FakeAuthority {
  readonly requests: SeenRequest[] = [];
  /** Answers by path; tests replace them. */
  readonly answers = new Map<string, Answer>();
  /** Makes refresh tokens count up. */
  issued = 0;
  sub = 'email|0123456789abcdef01234567';
  nowMs = Date.now();
  nonce: string | undefined;
  passport: Record<string, string> | undefined;
  #key: CryptoKey;
  #keys: readonly JWK[];

  private constructor(key: CryptoKey, keys: readonly JWK[]) {
    this.#key = key;
    this.#keys = keys;
    this.answers.set('/oauth/token', async () => Response.json(await this.issue()));
    this.answers.set('/oauth/revoke', () => new Response(null, { status: 200 }));
    this.answers.set('/.well-known/jwks.json', () => Response.json({ keys: this.#keys }));
  }

  static async create(kid = 'key-1'): Promise<FakeAuthority> {
    const { privateKey, jwk } = await createKey(kid);
    return new FakeAuthority(privateKey, [jwk]);
  }

  /** The public keys that it publishes. */
  get keys(): readonly JWK[] {
    return this.#keys;
  }

  /** Signs with a new key from now on, and publishes no other. */
  async rotate(kid: string): Promise<void> {
    const { privateKey, jwk } = await createKey(kid);
    this.#key = privateKey;
    this.#keys = [jwk];
  }

  config(extra: PassportConfig = {}): ClientConfig {
    const config = resolveConfig({
      clientId: CLIENT_ID,
      redirectUri: `${location.origin}/callback.html`,
      overrides: {
        authenticationDomain: AUTHORITY, issuer: `${AUTHORITY}/`, jwksUri: `${AUTHORITY}/.well-known/jwks.json`,
      },
      fetch: this.fetch,
      ...extra,
    }, location);
    if (!hasClient(config)) throw new Error('the test configuration has a client');
    return config;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    const seen = { path: pathname, form: new URLSearchParams(String(init?.body ?? '')), cache: init?.cache };
    this.requests.push(seen);
    const answer = this.answers.get(pathname);
    return answer ? answer(seen) : new Response('not found', { status: 404 });
  };

  count(path: string): number {
    return this.requests.filter((seen) => seen.path === path).length;
  }

  /** An ID token; members given as undefined are left out. */
  async signIdToken(claims: JWTPayload = {}, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    const nowS = Math.floor(this.nowMs / 1000);
    return new SignJWT({
      iss: `${AUTHORITY}/`, aud: CLIENT_ID, sub: this.sub, iat: nowS, exp: nowS + 36_000,
      email: 'ada@example.com', nickname: 'ada', nonce: this.nonce, passport: this.passport, ...claims,
    }).setProtectedHeader({ alg: 'RS256', kid: 'key-1', ...header }).sign(this.#key);
  }

  /** A token response. */
  async issue(extra: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    this.issued += 1;
    return {
      access_token: `access-${this.issued}`,
      id_token: await this.signIdToken(),
      refresh_token: `refresh-${this.issued}`,
      token_type: 'Bearer',
      expires_in: 86_400,
      scope: 'openid offline_access profile email transact',
      ...extra,
    };
  }
}

async function createKey(kid: string): Promise<{ privateKey: CryptoKey; jwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return { privateKey, jwk: { ...await exportJWK(publicKey), kid, use: 'sig', alg: 'RS256' } };
}
