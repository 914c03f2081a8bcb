import type { ApprovalAction, ApprovalFact, ApprovalSummary } from '../approval/approval.js';
import { describeAsset } from '../approval/summary.js';
import type { AssetSide } from '../approval/summary.js';
import type { FeeEntry, TokenAmount } from '../shared/imx-requests.js';
import type { Hex } from '../shared/types.js';
import type { AskedOrderRequest, AskedTransferRequest } from './read-requests.js';

/** Tells what is transferred, and to whom. */
export function describeTransfers(action: ApprovalAction, transfers: readonly AskedTransferRequest[]): ApprovalSummary {
  return {
    action,
    groups: transfers.map(({ token, receiver }) => [...describe(token), { name: 'receiver', value: receiver }]),
  };
}

/** Tells what is given and got, by which order where one is taken. */
export function describeOrder(action: ApprovalAction, order: AskedOrderRequest, orderId?: number): ApprovalSummary {
  const { sell, buy, fees = [], expirationTimestamp: expires } = order;
  const facts: ApprovalFact[] = [
    ...(orderId === undefined ? [] : [describeId(orderId)]),
    ...describe(sell, 'sell'),
    ...describe(buy, 'buy'),
    ...fees.flatMap(describeFee),
    ...(expires === undefined ? [] : [{ name: 'expires' as const, value: toTime(expires) }]),
  ];
  return { action, groups: [facts] };
}

/** Tells which order is cancelled. */
export function describeCancellation(orderId: number): ApprovalSummary {
  return { action: 'cancel-order', groups: [[describeId(orderId)]] };
}

/** How many decimals a token has is the service's word, and a wrong one would hide most of the amount. */
function describe(token: TokenAmount, side?: AssetSide): readonly ApprovalFact[] {
  switch (token.type) {
    case 'ETH': return describeAsset({ type: 'ETH', amount: BigInt(token.amount) }, side);
    case 'ERC20': return describeAsset({ type: 'ERC20', amount: BigInt(token.amount), tokenAddress: token.tokenAddress as Hex }, side);
    case 'ERC721': return describeAsset({ type: 'ERC721', tokenAddress: token.tokenAddress as Hex, tokenId: token.tokenId }, side);
  }
}

function describeId(orderId: number): ApprovalFact {
  return { name: 'order', value: String(orderId) };
}

function describeFee({ address, fee_percentage: percentage = 0 }: FeeEntry): readonly ApprovalFact[] {
  return percentage === 0 ? [] : [{ name: 'fee', value: `${percentage} %${address ? ` to ${address}` : ''}` }];
}

function toTime(seconds: number): string {
  const time = new Date(seconds * 1_000);
  return Number.isNaN(time.getTime()) ? `${seconds} s` : time.toISOString();
}
