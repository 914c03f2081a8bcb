import { amount, amountOrEmpty, listOf, maybe, objectOf, orNull, text, whole } from './parse-shape.js';
import type { Parser } from './parse-shape.js';
import { parseTokenAmount } from './parse-token-amounts.js';
import type { Token } from './parse-token-amounts.js';

/** In which token a fee is paid. */
export interface FeeToken {
  type?: string;
  data?: { contract_address?: string; decimals?: number };
}

/** A fee of an order. */
export interface OrderFeeInfo {
  /** Such as `royalty`. */
  type?: string;
  /** Who gets it. */
  address?: string;
  token?: FeeToken;
  /** In the smallest unit. */
  amount?: string;
}

/** What one side of an order pays or gets once fees are in. Empty for a side that has none. */
export interface OrdersMakerTakerFee {
  quantity_with_fees?: string;
  token_type?: string;
  token_address?: string;
  decimals?: number;
  symbol?: string;
  fees?: OrderFeeInfo[];
}

/** An order. Amounts are decimal text in the smallest unit; times are ISO 8601, UTC. */
export interface OrderV3 {
  order_id: number;
  /** `active`, `filled`, `cancelled`, `expired` or `inactive`. */
  status: string;
  /** Whose order it is. */
  user: string;
  sell: Token;
  buy: Token;
  amount_sold: string | null;
  expiration_timestamp: string | null;
  timestamp: string | null;
  updated_timestamp: string | null;
  maker_taker_type?: string;
  fees?: OrderFeeInfo[];
  maker_fees?: OrdersMakerTakerFee;
  taker_fees?: OrdersMakerTakerFee;
}

const parseFees = maybe(listOf(objectOf<OrderFeeInfo>({
  type: maybe(text),
  address: maybe(text),
  token: maybe(objectOf<FeeToken>({
    type: maybe(text),
    data: maybe(objectOf<NonNullable<FeeToken['data']>>({ contract_address: maybe(text), decimals: maybe(whole) })),
  })),
  amount: maybe(amountOrEmpty),
})));

const parseSide = maybe(objectOf<OrdersMakerTakerFee>({
  quantity_with_fees: maybe(amountOrEmpty),
  token_type: maybe(text),
  token_address: maybe(text),
  decimals: maybe(whole),
  symbol: maybe(text),
  fees: parseFees,
}));

/** Reads an order. */
export const parseOrder: Parser<OrderV3> = objectOf<OrderV3>({
  order_id: whole,
  status: text,
  user: text,
  sell: parseTokenAmount,
  buy: parseTokenAmount,
  amount_sold: orNull(amount),
  expiration_timestamp: orNull(text),
  timestamp: orNull(text),
  updated_timestamp: orNull(text),
  maker_taker_type: maybe(text),
  fees: parseFees,
  maker_fees: parseSide,
  taker_fees: parseSide,
});
