import type { ApiTarget } from '../api/call-api.js';
import { fetchToken, fetchTokensPage } from '../api/imx-api.js';
import type { TokenDetails } from '../api/parse-tokens.js';
import { readPages } from '../api/read-pages.js';
import { isSameAddress } from '../shared/addresses.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import { mapLimited } from '../platform/map-limited.js';

/** What is known of some tokens. */
export interface TokenLookup {
  /** By address in lower case; a token that the service does not know is absent. */
  readonly details: ReadonlyMap<string, TokenDetails>;
  /** False when the service could not be asked about some. */
  readonly complete: boolean;
}

/** Requests under way at the same time. */
const MAX_REQUESTS = 4;
/** From this number on, the list of all tokens is the cheaper question. */
const LIST_FROM = 9;
/** Tokens that are asked for one by one when the list ended early. */
const MAX_SINGLES = 40;

/** Remembers the tokens of one service: their names and decimals do not change. */
export class TokenBook {
  readonly #target: ApiTarget;
  /** Null: the service says that it does not know the token. */
  readonly #known = new Map<string, TokenDetails | null>();

  constructor(target: ApiTarget) {
    this.#target = target;
  }

  /** Looks up tokens, asking only for those that are not remembered. Rejects only when aborted. */
  async fetchDetails(addresses: readonly Hex[], signal?: AbortSignal): Promise<TokenLookup> {
    const wanted = [...new Set(addresses.map((address) => address.toLowerCase() as Hex))];
    let missing = this.#getMissing(wanted);
    if (missing.length >= LIST_FROM) {
      const isWholeList = await this.#readList(missing, signal);
      missing = this.#getMissing(missing);
      if (isWholeList) {
        for (const address of missing) this.#known.set(address, null);
        missing = [];
      }
    }
    await mapLimited(missing.slice(0, MAX_SINGLES), MAX_REQUESTS, (address) => this.#readOne(address, signal));
    signal?.throwIfAborted();
    const details = new Map<string, TokenDetails>();
    for (const address of wanted) {
      const token = this.#known.get(address);
      if (token) details.set(address, token);
    }
    return { details, complete: this.#getMissing(wanted).length === 0 };
  }

  #getMissing(addresses: readonly Hex[]): readonly Hex[] {
    return addresses.filter((address) => !this.#known.has(address));
  }

  /** Reads the list until all are found; true when it was read to its end. */
  async #readList(wanted: readonly Hex[], signal?: AbortSignal): Promise<boolean> {
    const open = new Set<string>(wanted);
    try {
      for await (const page of readPages((cursor) => fetchTokensPage(this.#target, { cursor, signal }))) {
        for (const token of page.rows) {
          const address = token.tokenAddress.toLowerCase();
          if (open.delete(address)) this.#known.set(address, token);
        }
        if (open.size === 0) return true;
        if (page.state !== 'more') return page.state === 'all';
      }
    } catch {
      signal?.throwIfAborted();
    }
    return false;
  }

  async #readOne(address: Hex, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    try {
      const token = await fetchToken(this.#target, address, { signal });
      // Decimals of another token would shift the amount: such an answer counts as none.
      if (isSameAddress(token.tokenAddress, address)) this.#known.set(address, token);
    } catch (error) {
      if (error instanceof PassportError && error.code === 'API_NOT_FOUND') this.#known.set(address, null);
    }
  }
}
