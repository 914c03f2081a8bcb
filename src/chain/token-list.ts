import { fetchChainToken, fetchChainTokensPage } from '../api/chain-api.js';
import type { ChainToken } from '../api/chain-pages.js';
import { readPages } from '../api/read-pages.js';
import type { Clock } from '../platform/clock.js';
import { mapLimited } from '../platform/map-limited.js';
import { isSameAddress } from '../shared/addresses.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { ChainSettings } from './chain-settings.js';

/** Some more tokens of the list. */
export interface TokensPart {
  readonly tokens: readonly ChainToken[];
  /** False when some of them could not be read, or the list could not be read to its end. */
  readonly complete: boolean;
  readonly isLast: boolean;
}

/** What is known of some tokens. */
export interface TokenLookup {
  /** By address in lower case; a token that the indexer does not know is absent. */
  readonly details: ReadonlyMap<string, ChainToken>;
  readonly complete: boolean;
}

/** New tokens are shown after as long; the ones that are known do not change. */
const KEPT_FOR_MS = 600_000;
/** 5,000 tokens: far above what a page can show. */
const MAX_PAGES = 25;
/** Tokens that are asked for one by one; of more, the list is read. */
const MAX_SINGLES = 10;
const MAX_REQUESTS = 4;

/** The tokens that the indexer knows on a chain. What it takes for frauds is left out of the list. */
export class TokenList {
  readonly #chain: ChainSettings;
  readonly #clock: Clock;
  #kept?: { readonly tokens: readonly ChainToken[]; readonly untilMs: number };

  constructor(chain: ChainSettings, clock: Clock) {
    this.#chain = chain;
    this.#clock = clock;
  }

  /**
   * Reads the list page by page, each token once.
   *
   * @throws {PassportError} a code of the api room when not even the first page could be read.
   */
  async* read(signal?: AbortSignal): AsyncGenerator<TokensPart, void, undefined> {
    if (this.#kept && this.#clock.now() < this.#kept.untilMs) {
      yield { tokens: this.#kept.tokens, complete: true, isLast: true };
      return;
    }
    const seen = new Map<string, ChainToken>();
    let isWhole = true;
    for await (const page of this.#readPages(signal)) {
      const tokens = page.tokens.filter(({ address }) => !seen.has(address.toLowerCase()));
      for (const token of tokens) seen.set(token.address.toLowerCase(), token);
      // New cursors for old rows: the service goes round.
      const isRound = !page.isLast && tokens.length === 0 && page.tokens.length > 0;
      isWhole &&= page.complete && !isRound;
      const isLast = page.isLast || isRound;
      if (isLast && isWhole) this.#keep([...seen.values()]);
      yield { tokens: tokens.filter(({ isSpam }) => !isSpam), complete: page.complete && !isRound, isLast };
      if (isLast) return;
    }
  }

  /** Looks up tokens by their addresses. Rejects only when aborted. */
  async fetchDetails(addresses: readonly Hex[], signal?: AbortSignal): Promise<TokenLookup> {
    const open = new Set(addresses.map((address) => address.toLowerCase() as Hex));
    const details = new Map<string, ChainToken>();
    const find = (tokens: readonly ChainToken[]): void => {
      for (const token of tokens) {
        const key = token.address.toLowerCase() as Hex;
        if (open.delete(key)) details.set(key, token);
      }
    };
    if (open.size > MAX_SINGLES) {
      try {
        for await (const page of this.#readPages(signal)) {
          find(page.tokens);
          if (open.size === 0 || page.isLast) return { details, complete: open.size === 0 || page.complete };
        }
      } catch {
        signal?.throwIfAborted();
      }
      return { details, complete: false };
    }
    const results = await mapLimited([...open], MAX_REQUESTS, (address) => this.#readOne(address, signal));
    signal?.throwIfAborted();
    find(results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : [])));
    return { details, complete: results.every(({ status }) => status === 'fulfilled') };
  }

  #keep(tokens: readonly ChainToken[]): void {
    this.#kept = { tokens: tokens.filter(({ isSpam }) => !isSpam), untilMs: this.#clock.now() + KEPT_FOR_MS };
  }

  /** The pages as they come; one that fails after the first ends the list as incomplete. */
  async* #readPages(signal?: AbortSignal): AsyncGenerator<TokensPart, void, undefined> {
    const { indexer, name } = this.#chain;
    let isFirst = true;
    try {
      const pages = readPages((cursor) => fetchChainTokensPage(indexer, name, { cursor, signal }), { maxPages: MAX_PAGES });
      for await (const { rows, unreadable, state } of pages) {
        isFirst = false;
        const isEnded = state === 'more' || state === 'all';
        yield { tokens: rows, complete: isEnded && unreadable === 0, isLast: state !== 'more' };
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (isFirst) throw error;
      yield { tokens: [], complete: false, isLast: true };
    }
  }

  /** Decimals of another token would shift the amount: an answer about another one counts as none. */
  async #readOne(address: Hex, signal?: AbortSignal): Promise<ChainToken | undefined> {
    const { indexer, name } = this.#chain;
    try {
      const token = await fetchChainToken(indexer, name, address, { signal });
      return isSameAddress(token.address, address) ? token : undefined;
    } catch (error) {
      if (error instanceof PassportError && error.code === 'API_NOT_FOUND') return undefined;
      throw error;
    }
  }
}
