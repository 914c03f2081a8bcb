import type { ApiTarget } from '../api/call-api.js';
import { fetchBalancesPage } from '../api/imx-api.js';
import type { ImxBalance } from '../api/parse-balances.js';
import type { TokenDetails } from '../api/parse-tokens.js';
import { readPages } from '../api/read-pages.js';
import type { Clock } from '../platform/clock.js';
import { createLoader } from '../platform/load-code.js';
import { toShortAddress } from '../shared/addresses.js';
import { checkQuestion } from '../shared/check-question.js';
import type { BalanceList, ListBalancesOptions, Token } from '../shared/network.js';
import type { Hex } from '../shared/types.js';
import type { TokenBook } from './token-book.js';

/** What reading balances needs. */
export interface BalanceSources {
  readonly target: ApiTarget;
  readonly tokens: TokenBook;
  readonly clock: Clock;
}

/** Balances as the service tells them. */
export interface Rows {
  readonly rows: readonly ImxBalance[];
  /** False when some could not be read. */
  readonly complete: boolean;
}

/** Ether needs no look-up: it is the rollup's own token. */
const ETH: Token = Object.freeze({ address: 'ETH', symbol: 'ETH', name: 'Ethereum', decimals: 18 });

// Most pages ask for all.
const loadSome = createLoader(() => import('./some-balances.js'));

/**
 * Reads the balances of an account, exact, with what is known of each token.
 *
 * What could be read is returned even if the rest could not, and `complete` says so; only when
 * nothing could be read does it throw.
 *
 * @throws {PassportError} a code of the api room, `INVALID_CONFIGURATION` for an owner or token that
 * is no address, or `CODE_UNAVAILABLE`.
 */
export async function fetchImxBalances(
  sources: BalanceSources, owner: Hex, options: ListBalancesOptions = {},
): Promise<BalanceList> {
  const { signal } = options;
  const tokens = checkQuestion('ETH', owner, options.tokens);
  signal?.throwIfAborted();
  const all = (): Promise<Rows> => readAll(sources, owner, signal);
  const readSome = async (asked: NonNullable<typeof tokens>): Promise<Rows> => {
    const some = await loadSome();
    signal?.throwIfAborted();
    return some.readSome(sources.target, owner, asked, { all, signal });
  };
  const { rows, complete } = tokens ? await readSome(tokens) : await all();
  const addresses = rows.map((row) => row.tokenAddress).filter((address) => address !== 'ETH');
  const lookup = await sources.tokens.fetchDetails(addresses, signal);
  const balances = rows.map((row) => Object.freeze({
    token: toToken(row, lookup.details.get(row.tokenAddress.toLowerCase())),
    amount: row.amount,
  }));
  return Object.freeze({
    owner,
    balances: Object.freeze(balances),
    complete: complete && lookup.complete,
    loadedAtMs: sources.clock.now(),
  });
}

async function readAll({ target }: BalanceSources, owner: Hex, signal?: AbortSignal): Promise<Rows> {
  // By address: while pages are read, a changed list can show a row a second time.
  const rows = new Map<string, ImxBalance>();
  let complete = true;
  let isFirst = true;
  try {
    for await (const page of readPages((cursor) => fetchBalancesPage(target, owner, { cursor, signal }))) {
      isFirst = false;
      const countBefore = rows.size;
      for (const row of page.rows) rows.set(row.tokenAddress.toLowerCase(), row);
      // New cursors for old rows: the service goes round.
      const isRound = page.state === 'more' && page.rows.length > 0 && rows.size === countBefore;
      if (isRound || page.unreadable > 0 || page.state === 'stuck' || page.state === 'capped') complete = false;
      if (isRound) break;
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (isFirst) throw error;
    complete = false;
  }
  return { rows: [...rows.values()], complete };
}

function toToken(row: ImxBalance, details?: TokenDetails): Token {
  if (row.tokenAddress === 'ETH') return ETH;
  return Object.freeze({
    address: row.tokenAddress,
    symbol: row.symbol ?? details?.symbol ?? toShortAddress(row.tokenAddress),
    name: details?.name,
    decimals: details?.decimals,
    logoUrl: details?.logoUrl,
  });
}
