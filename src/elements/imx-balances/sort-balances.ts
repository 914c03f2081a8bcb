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
  const sign = isDescending(sort, direction) ? -1 : 1;
  const compareSymbols = (a: TokenBalance, b: TokenBalance): number =>
    collator.compare(a.token.symbol, b.token.symbol) || compare(a.token.address, b.token.address);
  if (sort === 'symbol') return [...balances].sort((a, b) => sign * compareSymbols(a, b));
  if (sort === 'name') {
    return [...balances].sort((a, b) => sign * collator.compare(a.token.name ?? '', b.token.name ?? '') || compareSymbols(a, b));
  }
  const values = scale(balances);
  const getValue = (balance: TokenBalance): bigint => values.get(balance) ?? 0n;
  return [...balances].sort((a, b) => compareKnown(a, b) || sign * compare(getValue(a), getValue(b)) || compareSymbols(a, b));
}

/** Which end comes first, by what a page has said, or by what is usual. */
export function isDescending(sort: BalanceSort, direction: SortDirection | undefined): boolean {
  if (direction === 'ascending' || direction === 'descending') return direction === 'descending';
  return sort !== 'symbol' && sort !== 'name';
}

/** Comparable amounts first, then raw ones, then none. */
function compareKnown(a: TokenBalance, b: TokenBalance): number {
  return getRank(a) - getRank(b);
}

function getRank({ amount, token }: TokenBalance): number {
  if (amount === undefined) return 2;
  return isDecimals(token.decimals) ? 0 : 1;
}

/** Makes amounts of different decimals comparable, exactly: those with fewer are scaled up. */
function scale(balances: readonly TokenBalance[]): ReadonlyMap<TokenBalance, bigint> {
  const decimals = balances.map(({ token }) => (isDecimals(token.decimals) ? token.decimals : 0));
  const most = decimals.reduce((a, b) => Math.max(a, b), 0);
  return new Map(balances.map((balance, index) => [balance, (balance.amount ?? 0n) * 10n ** BigInt(most - (decimals[index] ?? 0))]));
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
