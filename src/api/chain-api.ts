import type { Hex } from '../shared/types.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import { parseChainNfts, parseChains, parseChainToken, parseChainTokens, parseCounterfactualAddress } from './chain-pages.js';
import type { ChainNft, ChainToken } from './chain-pages.js';
import type { EndpointOptions, ListOptions } from './imx-api.js';
import type { Page } from './parse-page.js';

/** The largest page that the API's description allows. */
const PAGE_SIZE = '200';

/** Reads the names of the chains by their id, such as `eip155:13371`. Every function here throws as `callApi` does. */
export async function fetchChains(target: ApiTarget, { signal }: EndpointOptions = {}): Promise<ReadonlyMap<string, string>> {
  const { json } = await callApi(target, { path: '/v1/chains', signal });
  return parseChains(json);
}

/** Reads one page of the tokens that the indexer knows on a chain. */
export async function fetchChainTokensPage(target: ApiTarget, chain: string, { cursor, signal }: ListOptions = {}): Promise<Page<ChainToken>> {
  const query = { page_size: PAGE_SIZE, page_cursor: cursor };
  const { json } = await callApi(target, { path: `/v1/chains/${chain}/tokens`, query, signal });
  return parseChainTokens(json, target.baseUrl);
}

/** Reads what the indexer knows of one token. */
export async function fetchChainToken(target: ApiTarget, chain: string, token: Hex, { signal }: EndpointOptions = {}): Promise<ChainToken> {
  const { json } = await callApi(target, { path: `/v1/chains/${chain}/tokens/${token}`, signal });
  return parseChainToken(json, target.baseUrl);
}

/** Reads one page of an account's assets (ERC-721 and ERC-1155). */
export async function fetchChainNftsPage(
  target: ApiTarget, chain: string, owner: Hex, { cursor, signal }: ListOptions = {},
): Promise<Page<ChainNft>> {
  const query = { page_size: PAGE_SIZE, page_cursor: cursor };
  const { json } = await callApi(target, { path: `/v1/chains/${chain}/accounts/${owner}/nfts`, query, signal });
  return parseChainNfts(json, target.baseUrl);
}

/** A wallet that is to be registered. */
export interface ChainRegistration {
  readonly address: Hex;
  /** Of the registration's constant text: r, s and the recovery id as 00 or 01. */
  readonly signature: string;
}

/**
 * Registers a user's wallet on a chain and gives the address of the account. The same wallet gets the same
 * address each time; 409 would say that it has one, without telling which.
 */
export async function postCounterfactualAddress(
  target: ApiTarget, chain: string, { address, signature }: ChainRegistration,
  options: EndpointOptions & { readonly accessToken: string },
): Promise<Hex | undefined> {
  const { status, json } = await callApi(target, {
    method: 'POST',
    path: `/v2/chains/${chain}/passport/counterfactual-address`,
    body: { ethereum_address: address, ethereum_signature: signature },
    answers: [409],
    ...options,
  });
  return status === 409 ? undefined : parseCounterfactualAddress(json);
}
