import type { Collectible, Collection } from '../../accounts/collectibles.js';
import { toHex, type Amount } from '../ledger/assets.js';

/** What an API member `token`, `sell` or `buy` is. */
export interface WrittenToken {
  readonly type: 'ETH' | 'ERC20' | 'ERC721';
  readonly data: Readonly<Record<string, unknown>>;
}

/** An amount of an asset as the API writes it in transfers and orders. `withFees`: empty where none were asked for. */
export function writeToken(apiUrl: string, { asset, amount }: Amount, withFees = ''): WrittenToken {
  if (asset.kind === 'collectible') {
    const { collection, tokenId, name } = asset.collectible;
    const properties = { name, image_url: toImageUrl(apiUrl, asset.collectible), collection: writeCollection(apiUrl, collection) };
    return { type: 'ERC721', data: { id: toHex(asset.id), token_id: tokenId, token_address: collection.address, quantity: '1', quantity_with_fees: withFees, properties } };
  }
  const { address, decimals, symbol } = asset.token;
  const data = { token_address: address, decimals, symbol, quantity: amount.toString(), quantity_with_fees: withFees };
  return { type: address === '' ? 'ETH' : 'ERC20', data };
}

/** A collection as the API writes it. */
export function writeCollection(apiUrl: string, { name, address }: Collection): Readonly<Record<'name' | 'icon_url', string>> {
  return { name, icon_url: `${apiUrl}/pictures/${address}.svg` };
}

/** Where the picture of a collectible is. */
export function toImageUrl(apiUrl: string, { collection, tokenId }: Collectible): string {
  return `${apiUrl}/pictures/${collection.address}/${tokenId}.svg`;
}
