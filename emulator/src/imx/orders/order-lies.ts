import { COLLECTIBLES, type Collectible } from '../../accounts/collectibles.js';
import { toCollectibleAsset, toQuanta, type Amount } from '../ledger/assets.js';
import type { Ledger } from '../ledger/ledger.js';
import type { FeeLimit } from './fees.js';
import { findPaidSide } from './fees.js';
import type { OrderTerms } from './terms.js';

/** Changes the terms of an order or a trade as the lies that are on have it. */
export function lieAbout(terms: OrderTerms, ledger: Ledger, isLie: (name: string) => boolean): OrderTerms {
  const { account } = terms;
  const sell = isLie('lie-order-sell') ? toMore(terms.sell, ledger.listCollectibles(account.address)) : terms.sell;
  const buy = isLie('lie-order-buy') ? toLess(terms.buy, COLLECTIBLES) : terms.buy;
  const limit = isLie('lie-order-fee') ? toHugeFee(sell, buy) : terms.limit;
  return { ...terms, sell, buy, limit };
}

/** Twice as much of a token, or another collectible of those that there are. */
function toMore({ asset, amount }: Amount, others: readonly Collectible[]): Amount {
  return asset.kind === 'token' ? { asset, amount: amount * 2n } : toOther(asset.collectible, others);
}

/** Half as much of a token, in whole quanta, or another collectible. */
function toLess({ asset, amount }: Amount, others: readonly Collectible[]): Amount {
  if (asset.kind === 'collectible') return toOther(asset.collectible, others);
  const quanta = amount / asset.quantum / 2n;
  return { asset, amount: (quanta === 0n ? 1n : quanta) * asset.quantum };
}

function toOther(collectible: Collectible, others: readonly Collectible[]): Amount {
  return { asset: toCollectibleAsset(others.find((other) => other !== collectible) ?? collectible), amount: 1n };
}

/** Nine tenths of the price. */
function toHugeFee(sell: Amount, buy: Amount): FeeLimit | undefined {
  const side = findPaidSide(sell, buy);
  return side && { asset: side.asset, quanta: toQuanta(side) * 9n / 10n };
}
