import type { Hex } from '../shared/types.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import { parseBalance, parseBalancesPage } from './parse-balances.js';
import type { ImxBalance } from './parse-balances.js';
import type { Page } from './parse-page.js';
import { parseRegistrationAnswer, parseSignableRegistration, parseUser } from './parse-registration.js';
import type { RegistrationAnswer, SignableRegistration } from './parse-registration.js';
import { parseToken, parseTokensPage } from './parse-tokens.js';
import type { TokenDetails } from './parse-tokens.js';

/** Options of each endpoint. */
export interface EndpointOptions {
  readonly signal?: AbortSignal;
}

/** Options of each list. */
export interface ListOptions extends EndpointOptions {
  /** Of the page before. Default: the first page. */
  readonly cursor?: string;
}

/** Reads one page of an account's balances. Every function here throws as `callApi` does. */
export async function fetchBalancesPage(target: ApiTarget, owner: Hex, options: ListOptions = {}): Promise<Page<ImxBalance>> {
  const { cursor, signal } = options;
  const { json } = await callApi(target, { path: `/v2/balances/${owner}`, query: { cursor }, signal });
  return parseBalancesPage(json);
}

/** Reads an account's balance of one token. */
export async function fetchBalance(
  target: ApiTarget, owner: Hex, token: Hex | 'ETH', options: EndpointOptions = {},
): Promise<ImxBalance> {
  const path = `/v2/balances/${owner}/${toPathValue(token)}`;
  const { json } = await callApi(target, { path, signal: options.signal });
  return parseBalance(json);
}

/** Reads one page of all tokens. */
export async function fetchTokensPage(target: ApiTarget, options: ListOptions = {}): Promise<Page<TokenDetails>> {
  const { cursor, signal } = options;
  const { json } = await callApi(target, { path: '/v1/tokens', query: { cursor }, signal });
  return parseTokensPage(json, target.baseUrl);
}

/** Reads what is known of one token. */
export async function fetchToken(
  target: ApiTarget, token: Hex | 'ETH', options: EndpointOptions = {},
): Promise<TokenDetails> {
  const { json } = await callApi(target, { path: `/v1/tokens/${toPathValue(token)}`, signal: options.signal });
  return parseToken(json, target.baseUrl);
}

/** Reads the Stark keys that are registered for a wallet; none for a wallet that is not known. */
export async function fetchUser(target: ApiTarget, wallet: Hex, options: EndpointOptions = {}): Promise<readonly string[]> {
  // In lower case, as the official SDK asks.
  const path = `/v1/users/${wallet.toLowerCase()}`;
  const { status, json } = await callApi(target, { path, answers: [404], signal: options.signal });
  return parseUser(status, json);
}

/** The keys of a registration. */
export interface RegistrationKeys {
  readonly etherKey: Hex;
  readonly starkKey: string;
}

/** Asks what has to be signed in order to register these keys. */
export async function postSignableRegistration(
  target: ApiTarget, keys: RegistrationKeys, options: EndpointOptions = {},
): Promise<SignableRegistration> {
  const { json } = await callApi(target, {
    method: 'POST',
    path: '/v1/signable-registration-offchain',
    body: { ether_key: keys.etherKey, stark_key: keys.starkKey },
    signal: options.signal,
  });
  return parseSignableRegistration(json);
}

/** A registration with both signatures. */
export interface SignedRegistration extends RegistrationKeys {
  /** r, s and the recovery id as 00 or 01. */
  readonly etherSignature: string;
  readonly starkSignature: string;
}

/** Registers a Passport user. Keys that are registered already are an answer, not an error. */
export async function postPassportUser(
  target: ApiTarget, registration: SignedRegistration, options: EndpointOptions & { readonly accessToken: string },
): Promise<RegistrationAnswer> {
  const { status, json } = await callApi(target, {
    method: 'POST',
    path: '/v2/passport/users',
    body: {
      eth_signature: registration.etherSignature,
      ether_key: registration.etherKey,
      stark_signature: registration.starkSignature,
      stark_key: registration.starkKey,
    },
    accessToken: options.accessToken,
    answers: [409],
    signal: options.signal,
  });
  return parseRegistrationAnswer(status, json);
}

function toPathValue(token: Hex | 'ETH'): string {
  return token === 'ETH' ? 'eth' : token;
}
