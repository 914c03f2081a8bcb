import type { Hex } from '../shared/types.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import { parseBalance, parseBalancesPage } from './parse-balances.js';
import type { ImxBalance } from './parse-balances.js';
import type { Page } from './parse-page.js';
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

function toPathValue(token: Hex | 'ETH'): string {
  return token === 'ETH' ? 'eth' : token;
}
