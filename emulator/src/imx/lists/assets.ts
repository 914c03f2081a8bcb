import { COLLECTIBLES, type Collectible } from '../../accounts/collectibles.js';
import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { ImxError } from '../errors.js';
import { findCollectible, toCollectibleAsset, toHex } from '../ledger/assets.js';
import type { Ledger } from '../ledger/ledger.js';
import type { OrderBook } from '../orders/order-book.js';
import { cutList } from './cut-list.js';
import { Filter } from './filter.js';
import type { Orders } from './paging.js';
import { toImageUrl, writeCollection } from './write-token.js';

/** An asset as the API answers it. */
interface AssetRow {
  readonly name: string;
  readonly token_address: string;
  readonly token_id: string;
  readonly updated_at: string;
  readonly user: string;
  readonly status: 'imx';
  readonly metadata: Collectible['metadata'];
  readonly [member: string]: unknown;
}

const ORDERS: Orders<AssetRow> = { updated_at: (row) => row.updated_at, name: (row) => row.name };
const STATUSES = ['eth', 'imx', 'preparing_withdrawal', 'withdrawable', 'burned'];
/** When every collectible was made, as the story goes. */
const CREATED_MS = Date.UTC(2023, 2, 1);

/** What the lists of collectibles are made of. */
export interface AssetSources {
  readonly context: ServiceContext;
  readonly ledger: Ledger;
  readonly book: OrderBook;
}

/** `GET /v1/assets`: collectibles of people who are registered. */
export function sendAssets(sources: AssetSources, exchange: Exchange): void {
  const filter = new Filter(exchange.url.searchParams);
  const rows = COLLECTIBLES
    .flatMap((collectible) => toRow(sources, collectible, filter) ?? [])
    .filter((row) => filter.isAmong('user', row.user) && filter.isAmong('collection', row.token_address) && filter.isOneOf('status', row.status, STATUSES)
      && filter.isIn('name', row.name) && filter.hasMetadata('metadata', row.metadata)
      && filter.isBetween('updated_min_timestamp', 'updated_max_timestamp', Date.parse(row.updated_at)));
  const page = cutList(sources.context, exchange, rows, ORDERS);
  const hostile = takeFault(sources.context.faults, exchange, 'imx:hostile-asset');
  exchange.sendJson(200, { ...page, result: page.result.map((row) => ({ ...row, ...hostile })) });
}

/** `GET /v1/assets/{token_address}/{token_id}` */
export function sendAsset(sources: AssetSources, exchange: Exchange, address: string, tokenId: string): void {
  const collectible = findCollectible(address, tokenId);
  const row = collectible === undefined ? undefined : toRow(sources, collectible, new Filter(exchange.url.searchParams));
  if (row === undefined) throw new ImxError(404, 'asset_not_found', `Asset not found: ${address} ${tokenId}`);
  exchange.sendJson(200, { ...row, ...takeFault(sources.context.faults, exchange, 'imx:hostile-asset') });
}

function toRow({ context, ledger, book }: AssetSources, collectible: Collectible, filter: Filter): AssetRow | undefined {
  const user = ledger.findOwner(collectible);
  if (user === undefined || user === '') return undefined;
  const { collection, tokenId, name, description, metadata } = collectible;
  const { api } = context.addresses;
  const movedMs = ledger.getMovedAt(collectible) ?? CREATED_MS + COLLECTIBLES.indexOf(collectible) * 60_000;
  return {
    token_address: collection.address, token_id: tokenId, id: toHex(toCollectibleAsset(collectible).id), user, status: 'imx', uri: null,
    name, description, image_url: toImageUrl(api, collectible), metadata, collection: writeCollection(api, collection),
    created_at: new Date(CREATED_MS).toISOString(), updated_at: new Date(movedMs).toISOString(),
    ...(filter.isSet('include_fees') ? { fees: listFees(collectible) } : {}),
    ...listOrders(book, collectible, filter),
  };
}

function listFees({ collection: { royalty, maker } }: Collectible): readonly object[] {
  return royalty === 0 ? [] : [{ type: 'royalty', address: maker, percentage: royalty }];
}

/** The orders on a collectible, where the query asks for them. */
function listOrders(book: OrderBook, collectible: Collectible, filter: Filter): { orders?: Readonly<Record<string, readonly object[]>> } {
  const [wantsBuy, wantsSell] = [filter.isSet('buy_orders'), filter.isSet('sell_orders')];
  if (!wantsBuy && !wantsSell) return {};
  const find = (side: 'buy' | 'sell'): readonly object[] => book.orders
    .filter((order) => book.getStatus(order) === 'active' && order[side].asset.kind === 'collectible' && order[side].asset.collectible === collectible)
    .map((order) => ({ order_id: order.id, status: 'active', user: order.user.address, [`${side === 'buy' ? 'sell' : 'buy'}_quantity`]: order[side === 'buy' ? 'sell' : 'buy'].amount.toString() }));
  return { orders: { buy_orders: wantsBuy ? find('buy') : [], sell_orders: wantsSell ? find('sell') : [] } };
}
