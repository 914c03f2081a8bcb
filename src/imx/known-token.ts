import type { ApiTarget } from '../api/call-api.js';
import { fetchAssetFacts, fetchTokenFacts } from '../api/signable-facts.js';
import type { TokenAmount } from '../shared/imx-requests.js';
import type { Hex } from '../shared/types.js';
import type { AskedAmount } from '../signing/asked-asset.js';

/** What was asked for, with what has to be known of the token in order to compute its message. */
export interface KnownToken {
  readonly asked: AskedAmount;
  /** What the token's collection takes of each sale, in percent. 0 for what is no token of a collection. */
  readonly royaltyPercent: number;
}

/** How many wei StarkEx counts as one. It is the same on every Immutable X. */
const ETH_QUANTUM = 100_000_000n;

/**
 * Looks up what the message of a token depends on. Whatever the service says of a quantum is part of the
 * asset's id, so that a lie gives the id of an asset that nobody has.
 *
 * @throws {PassportError} a code of the api room
 */
export async function fetchKnownToken(target: ApiTarget, token: TokenAmount, signal?: AbortSignal): Promise<KnownToken> {
  if (token.type === 'ETH') {
    return { asked: { token: { type: 'ETH', quantum: ETH_QUANTUM }, amount: BigInt(token.amount) }, royaltyPercent: 0 };
  }
  const tokenAddress = token.tokenAddress as Hex;
  if (token.type === 'ERC20') {
    const { quantum } = await fetchTokenFacts(target, tokenAddress, { signal });
    return { asked: { token: { type: 'ERC20', tokenAddress, quantum }, amount: BigInt(token.amount) }, royaltyPercent: 0 };
  }
  const { assetId, royaltyPercent } = await fetchAssetFacts(target, tokenAddress, token.tokenId, { signal });
  return {
    asked: { token: { type: 'ERC721', tokenAddress, tokenId: BigInt(token.tokenId), assetId }, amount: 1n },
    royaltyPercent,
  };
}
