import type { Hex } from '../shared/types.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import { parseChainNfts, parseChainToken, parseChainTokens } from './chain-pages.js';
import type { ChainNft, ChainToken } from './chain-pages.js';
import type { EndpointOptions, ListOptions } from './imx-api.js';
import type { Page } from './parse-page.js';

/** The largest page that the API's description allows. */
const PAGE_SIZE = '200';

/** Reads one page of the tokens that the indexer knows on a chain. Every function here throws as `callApi` does. */
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
