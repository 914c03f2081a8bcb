import { badRequest } from '../errors.js';
import { toQuanta, type Amount, type Asset } from '../ledger/assets.js';
import type { OrderFee } from './order-book.js';

/** What the exchange takes of each trade, in percent; whoever takes an order pays it. */
const PROTOCOL_PERCENT = 2;
const ADDRESS = /^0x[0-9a-f]{40}$/i;
const MAX_PERCENT = 100;

/** The fee of a message: the most that its signer pays. */
export interface FeeLimit {
  readonly asset: Asset;
  readonly quanta: bigint;
}

/** Reads the fees that a client adds: `[{address, fee_percentage}]`. */
export function readFees(value: unknown): readonly OrderFee[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest('fees must be a list');
  return value.map((fee: { address?: unknown; fee_percentage?: unknown } | null) => {
    const { address, fee_percentage: percentage } = fee ?? {};
    if (typeof address !== 'string' || !ADDRESS.test(address)) throw badRequest('fees.address must be an address');
    if (typeof percentage !== 'number' || !(percentage > 0 && percentage <= MAX_PERCENT)) throw badRequest('fees.fee_percentage must be a number of percent');
    return { type: 'ecosystem', address, percentage };
  });
}

/** What the taker of an order pays: the exchange, the maker of the collection, and fees of its own. */
export function addTakerFees(fees: readonly OrderFee[], sides: readonly Amount[]): readonly OrderFee[] {
  const all: OrderFee[] = [{ type: 'protocol', address: '', percentage: PROTOCOL_PERCENT }];
  for (const { asset } of sides) {
    if (asset.kind !== 'collectible' || asset.collectible.collection.royalty === 0) continue;
    const { maker, royalty } = asset.collectible.collection;
    all.push({ type: 'royalty', address: maker, percentage: royalty });
  }
  return [...all, ...fees];
}

/** The side in whose token fees are paid: what is sold, where that is one. */
export function findPaidSide(sell: Amount, buy: Amount): Amount | undefined {
  return [sell, buy].find(({ asset }) => asset.kind === 'token');
}

/** The most that these fees come to; undefined where they come to nothing. */
export function toFeeLimit(fees: readonly OrderFee[], sell: Amount, buy: Amount): FeeLimit | undefined {
  const side = findPaidSide(sell, buy);
  if (side === undefined) return undefined;
  const quanta = fees.reduce((sum, fee) => sum + toShare(fee, toQuanta(side)), 0n);
  return quanta === 0n ? undefined : { asset: side.asset, quanta };
}

/** What one fee takes of an amount; fractions are dropped. */
export function toShare({ percentage }: OrderFee, amount: bigint): bigint {
  return amount * BigInt(Math.round(percentage * 10_000)) / 1_000_000n;
}
