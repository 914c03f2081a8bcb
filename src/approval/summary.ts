import type { Hex } from '../shared/types.js';
import type { ApprovalFact } from './approval.js';

/** An asset as the page asked for it. */
export type SummaryAsset =
  /** `amount` in wei. */
  | { readonly type: 'ETH'; readonly amount: bigint }
  /** `amount` in the token's smallest unit; `decimals` and `symbol` where they are known. */
  | { readonly type: 'ERC20'; readonly amount: bigint; readonly tokenAddress: Hex; readonly decimals?: number; readonly symbol?: string }
  | { readonly type: 'ERC721'; readonly tokenAddress: Hex; readonly tokenId: string };

/** Which side of a bargain the asset is on. Default `amount`: there is one side only. */
export type AssetSide = 'amount' | 'sell' | 'buy' | 'fee';

const ETH_DECIMALS = 18;

/** Gives the lines that tell an asset: how much with every digit, of which token, which one. */
export function describeAsset(asset: SummaryAsset, side: AssetSide = 'amount'): ApprovalFact[] {
  if (asset.type === 'ETH') return [{ name: side, value: `${toDecimalText(asset.amount, ETH_DECIMALS)} ETH` }];
  const token: ApprovalFact = { name: 'token', value: asset.tokenAddress };
  if (asset.type === 'ERC721') {
    const one: ApprovalFact[] = side === 'amount' ? [] : [{ name: side, value: '1 NFT' }];
    return [...one, { name: 'token-id', value: asset.tokenId }, token];
  }
  const { amount, decimals, symbol = '' } = asset;
  const value = decimals === undefined ? `${amount} smallest units` : toDecimalText(amount, decimals);
  return [{ name: side, value: symbol ? `${value} ${symbol}` : value }, token];
}

/** Writes an amount of smallest units with every digit: `1.05`, `0.000001`, `12`. */
export function toDecimalText(amount: bigint, decimals: number): string {
  const digits = amount.toString().padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const fraction = digits.slice(point).replace(/0+$/, '');
  return fraction ? `${digits.slice(0, point)}.${fraction}` : digits.slice(0, point);
}
