import type { ApiTarget } from '../api/call-api.js';
import { fetchBalance, fetchBalancesPage } from '../api/imx-api.js';
import type { ImxBalance } from '../api/parse-balances.js';
import type { TokenDetails } from '../api/parse-tokens.js';
import { readPages } from '../api/read-pages.js';
import type { Clock } from '../platform/clock.js';
import { isSameAddress, toShortAddress } from '../shared/addresses.js';
import { checkQuestion } from '../shared/check-question.js';
import type { BalanceList, ListBalancesOptions, Token } from '../shared/network.js';
import { API_ERRORS } from '../shared/errors/api.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import { mapLimited } from '../platform/map-limited.js';
import type { TokenBook } from './token-book.js';

/** What reading balances needs. */
export interface BalanceSources {
  readonly target: ApiTarget;
  readonly tokens: TokenBook;
  readonly clock: Clock;
}

interface Rows {
  readonly rows: readonly ImxBalance[];
  readonly complete: boolean;
}

/** Ether needs no look-up: it is the rollup's own token. */
const ETH: Token = Object.freeze({ address: 'ETH', symbol: 'ETH', name: 'Ethereum', decimals: 18 });

const MAX_REQUESTS = 4;
/** More tokens than this are picked out of the whole list. */
const MAX_SINGLES = 10;

/**
 * Reads the balances of an account, exact, with what is known of each token.
 *
 * What could be read is returned even if the rest could not, and `complete` says so; only when
 * nothing could be read does it throw.
 *
 * @throws {PassportError} a code of the api room, or `INVALID_CONFIGURATION` for an owner or token that
 * is no address.
 */
export async function fetchImxBalances(
  sources: BalanceSources, owner: Hex, options: ListBalancesOptions = {},
): Promise<BalanceList> {
  const { signal } = options;
  const tokens = checkQuestion('ETH', owner, options.tokens);
  signal?.throwIfAborted();
  const { rows, complete } = tokens ? await readSome(sources, owner, tokens, signal) : await readAll(sources, owner, signal);
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

async function readSome(
  sources: BalanceSources, owner: Hex, tokens: readonly (Hex | 'ETH')[], signal?: AbortSignal,
): Promise<Rows> {
  const wanted = tokens.filter((token, index) => index === tokens.findIndex((other) => isSameAddress(other, token)));
  if (wanted.length > MAX_SINGLES) {
    const all = await readAll(sources, owner, signal);
    const keys = new Set(wanted.map((token) => token.toLowerCase()));
    return { ...all, rows: all.rows.filter((row) => keys.has(row.tokenAddress.toLowerCase())) };
  }
  const results = await mapLimited(wanted, MAX_REQUESTS, (token) => readOne(sources.target, owner, token, signal));
  signal?.throwIfAborted();
  const rows = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure && rows.length === 0) throw failure.reason;
  return { rows, complete: failure === undefined };
}

/** A token that the service does not know has an unknown balance, which is not zero. */
async function readOne(target: ApiTarget, owner: Hex, token: Hex | 'ETH', signal?: AbortSignal): Promise<ImxBalance> {
  signal?.throwIfAborted();
  try {
    const balance = await fetchBalance(target, owner, token, { signal });
    if (isSameAddress(balance.tokenAddress, token)) return balance;
  } catch (error) {
    if (error instanceof PassportError && error.code === 'API_NOT_FOUND') return { tokenAddress: token };
    throw error;
  }
  throw new PassportError(API_ERRORS, 'API_RESPONSE_INVALID', { message: 'The service sent the balance of another token.' });
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
