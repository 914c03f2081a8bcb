import type { Clock } from '../platform/clock.js';
import { isAddress, isSameAddress, toShortAddress } from '../shared/addresses.js';
import { checkQuestion } from '../shared/check-question.js';
import type { BalanceList, ListBalancesOptions, Token, TokenAddress, TokenBalance } from '../shared/network.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { ChainReader, NumberAnswer, NumberRead } from './chain-reader.js';
import type { TokenList } from './token-list.js';
import { SELECTORS, toWord } from './words.js';

/** What reading balances needs. */
export interface ChainSources {
  readonly reader: ChainReader;
  readonly tokens: TokenList;
  readonly clock: Clock;
  /** What contracts have said of themselves, by address in lower case: it does not change, and is asked once. */
  readonly decimals: Map<string, number>;
}

/** What is known of a token before its contract has been asked. */
type KnownToken = Partial<Token> & { readonly address: TokenAddress };

interface Rows {
  readonly rows: readonly TokenBalance[];
  readonly complete: boolean;
}

/** IMX pays for the chain's transactions, so that it has no contract. */
const NATIVE: KnownToken = { address: 'IMX', symbol: 'IMX', name: 'IMX', decimals: 18 };
/** Calls in one request: well below what nodes take in a batch by default (geth: 1,000). */
const MAX_CALLS = 700;

/**
 * Reads the balances of an account, exact: of `tokens` each, without them of every token that the indexer
 * lists and the account holds.
 *
 * What could be read is returned even if the rest could not, and `complete` says so; only when nothing
 * could be read does it throw.
 *
 * @throws {PassportError} `CHAIN_MISMATCH`, a code of the api room, or `INVALID_CONFIGURATION` for an owner or
 * token that is none.
 */
export async function fetchChainBalances(
  sources: ChainSources, owner: Hex, options: ListBalancesOptions = {},
): Promise<BalanceList> {
  const { signal } = options;
  const tokens = checkQuestion('IMX', owner, options.tokens);
  signal?.throwIfAborted();
  const toList = ({ rows, complete }: Rows): BalanceList => Object.freeze({
    owner, balances: Object.freeze(rows), complete, loadedAtMs: sources.clock.now(),
  });
  return toList(await (tokens ? readSome(sources, owner, tokens, signal)
    : readAll(sources, owner, (rows) => options.onPart?.(toList(rows)), signal)));
}

/** The first page's amounts are asked for at once, the rest when the list is whole: few requests, early rows. */
async function readAll(sources: ChainSources, owner: Hex, onPart: (rows: Rows) => void, signal?: AbortSignal): Promise<Rows> {
  const rest: KnownToken[] = [];
  const parts: Promise<Rows>[] = [];
  let complete = true;
  try {
    for await (const part of sources.tokens.read(signal)) {
      complete &&= part.complete;
      if (parts.length > 0) {
        rest.push(...part.tokens);
        continue;
      }
      const first = readHeld(sources, owner, [NATIVE, ...part.tokens], signal);
      // While the list is read on; what it rejects with is looked at below.
      first.then((rows) => { if (!part.isLast && !signal?.aborted) onPart({ ...rows, complete: false }); }, () => {});
      parts.push(first);
    }
  } catch {
    signal?.throwIfAborted();
    complete = false;
    // The native token is known without the indexer.
    parts.push(readHeld(sources, owner, [NATIVE], signal));
  }
  if (rest.length > 0) parts.push(readHeld(sources, owner, rest, signal));
  const read = await join(parts, signal);
  return { ...read, complete: complete && read.complete };
}

/** A token that the account does not hold, or whose contract has no number for it, is no row. */
async function readHeld(sources: ChainSources, owner: Hex, tokens: readonly KnownToken[], signal?: AbortSignal): Promise<Rows> {
  const { rows, complete } = await readRows(sources, owner, tokens, signal);
  return { rows: rows.filter(({ amount }) => amount), complete };
}

