import type { FeeEntry } from '../shared/imx-requests.js';

/** What is known of an order's fees besides those that the page asks for. */
export interface PublishedFees {
  /** What collections take, in percent. */
  readonly royaltyPercent: number;
  /** What stands on an order that is taken, in the smallest unit of its currency. Default: 0. */
  readonly amount?: bigint;
  /** The price, in the same unit. */
  readonly price?: bigint;
}

/** What Immutable took of each trade, by its public documentation of the time. */
const PROTOCOL_PERCENT = 2;
/** More than this is not taken on a service's word. */
const MAX_PUBLISHED_PPM = 200_000n;
const PPM_PER_PERCENT = 10_000;
const ALL_PPM = 1_000_000n;

/**
 * The most that may be signed away as fees, in millionths of the price: what the page asks for, the
 * protocol's share, and what is published for the collection or on the order, at most 20 percent of it.
 */
export function computeMaxFeePpm(asked: readonly FeeEntry[] = [], published: PublishedFees): bigint {
  const own = asked.reduce((sum, { fee_percentage: percent = 0 }) => sum + percent, PROTOCOL_PERCENT);
  const { amount = 0n, price = 0n, royaltyPercent } = published;
  const onOrder = price > 0n ? (amount * ALL_PPM + price - 1n) / price : 0n;
  // Royalties are among the fees of the order.
  const others = min(max(toPpm(royaltyPercent), onOrder), MAX_PUBLISHED_PPM);
  return min(toPpm(own) + others, ALL_PPM);
}

function toPpm(percent: number): bigint {
  return BigInt(Math.ceil(Math.min(percent, 100) * PPM_PER_PERCENT));
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
