import { amount, amountOrEmpty, maybe, objectOf, orNull, text, whole } from './parse-shape.js';
import type { Parser } from './parse-shape.js';

/** A collection, as its maker describes it. */
export interface CollectionDetails {
  name: string;
  icon_url: string | null;
}

/** What a token of an order or transfer shows of its asset. */
export interface TokenDataProperties {
  name?: string;
  image_url?: string;
  collection?: CollectionDetails;
}

/** Which token, and how much of it. */
export interface TokenData {
  /** Of `ERC721`: the asset's id at Immutable X. */
  id?: string;
  token_id?: string;
  /** Empty or absent for `ETH`. */
  token_address?: string;
  decimals?: number;
  symbol?: string;
  /** In the smallest unit; `1` for an `ERC721`. */
  quantity: string;
  /** Empty where no fees were asked for. */
  quantity_with_fees: string;
  properties?: TokenDataProperties;
}

/** An amount of a token, in an order or a transfer. */
export interface Token {
  /** `ETH`, `ERC20` or `ERC721`. */
  type: string;
  data: TokenData;
}

/** Reads a collection. */
export const parseCollection: Parser<CollectionDetails> = objectOf<CollectionDetails>({ name: text, icon_url: orNull(text) });

/** Reads a token with its amount. */
export const parseTokenAmount: Parser<Token> = objectOf<Token>({
  type: text,
  data: objectOf<TokenData>({
    id: maybe(text),
    token_id: maybe(text),
    token_address: maybe(text),
    decimals: maybe(whole),
    symbol: maybe(text),
    quantity: amount,
    quantity_with_fees: amountOrEmpty,
    properties: maybe(objectOf<TokenDataProperties>({
      name: maybe(text), image_url: maybe(text), collection: maybe(parseCollection),
    })),
  }),
});