async function readSome(sources: ChainSources, owner: Hex, tokens: readonly (Hex | 'IMX')[], signal?: AbortSignal): Promise<Rows> {
  const wanted = tokens
    .filter((token, index) => index === tokens.findIndex((other) => isSameAddress(other, token)))
    .map((address): KnownToken => (address === 'IMX' ? NATIVE : { address }));
  const [read, lookup] = await Promise.all([
    readRows(sources, owner, wanted, signal), sources.tokens.fetchDetails(wanted.map(({ address }) => address).filter(isAddress), signal),
  ]);
  const rows = read.rows.map(({ token, amount }) => {
    const details = lookup.details.get(token.address.toLowerCase());
    // The contract's own decimals come first: the amount is counted in them.
    return details ? toBalance({ ...details, decimals: token.decimals ?? details.decimals }, amount) : toBalance(token, amount);
  });
  return { rows, complete: read.complete && lookup.complete };
}

/** Reads the amounts of tokens, in as few requests as nodes take. */
async function readRows(sources: ChainSources, owner: Hex, tokens: readonly KnownToken[], signal?: AbortSignal): Promise<Rows> {
  const parts: KnownToken[][] = [];
  let room = 0;
  for (const token of tokens) {
    const calls = isOpen(sources, token.address) ? 2 : 1;
    if (room < calls) {
      parts.push([]);
      room = MAX_CALLS;
    }
    parts.at(-1)?.push(token);
    room -= calls;
  }
  return join(parts.map((part) => readPart(sources, owner, part, signal)), signal);
}

/**
 * Reads the amounts of tokens and, of contracts that have not said them yet, the decimals, in one request. The
 * contract's own decimals come first: the amount is counted in them, whatever the indexer says.
 */
async function readPart(sources: ChainSources, owner: Hex, tokens: readonly KnownToken[], signal?: AbortSignal): Promise<Rows> {
  const amounts = tokens.map(({ address }): NumberRead => (isAddress(address)
    ? { to: address, data: `0x${SELECTORS.balanceOf}${toWord(owner)}` } : { nativeOf: owner }));
  const open = tokens.flatMap(({ address }) => (isOpen(sources, address) ? [address] : []));
  const answers = await sources.reader.read(
    [...amounts, ...open.map((to): NumberRead => ({ to, data: `0x${SELECTORS.decimals}` }))], signal,
  );
  open.forEach((address, index) => {
    const decimals = toDecimals(answers[tokens.length + index]);
    if (decimals !== undefined) sources.decimals.set(address.toLowerCase(), decimals);
  });
  const rows = tokens.map((token, index) => toBalance(
    { ...token, decimals: sources.decimals.get(token.address.toLowerCase()) ?? token.decimals }, answers[index] ?? undefined,
  ));
  return { rows, complete: tokens.every((_, index) => answers[index] !== undefined) };
}

function isOpen({ decimals }: ChainSources, address: TokenAddress): address is Hex {
  return isAddress(address) && !decimals.has(address.toLowerCase());
}

/** What could be read; the first failure when nothing could. */
async function join(parts: readonly Promise<Rows>[], signal?: AbortSignal): Promise<Rows> {
  const results = await Promise.allSettled(parts);
  signal?.throwIfAborted();
  const read = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failure = results.find((result) => result.status === 'rejected');
  const isWrong = failure?.reason instanceof PassportError && failure.reason.code === 'CHAIN_MISMATCH';
  if (failure && (read.length === 0 || isWrong)) throw failure.reason;
  return { rows: read.flatMap(({ rows }) => rows), complete: !failure && read.every(({ complete }) => complete) };
}

function toBalance(known: KnownToken, amount: bigint | undefined): TokenBalance {
  const { address, name, decimals, logoUrl } = known;
  const token: Token = Object.freeze({ address, symbol: known.symbol ?? toShortAddress(address), name, decimals, logoUrl });
  return Object.freeze({ token, amount });
}

function toDecimals(answer: NumberAnswer): number | undefined {
  return typeof answer === 'bigint' && answer <= 255n ? Number(answer) : undefined;
}
