import { fetchChainNftsPage } from '../api/chain-api.js';
import type { Clock } from '../platform/clock.js';
import { checkQuestion } from '../shared/check-question.js';
import type { AssetList, ListAssetsOptions } from '../shared/network.js';
import type { Hex } from '../shared/types.js';
import type { ChainSettings } from './chain-settings.js';

/**
 * Reads some assets of an account, as the indexer knows them.
 *
 * @throws {PassportError} a code of the api room, or `INVALID_CONFIGURATION` for an owner that is no address.
 */
export async function fetchChainAssets(
  { chain, clock }: { readonly chain: ChainSettings; readonly clock: Clock }, owner: Hex, options: ListAssetsOptions = {},
): Promise<AssetList> {
  checkQuestion('IMX', owner, undefined);
  options.signal?.throwIfAborted();
  const { rows, unreadable, cursor, hasMore } = await fetchChainNftsPage(chain.indexer, chain.name, owner, options);
  return Object.freeze({
    owner,
    // Given away: the indexer keeps the row for a while.
    assets: Object.freeze(rows.filter(({ amount }) => amount !== 0n).map((row) => Object.freeze(row))),
    complete: unreadable === 0 && !(hasMore && cursor === undefined),
    cursor: hasMore ? cursor : undefined,
    loadedAtMs: clock.now(),
  });
}
