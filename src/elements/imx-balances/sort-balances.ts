import type { TokenBalance } from '../../shared/network.js';
import { isDecimals } from './format-amount.js';

/** What balances are sorted by. */
export type BalanceSort = 'balance' | 'symbol' | 'name';

/** Which end comes first. */
export type SortDirection = 'ascending' | 'descending';

/** Options of `sortBalances`. */
export interface SortOptions {
  readonly sort: BalanceSort;
  /** Default: most first for `balance`, A first for texts. */
  readonly direction?: SortDirection;
  readonly locale: string;
}

/** Sorts balances without changing the list. Amounts that are not known come last, either way. */
export function sortBalances(
  balances: readonly TokenBalance[], { sort, direction, locale }: SortOptions,
): readonly TokenBalance[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const isDescending = direction ? direction === 'descending' : sort === 'balance';
  const sign = isDescending ? -1 : 1;
  const compareSymbols = (a: TokenBalance, b: TokenBalance): number =>
    collator.compare(a.token.symbol, b.token.symbol) || compare(a.token.address, b.token.address);
  return [...balances].sort((a, b) => {
    if (sort === 'symbol') return sign * compareSymbols(a, b);
    if (sort === 'name') {
      return sign * collator.compare(a.token.name ?? '', b.token.name ?? '') || compareSymbols(a, b);
    }
    return compareKnown(a, b) || sign * compareValues(a, b) || compareSymbols(a, b);
  });
}

/** Comparable amounts first, then raw ones, then none. */
function compareKnown(a: TokenBalance, b: TokenBalance): number {
  return getRank(a) - getRank(b);
}

function getRank({ amount, token }: TokenBalance): number {
  if (amount === undefined) return 2;
  return isDecimals(token.decimals) ? 0 : 1;
}

/** Compares amounts of tokens with different decimals exactly: the one with fewer is scaled up. */
function compareValues(a: TokenBalance, b: TokenBalance): number {
  const decimalsA = isDecimals(a.token.decimals) ? a.token.decimals : 0;
  const decimalsB = isDecimals(b.token.decimals) ? b.token.decimals : 0;
  const decimals = Math.max(decimalsA, decimalsB);
  return compare(
    (a.amount ?? 0n) * 10n ** BigInt(decimals - decimalsA),
    (b.amount ?? 0n) * 10n ** BigInt(decimals - decimalsB),
  );
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
