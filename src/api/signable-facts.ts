import { isAddress } from '../shared/addresses.js';
import { getString, isRecord } from '../shared/guards.js';
import type { TokenAmount } from '../shared/imx-requests.js';
import type { Hex } from '../shared/types.js';
import { createResponseError } from './api-error.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import type { EndpointOptions } from './imx-api.js';
import { parseToken } from './parse-tokens.js';
import type { TokenDetails } from './parse-tokens.js';
import { parseAmount, parseTokenAddress } from './parse-values.js';

/** What has to be known of an ERC20 token in order to compute what is signed. */
export interface TokenFacts extends TokenDetails {
  /** How many of the smallest unit StarkEx counts as one. */
  readonly quantum: bigint;
}

/** What has to be known of an ERC721 token in order to compute what is signed. */
export interface AssetFacts {
  /** The StarkEx id of a token that was minted on Immutable X. Absent where the service does not know the token. */
  readonly assetId?: string;
  /** What its collection takes of each sale, in percent: royalties and the like. */
  readonly royaltyPercent: number;
}

/** An order as its maker wrote it. */
export interface OrderTerms {
  readonly orderId: number;
  readonly user: Hex;
  readonly sell: TokenAmount;
  readonly buy: TokenAmount;
  /** The fees on it that are known already, in the smallest unit of the token in which it is paid. */
  readonly feeAmount: bigint;
}

const MAX_ID_LENGTH = 100;
/** A list of fees has a handful of rows. */
const MAX_FEES = 50;

/** Reads what is known of an ERC20 token. Every function here throws as `callApi` does. */
export async function fetchTokenFacts(target: ApiTarget, token: Hex, { signal }: EndpointOptions = {}): Promise<TokenFacts> {
  const { json } = await callApi(target, { path: `/v1/tokens/${token}`, signal });
  const details = parseToken(json, target.baseUrl);
  const quantum = isRecord(json) ? parseAmount(json['quantum']) : undefined;
  const isWanted = details.tokenAddress.toLowerCase() === token.toLowerCase();
  if (!isWanted || quantum === undefined || quantum === 0n) throw createResponseError('token');
  return { ...details, quantum };
}

/** Reads what is known of an ERC721 token; one that the service does not know has no id of its own. */
export async function fetchAssetFacts(
  target: ApiTarget, address: Hex, tokenId: string, { signal }: EndpointOptions = {},
): Promise<AssetFacts> {
  const path = `/v1/assets/${address}/${tokenId}`;
  const { status, json } = await callApi(target, { path, query: { include_fees: 'true' }, answers: [404], signal });
  if (status === 404) return { royaltyPercent: 0 };
  if (!isRecord(json)) throw createResponseError('asset');
  const isWanted = getString(json, 'token_address')?.toLowerCase() === address.toLowerCase()
    && getString(json, 'token_id') === tokenId;
  if (!isWanted) throw createResponseError('asset');
  const assetId = getString(json, 'id');
  const isId = assetId !== undefined && assetId.length <= MAX_ID_LENGTH && /^(?:0x[0-9a-f]+|[0-9]+)$/i.test(assetId);
  const percents = readFees(json).map((fee) => fee['percentage']);
  return {
    ...(isId ? { assetId } : {}),
    royaltyPercent: percents.reduce<number>((sum, value) => sum + (typeof value === 'number' && value > 0 ? value : 0), 0),
  };
}

/** Reads the terms of an order. */
export async function fetchOrderTerms(target: ApiTarget, orderId: number, { signal }: EndpointOptions = {}): Promise<OrderTerms> {
  const { json } = await callApi(target, { path: `/v3/orders/${orderId}`, query: { include_fees: 'true' }, signal });
  const user = isRecord(json) ? getString(json, 'user') : undefined;
  if (!isRecord(json) || json['order_id'] !== orderId || !isAddress(user)) throw createResponseError('order');
  const amounts = readFees(json).map((fee) => parseAmount(fee['amount']) ?? 0n);
  return {
    orderId, user, sell: parseSide(json['sell']), buy: parseSide(json['buy']), feeAmount: amounts.reduce((sum, amount) => sum + amount, 0n),
  };
}

/** The protocol's own fee is not among them: it is allowed for by itself. */
function readFees(json: Record<string, unknown>): readonly Record<string, unknown>[] {
  const fees = Object.hasOwn(json, 'fees') ? json['fees'] : undefined;
  return Array.isArray(fees) ? fees.slice(0, MAX_FEES).filter(isRecord).filter((fee) => fee['type'] !== 'protocol') : [];
}

function parseSide(side: unknown): TokenAmount {
  const data = isRecord(side) ? side['data'] : undefined;
  if (!isRecord(side) || !isRecord(data)) throw createResponseError('order');
  const tokenAddress = parseTokenAddress(getString(data, 'token_address') ?? '');
  const amount = parseAmount(data['quantity'])?.toString();
  const tokenId = parseAmount(data['token_id'])?.toString();
  if (side['type'] === 'ETH' && amount !== undefined) return { type: 'ETH', amount };
  if (tokenAddress === undefined || tokenAddress === 'ETH') throw createResponseError('order');
  if (side['type'] === 'ERC20' && amount !== undefined) return { type: 'ERC20', tokenAddress, amount };
  if (side['type'] === 'ERC721' && tokenId !== undefined) return { type: 'ERC721', tokenAddress, tokenId };
  throw createResponseError('order');
}
