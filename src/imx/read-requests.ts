import { isAddress } from '../shared/addresses.js';
import { isRecord } from '../shared/guards.js';
import type { FeeEntry, TokenAmount } from '../shared/imx-requests.js';
import type { Hex } from '../shared/types.js';

/** A transfer as the page asked for it, read once: the page may change its object meanwhile. */
export interface AskedTransferRequest {
  readonly token: TokenAmount;
  readonly receiver: Hex;
}

/** A transfer to an exchange. */
export interface AskedExchangeRequest extends AskedTransferRequest {
  readonly exchangeId: string;
}

/** An order. */
export interface AskedOrderRequest {
  readonly sell: TokenAmount;
  readonly buy: TokenAmount;
  readonly fees?: readonly FeeEntry[];
  readonly expirationTimestamp?: number;
}

/** A trade. */
export interface AskedTradeRequest {
  readonly orderId: number;
  readonly fees?: readonly FeeEntry[];
  readonly expirationTimestamp?: number;
}

type Fields = Record<string, unknown>;

const MAX_NUMBER = 2n ** 256n;
const MAX_ID_LENGTH = 200;
/** As many transfers as one approval can show; the service's own limit is not documented. */
const MAX_BATCH = 100;

/** Reads the argument of `transfer`. Every function here throws a `TypeError` that names what is wrong. */
export function readTransferRequest(request: unknown): AskedTransferRequest {
  const fields = readFields(request, 'transfer(request): request');
  return { token: readToken(fields, 'transfer(request): request'), receiver: readReceiver(fields, 'transfer(request): request') };
}

/** Reads the argument of `batchNftTransfer`. */
export function readBatchRequest(request: unknown): readonly AskedTransferRequest[] {
  const name = 'batchNftTransfer(request): request';
  if (!Array.isArray(request)) throw wrong(name, 'is no array of {receiver, tokenAddress, tokenId}');
  if (request.length === 0 || request.length > MAX_BATCH) throw wrong(name, `has ${request.length} entries. Pass 1 to ${MAX_BATCH}`);
  return request.map((entry: unknown, index) => {
    const fields = readFields(entry, `${name}[${index}]`);
    const token = readToken({ ...fields, type: 'ERC721' }, `${name}[${index}]`);
    return { token, receiver: readReceiver(fields, `${name}[${index}]`) };
  });
}

/** Reads the argument of `exchangeTransfer`. */
export function readExchangeRequest(request: unknown): AskedExchangeRequest {
  const name = 'exchangeTransfer(request): request';
  const fields = readFields(request, name);
  const { transactionID: exchangeId } = fields;
  if (fields['type'] === 'ERC721') throw wrong(`${name}.type`, 'is none that an exchange takes. Pass ETH or ERC20');
  const token = readToken(fields, name);
  const receiver = readReceiver(fields, name);
  const isId = typeof exchangeId === 'string' && exchangeId !== '' && exchangeId.length <= MAX_ID_LENGTH
    // As a part of a path these lead elsewhere.
    && !/^\.{1,2}$/.test(exchangeId);
  if (!isId) throw wrong(`${name}.transactionID`, 'is no id. Pass the text that the exchange gave');
  return { token, receiver, exchangeId };
}

/** Reads the argument of `createOrder`. */
export function readOrderRequest(request: unknown): AskedOrderRequest {
  const name = 'createOrder(request): request';
  const fields = readFields(request, name);
  return {
    sell: readToken(readFields(fields['sell'], `${name}.sell`), `${name}.sell`),
    buy: readToken(readFields(fields['buy'], `${name}.buy`), `${name}.buy`),
    ...readTerms(fields, name),
  };
}

/** Reads the argument of `cancelOrder`: the order's id. */
export function readCancelRequest(request: unknown): number {
  const name = 'cancelOrder(request): request';
  return readOrderId(readFields(request, name), name);
}

/** Reads the argument of `createTrade`. */
export function readTradeRequest(request: unknown): AskedTradeRequest {
  const name = 'createTrade(request): request';
  const fields = readFields(request, name);
  return { orderId: readOrderId(fields, name), ...readTerms(fields, name) };
}

function readFields(value: unknown, name: string): Fields {
  if (!isRecord(value)) throw wrong(name, 'is no object');
  return { ...value };
}

function readToken(fields: Fields, name: string): TokenAmount {
  const { type, tokenAddress, tokenId, amount } = fields;
  if (type !== 'ETH' && type !== 'ERC20' && type !== 'ERC721') throw wrong(`${name}.type`, 'is no type. Pass ETH, ERC20 or ERC721');
  const isId = type !== 'ERC721' || isNumberText(tokenId);
  const isAmount = type === 'ERC721' || (isNumberText(amount) && amount !== '0');
  if (type !== 'ETH' && !isAddress(tokenAddress)) throw wrong(`${name}.tokenAddress`, 'is no address. Pass 0x and 40 hex digits');
  if (!isId) throw wrong(`${name}.tokenId`, 'is no id. Pass decimal text, such as "42"');
  if (!isAmount) throw wrong(`${name}.amount`, 'is no amount. Pass decimal text above 0, in the smallest unit');
  if (type === 'ERC721') return { type, tokenAddress: tokenAddress as Hex, tokenId: tokenId as string };
  if (type === 'ERC20') return { type, tokenAddress: tokenAddress as Hex, amount: amount as string };
  return { type, amount: amount as string };
}

function readReceiver({ receiver }: Fields, name: string): Hex {
  if (!isAddress(receiver)) throw wrong(`${name}.receiver`, 'is no address. Pass 0x and 40 hex digits');
  return receiver;
}

function readOrderId({ order_id: id }: Fields, name: string): number {
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) throw wrong(`${name}.order_id`, 'is no id. Pass a whole number');
  return id;
}

function readTerms(fields: Fields, name: string): { readonly fees?: readonly FeeEntry[]; readonly expirationTimestamp?: number } {
  const { fees, expiration_timestamp: expiration } = fields;
  const isTime = expiration === undefined || (typeof expiration === 'number' && Number.isSafeInteger(expiration) && expiration > 0);
  if (!isTime) throw wrong(`${name}.expiration_timestamp`, 'is no time. Pass whole seconds since 1970');
  return {
    ...(fees === undefined ? {} : { fees: readFees(fees, `${name}.fees`) }),
    ...(expiration === undefined ? {} : { expirationTimestamp: expiration as number }),
  };
}

function readFees(fees: unknown, name: string): readonly FeeEntry[] {
  if (!Array.isArray(fees)) throw wrong(name, 'is no array of {address, fee_percentage}');
  return fees.map((fee: unknown, index) => {
    const { address, fee_percentage: percentage } = readFields(fee, `${name}[${index}]`);
    if (address !== undefined && !isAddress(address)) throw wrong(`${name}[${index}].address`, 'is no address. Pass 0x and 40 hex digits');
    const isPercentage = percentage === undefined || (typeof percentage === 'number' && percentage >= 0 && percentage <= 100);
    if (!isPercentage) throw wrong(`${name}[${index}].fee_percentage`, 'is no percentage. Pass a number from 0 to 100');
    return {
      ...(address === undefined ? {} : { address }),
      ...(percentage === undefined ? {} : { fee_percentage: percentage as number }),
    };
  });
}

/** Decimal text of at most 256 bits. */
function isNumberText(value: unknown): value is string {
  return typeof value === 'string' && /^(?:0|[1-9]\d{0,77})$/.test(value) && BigInt(value) < MAX_NUMBER;
}

function wrong(name: string, fault: string): TypeError {
  return new TypeError(`${name} ${fault}.`);
}
