import type { ApiTarget } from '../api/call-api.js';
import { fetchImxAssetsPage } from '../api/imx-assets.js';
import { checkQuestion } from '../shared/check-question.js';
import type { AssetList, ListAssetsOptions } from '../shared/network.js';
import type { Hex } from '../shared/types.js';
import type { Clock } from '../platform/clock.js';

/**
 * Reads some assets of an account.
 *
 * @throws {PassportError} a code of the api room, or `INVALID_CONFIGURATION` for an owner that is no address.
 */
export async function fetchImxAssets(
  { target, clock }: { readonly target: ApiTarget; readonly clock: Clock }, owner: Hex, options: ListAssetsOptions = {},
): Promise<AssetList> {
  checkQuestion('ETH', owner, undefined);
  options.signal?.throwIfAborted();
  const { rows, unreadable, cursor, hasMore } = await fetchImxAssetsPage(target, owner, options);
  return Object.freeze({
    owner,
    assets: Object.freeze(rows.map((row) => Object.freeze(row))),
    // There is more, and no way to it.
    complete: unreadable === 0 && !(hasMore && cursor === undefined),
    cursor: hasMore ? cursor : undefined,
    loadedAtMs: clock.now(),
  });
}
