import { amount, maybe, objectOf, orNull, text, whole } from './parse-shape.js';
import type { Parser } from './parse-shape.js';

/** What one order gave in a trade. */
export interface TradeSide {
  order_id: number;
  /** `ETH`, `ERC20` or `ERC721`. */
  token_type: string;
  /** Empty or absent for `ETH`. */
  token_address?: string;
  token_id?: string;
  /** In the smallest unit. */
  sold: string;
}

/** A trade: two orders that were filled by each other. */
export interface Trade {
  transaction_id: number;
  status: string;
  /** ISO 8601, UTC. */
  timestamp: string | null;
  a: TradeSide;
  b: TradeSide;
}

const parseSide = objectOf<TradeSide>({
  order_id: whole, token_type: text, token_address: maybe(text), token_id: maybe(text), sold: amount,
});

/** Reads a trade. */
export const parseTrade: Parser<Trade> = objectOf<Trade>({
  transaction_id: whole, status: text, timestamp: orNull(text), a: parseSide, b: parseSide,
});
