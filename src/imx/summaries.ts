import type { ApprovalAction, ApprovalFact, ApprovalSummary } from '../approval/approval.js';
import { describeAsset } from '../approval/summary.js';
import type { AssetSide } from '../approval/summary.js';
import type { FeeEntry, TokenAmount } from '../shared/imx-requests.js';
import type { Hex } from '../shared/types.js';
import type { AskedOrderRequest, AskedTransferRequest } from './read-requests.js';

/** What a signature on an order commits to beyond what the page asked for: the service's numbers, once they are checked. */
export interface SignedTerms {
  /** Hours since 1970. */
  readonly expirationHours: bigint;
  /** The most that may be taken, in the smallest unit of the token of one side. */
  readonly fee?: { readonly side: 'sell' | 'buy'; readonly limit: bigint };
}

const MS_PER_HOUR = 3_600_000;

/** Tells what is transferred, and to whom. */
export function describeTransfers(action: ApprovalAction, transfers: readonly AskedTransferRequest[]): ApprovalSummary {
  return {
    action,
    groups: transfers.map(({ token, receiver }) => [...describe(token), { name: 'receiver', value: receiver }]),
  };
}

/** Tells what is given and got, by which order where one is taken, and until when. */
export function describeOrder(
  action: ApprovalAction, order: AskedOrderRequest, { expirationHours, fee }: SignedTerms, orderId?: number,
): ApprovalSummary {
  const { sell, buy, fees = [] } = order;
  const facts: ApprovalFact[] = [
    ...(orderId === undefined ? [] : [describeId(orderId)]),
    ...describe(sell, 'sell'),
    ...describe(buy, 'buy'),
    ...fees.flatMap(describeFee),
    ...(fee ? describeLimit(order[fee.side], fee.limit) : []),
    { name: 'expires', value: toTime(expirationHours) },
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

/** The limit is signed, and may be more than the percents above it come to. */
function describeLimit(token: TokenAmount, limit: bigint): readonly ApprovalFact[] {
  // No fee is signed in a token that cannot be divided.
  if (token.type === 'ERC721') return [];
  return describe({ ...token, amount: String(limit) }, 'fee')
    .map(({ name, value }) => ({ name, value: name === 'fee' ? `up to ${value}` : value }));
}

/** Hours of a checked message have 22 bits, so that each is a time. */
function toTime(hours: bigint): string {
  return `${new Date(Number(hours) * MS_PER_HOUR).toISOString().slice(0, -8).replace('T', ' ')} UTC`;
}
