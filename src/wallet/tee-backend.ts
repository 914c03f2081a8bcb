import { request } from '../platform/request.js';
import type { HttpResponse } from '../platform/request.js';
import type { Endpoints } from '../shared/environments.js';
import { getString, isRecord } from '../shared/guards.js';
import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { WalletBackend } from './backend.js';
import { toBase64, toHex } from './encoding.js';
import type { WalletIdentity } from './identity.js';
import type { SignMessage } from './messages.js';

/** The official SDK's limit for each request. */
const REQUEST_LIMIT_MS = 10_000;

/** What the HTTP wallet works with. */
export interface TeeOptions {
  /** Default: the browser's. */
  readonly fetch?: typeof fetch;
}

/** The wallet behind Magic's HTTP service (TEE): the way of the official SDK since 2.10. */
export class TeeBackend implements WalletBackend {
  readonly #endpoints: Endpoints;
  readonly #options: TeeOptions;
  #known?: { readonly subject: string; readonly address: string };

  constructor(endpoints: Endpoints, options: TeeOptions = {}) {
    this.#endpoints = endpoints;
    this.#options = options;
  }

  async connect(identity: WalletIdentity, signal: AbortSignal): Promise<unknown> {
    if (this.#known?.subject === identity.subject) return this.#known.address;
    this.#known = undefined;
    const answer = await this.#post('/v1/wallet', undefined, identity, signal);
    const address = getString(answer, 'public_address');
    if (address !== undefined) this.#known = { subject: identity.subject, address };
    return address;
  }

  async sign(message: SignMessage, _address: Hex, identity: WalletIdentity, signal: AbortSignal): Promise<unknown> {
    // Bytes travel as the base64 of their hex text, which the service turns back into bytes.
    const text = message.text ?? toHex(message.bytes);
    const body = JSON.stringify({ message_base64: toBase64(text) });
    const answer = await this.#post('/v1/wallet/sign/message', body, identity, signal);
    return getString(answer, 'signature');
  }

  async disconnect(): Promise<void> {
    this.#known = undefined;
  }

  async #post(
    path: string, body: string | undefined, { idToken }: WalletIdentity, signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    const { magicTeeBasePath, magicPublishableApiKey, magicTeeProviderId } = this.#endpoints;
    const response = await request(`${magicTeeBasePath}${path}`, {
      method: 'POST',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        'Authorization': `Bearer ${idToken}`,
        'X-Magic-API-Key': magicPublishableApiKey,
        'X-OIDC-Provider-ID': magicTeeProviderId,
        'X-Magic-Chain': 'ETH',
      },
      body,
      signal,
      timeoutMs: REQUEST_LIMIT_MS,
      fetch: this.#options.fetch,
    }).catch((error: unknown) => {
      throw toWalletError(error);
    });
    return parseAnswer(response);
  }
}

function parseAnswer({ status, json }: HttpResponse): Record<string, unknown> {
  if (status === 200 && isRecord(json)) return json;
  if (status >= 200 && status < 300) throw new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID');
  // The body stays out of the message: the service repeats in it what was sent.
  const isRefused = status >= 400 && status < 500 && status !== 408 && status !== 429;
  const text = isRefused ? 'The wallet refused the request' : 'The wallet could not be reached';
  throw new PassportError(WALLET_ERRORS, isRefused ? 'WALLET_REFUSED' : 'WALLET_CONNECTION_ERROR', {
    message: `${text} (status ${status}).`,
  });
}

/** What the platform says of any request, as what it means for a wallet. An abort stays an abort. */
function toWalletError(error: unknown): unknown {
  if (!(error instanceof PassportError)) return error;
  switch (error.code) {
    case 'TIMEOUT': return new PassportError(WALLET_ERRORS, 'WALLET_TIMEOUT', { cause: error });
    case 'NETWORK_OFFLINE': return new PassportError(PLATFORM_ERRORS, 'NETWORK_OFFLINE', { type: 'WALLET_CONNECTION_ERROR', cause: error });
    case 'RESPONSE_TOO_LARGE': return new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID', { cause: error });
    default: return new PassportError(WALLET_ERRORS, 'WALLET_CONNECTION_ERROR', { cause: error });
  }
}
