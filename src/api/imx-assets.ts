import { isAddress } from '../shared/addresses.js';
import { getString, isRecord } from '../shared/guards.js';
import type { AccountAsset } from '../shared/network.js';
import type { Hex } from '../shared/types.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import type { ListOptions } from './imx-api.js';
import { parsePage } from './parse-page.js';
import type { Page } from './parse-page.js';
import { cleanText, parseAmount, parsePictureUrl } from './parse-values.js';

const MAX_NAME_LENGTH = 80;

/** Reads one page of the assets that an account holds on Immutable X. Throws as `callApi` does. */
export async function fetchImxAssetsPage(target: ApiTarget, owner: Hex, { cursor, signal }: ListOptions = {}): Promise<Page<AccountAsset>> {
  // Not those that are on their way to Ethereum or there already.
  const query = { user: owner, status: 'imx', cursor };
  const { json } = await callApi(target, { path: '/v1/assets', query, signal });
  return parseImxAssets(json, owner, target.baseUrl);
}

/** Reads a page of assets. Rows without collection or id, or of somebody else, are counted as unreadable. */
function parseImxAssets(json: unknown, owner: Hex, baseUrl: string): Page<AccountAsset> {
  return parsePage(json, 'assets', (row) => {
    if (!isRecord(row) || getString(row, 'user')?.toLowerCase() !== owner.toLowerCase()) return undefined;
    const collection = getString(row, 'token_address');
    const tokenId = getString(row, 'token_id');
    if (!isAddress(collection) || tokenId === undefined || parseAmount(tokenId) === undefined) return undefined;
    const details = Object.hasOwn(row, 'collection') && isRecord(row['collection']) ? row['collection'] : {};
    return {
      collection,
      collectionName: readText(details, 'name'),
      tokenId,
      name: readText(row, 'name'),
      imageUrl: parsePictureUrl(getString(row, 'image_url'), baseUrl),
      // ERC-721: each is one of a kind.
      amount: 1n,
    };
  });
}

function readText(row: Record<string, unknown>, member: string): string | undefined {
  return cleanText(getString(row, member) ?? '', MAX_NAME_LENGTH) || undefined;
}
