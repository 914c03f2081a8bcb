import { anyObject, finite, listOf, maybe, objectOf, orNull, text } from './parse-shape.js';
import type { Parser } from './parse-shape.js';
import { parseCollection } from './parse-token-amounts.js';
import type { CollectionDetails } from './parse-token-amounts.js';

/** What the maker of an asset, or somebody else, gets of each sale. */
export interface Fee {
  /** Such as `royalty`. */
  type: string;
  address: string;
  /** In percent. */
  percentage: number;
}

/** The orders on an asset, as the service keeps them: their members are not judged. */
export interface OrderDetails {
  buy_orders?: Record<string, unknown>[];
  sell_orders?: Record<string, unknown>[];
}

/** An asset (an ERC-721 token). Names, pictures and metadata were chosen by strangers. */
export interface Asset {
  token_address: string;
  token_id: string;
  /** At Immutable X. */
  id?: string;
  /** Who owns it. */
  user: string;
  /** `imx`, `eth`, `preparing_withdrawal`, `withdrawable` or `burned`. */
  status: string;
  uri: string | null;
  name: string | null;
  description: string | null;
  image_url: string | null;
  metadata: Record<string, unknown> | null;
  collection: CollectionDetails;
  /** ISO 8601, UTC. */
  created_at: string | null;
  updated_at: string | null;
  /** Where they were asked for. */
  fees?: Fee[];
  orders?: OrderDetails;
}

/** Reads an asset. */
export const parseAsset: Parser<Asset> = objectOf<Asset>({
  token_address: text,
  token_id: text,
  id: maybe(text),
  user: text,
  status: text,
  uri: orNull(text),
  name: orNull(text),
  description: orNull(text),
  image_url: orNull(text),
  metadata: orNull(anyObject),
  collection: parseCollection,
  created_at: orNull(text),
  updated_at: orNull(text),
  fees: maybe(listOf(objectOf<Fee>({ type: text, address: text, percentage: finite }))),
  orders: maybe(objectOf<OrderDetails>({
    buy_orders: maybe(listOf(anyObject)), sell_orders: maybe(listOf(anyObject)),
  })),
});
