import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { FaultParams } from '../core/faults.js';
import type { ServiceContext } from '../core/service.js';
import { CLAIM_FAULTS } from './claim-faults.js';
import type { ForeignKeys } from './foreign-keys.js';
import { TOKEN_RESPONSE_FAULTS, type TokenResponse } from './response-faults.js';
import { SIGNATURE_FAULTS } from './signature-faults.js';

/** Takes a fault of the identity service, if it is on. */
export type TakeFault = (name: string) => FaultParams | undefined;

/** Errors as the live service words them; the library says no more than "grant request is invalid". */
const GRANT_ERRORS: Readonly<Record<string, string>> = {
  refresh_token: 'Unknown or invalid refresh token.',
  authorization_code: 'Invalid authorization code',
};

/** Rewrites what the library says at the token endpoint, in the live service's way and with its faults. */
export class TokenResponseRewriter {
  readonly #context: ServiceContext;
  readonly #foreign: ForeignKeys;
  #earlierIdToken: string | undefined;

  constructor(context: ServiceContext, foreign: ForeignKeys) {
    this.#context = context;
    this.#foreign = foreign;
  }

  /** Forgets earlier tokens. */
  reset(): void {
    this.#earlierIdToken = undefined;
  }

  /** The body as it is to be sent. */
  async rewrite(body: Buffer, grantType: string, take: TakeFault): Promise<Buffer> {
    const response = JSON.parse(body.toString('utf8')) as TokenResponse;
    if (response.error !== undefined) return toBuffer(toGrantError(response, grantType));
    if (take('jwks-rotated') !== undefined) await this.#context.tokens.rotate();
    const shortLived = take('short-lived');
    this.#rewriteAccessToken(response, shortLived);
    await this.#rewriteIdToken(response, shortLived, grantType, take);
    if (grantType === 'refresh_token' && take('refresh-not-rotated') !== undefined) delete response.refresh_token;
    for (const fault of TOKEN_RESPONSE_FAULTS) {
      const params = take(fault.name);
      if (params !== undefined) fault.change(response, params);
    }
    return toBuffer(response);
  }

  #rewriteAccessToken(response: TokenResponse, shortLived: FaultParams | undefined): void {
    const token = String(response.access_token);
    const isShort = shortLived !== undefined && shortLived.which !== 'id';
    if (isShort) response.expires_in = shortLived.seconds;
    // Without an audience the access token is opaque.
    if (token.split('.').length !== 3 || !(isShort || this.#mustSignAgain)) return;
    const claims = this.#shift(decodeJwt(token));
    if (isShort) claims.exp = Number(claims.iat) + Number(shortLived.seconds);
    response.access_token = this.#context.tokens.sign(claims, { typ: decodeProtectedHeader(token).typ });
  }

  async #rewriteIdToken(response: TokenResponse, shortLived: FaultParams | undefined, grantType: string, take: TakeFault): Promise<void> {
    if (typeof response.id_token !== 'string') return;
    const original = response.id_token;
    const { tokens } = this.#context;
    const accessToken = String(response.access_token);
    const claims = this.#shift(decodeJwt(original));
    let isChanged = this.#mustSignAgain;
    if (shortLived !== undefined && shortLived.which !== 'access') {
      claims.exp = Number(claims.iat) + Number(shortLived.seconds);
      isChanged = true;
    }
    if (grantType === 'refresh_token' && take('refresh-nonce') !== undefined) {
      claims.nonce = 'refreshed-nonce';
      isChanged = true;
    }
    for (const { name, change } of CLAIM_FAULTS) {
      const params = take(name);
      if (params === undefined) continue;
      change(claims, { params, accessToken });
      isChanged = true;
    }
    const form = SIGNATURE_FAULTS.filter(({ name }) => take(name) !== undefined).at(-1);
    if (form !== undefined) response.id_token = await form.encode(claims, { tokens, accessToken, foreign: this.#foreign, earlier: this.#earlierIdToken });
    else if (isChanged) response.id_token = tokens.sign(claims);
    this.#earlierIdToken = original;
  }

  /** The library knows neither the emulator's clock nor a rotated key. */
  get #mustSignAgain(): boolean {
    return this.#context.world.clock.offsetMs !== 0 || this.#context.tokens.isRotated;
  }

  #shift(claims: JWTPayload): JWTPayload {
    const seconds = Math.round(this.#context.world.clock.offsetMs / 1000);
    return { ...claims, iat: Number(claims.iat) + seconds, exp: Number(claims.exp) + seconds };
  }
}

function toGrantError(response: TokenResponse, grantType: string): TokenResponse {
  const description = response.error === 'invalid_grant' ? GRANT_ERRORS[grantType] : undefined;
  return description === undefined ? response : { error: 'invalid_grant', error_description: description };
}

function toBuffer(response: TokenResponse): Buffer {
  return Buffer.from(JSON.stringify(response));
}
