import type { SignableOrder } from '../../../src/signing/check-order.js';
import type { SignableTransfer } from '../../../src/signing/check-transfer.js';
import { computeAssetId } from '../../../src/signing/asset-id.js';
import { createSignableOrder, createSignableTransfer, OTHER_KEY } from '../../signing/support/signables.js';
import type { ReceivedRequest, Routes } from './fake-api.js';
import { TRACE } from './trace.js';

/** The receiver, the token and the collection of the recorded transfers. */
export const RECEIVER = '0x0000000000000000000000000000000000000abc';
export const RECEIVER_KEY = OTHER_KEY;
export const TOKEN = '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff';
export const COLLECTION = '0xacb3c6a43d15b907e8433077b6d38ae40936fe2c';
const QUANTUM = 100_000_000n;

/** What a service may lie about. Changes to `signable` come before the hash, `wire` behind it. */
export interface Lies {
  /** Members of what is to be signed; the hash fits them. */
  readonly transfer?: Partial<SignableTransfer>;
  readonly order?: Partial<SignableOrder>;
  /** Members of the answer as it is sent; the hash does not know of them. */
  readonly wire?: Readonly<Record<string, unknown>>;
  /** Members of the order that is looked up. */
  readonly terms?: Readonly<Record<string, unknown>>;
}

/** An Immutable X that is honest but for `lies`. Hashes are computed apart from the library. */
export function createServiceRoutes(lies: Lies = {}): Routes {
  return {
    [`GET /v1/users/${RECEIVER}`]: { json: { accounts: [RECEIVER_KEY] } },
    [`GET /v1/tokens/${TOKEN}`]: { json: { token_address: TOKEN, name: 'Immutable X', symbol: 'IMX', decimals: '18', quantum: String(QUANTUM) } },
    [`GET /v1/assets/${COLLECTION}/*`]: ({ path }) => {
      const tokenId = path.split('/')[4]!.split('?')[0]!;
      return { json: { token_address: COLLECTION, token_id: tokenId, fees: [{ type: 'royalty', percentage: 5 }] } };
    },
    'GET /v3/orders/7777*': { json: { ...TERMS, ...lies.terms } },
    'POST /v1/signable-transfer-details': (request) => ({ json: answerTransfer(request, lies) }),
    'POST /v2/exchanges/tx-77/signable-transfer-details': (request) => ({ json: answerTransfer(request, lies) }),
    'POST /v2/signable-transfer-details': (request) => ({ json: answerBatch(request, lies) }),
    'POST /v3/signable-order-details': (request) => ({ json: answerOrder(request, lies) }),
    'POST /v3/signable-trade-details': { json: toOrderAnswer({ ...TRADE, ...lies.order }, lies) },
    'POST /v3/signable-cancel-order-details': { json: { order_id: 7777, payload_hash: `0${'5'.repeat(60)}`, signable_message: 'm', ...lies.wire } },
    'POST /v1/transfers': { json: TRANSFERRED },
    'POST /v2/exchanges/tx-77/transfers': { json: TRANSFERRED },
    'POST /v2/transfers': { json: { transfer_ids: [5000, 5001] } },
    'POST /v3/orders': { json: { order_id: 7777, request_id: 'r-1', status: 'active', time: 1_700_000_001 } },
    'POST /v3/trades': { json: { trade_id: 8888, request_id: 'r-2', status: 'success' } },
    'DELETE /v3/orders/7777': { json: { order_id: 7777, status: 'cancelled' } },
  };
}

export const TRANSFERRED = { sent_signature: '0x01', status: 'success', time: 1_700_000_000, transfer_id: 4242 };

/** What is sold for 0.00001 ETH by the order that is taken or cancelled. The user's own, for cancelling. */
export const TERMS = {
  order_id: 7777, status: 'active', user: TRACE.account,
  sell: { type: 'ERC721', data: { token_id: '12', token_address: COLLECTION, quantity: '1' } },
  buy: { type: 'ETH', data: { token_address: '', decimals: 18, quantity: '10000000000000' } },
  fees: [{ type: 'royalty', amount: '500000000000' }],
};

export const ETH_ID = toHex(computeAssetId({ type: 'ETH', quantum: QUANTUM }));
export const TOKEN_ID = toHex(computeAssetId({ type: 'ERC20', tokenAddress: TOKEN, quantum: QUANTUM }));
export const toNftId = (tokenId: string): string =>
  toHex(computeAssetId({ type: 'ERC721', tokenAddress: COLLECTION, tokenId: BigInt(tokenId) }));

/** The taker's side of `TERMS`. */
const TRADE: Partial<SignableOrder> = {
  assetIdSell: ETH_ID, assetIdBuy: toNftId('12'), amountSell: '100000', amountBuy: '1',
  feeInfo: { assetId: ETH_ID, feeLimit: '7000', sourceVaultId: 1001 },
};

interface Token {
  readonly type: string;
  readonly data: { readonly token_id?: string };
}

function toAsset({ type, data }: Token, amount: string): { readonly assetId: string; readonly amount: string } {
  if (type === 'ERC721') return { assetId: toNftId(data.token_id!), amount };
  return { assetId: type === 'ETH' ? ETH_ID : TOKEN_ID, amount: String(BigInt(amount) / QUANTUM) };
}

function answerTransfer({ body }: ReceivedRequest, lies: Lies): object {
  const { token, amount } = body as { readonly token: Token; readonly amount: string };
  return toTransferAnswer({ ...toAsset(token, amount), ...lies.transfer }, lies);
}

/** Hashes take milliseconds, and most tests need the same. */
const signables = new Map<string, unknown>();

function remember<Changes, Signable>(create: (changes: Changes) => Signable, changes: Changes): Signable {
  const key = JSON.stringify(changes);
  if (!signables.has(key)) signables.set(key, create(changes));
  return signables.get(key) as Signable;
}

function toTransferAnswer(changes: Partial<SignableTransfer>, lies: Lies): Record<string, unknown> {
  const it = remember(createSignableTransfer, { senderStarkKey: TRACE.starkKey, receiverStarkKey: RECEIVER_KEY, ...changes });
  return {
    sender_stark_key: it.senderStarkKey, sender_vault_id: it.senderVaultId, receiver_vault_id: it.receiverVaultId,
    receiver_stark_key: it.receiverStarkKey, asset_id: it.assetId, amount: it.amount, nonce: it.nonce,
    expiration_timestamp: it.expirationTimestamp, payload_hash: it.payloadHash,
    signable_message: 'm', readable_transaction: 'r', verification_signature: 'v', ...lies.wire,
  };
}

/** The lies are told of the second one. */
function answerBatch({ body }: ReceivedRequest, lies: Lies): object {
  const { signable_requests: requests } = body as { readonly signable_requests: readonly { readonly token: Token; readonly amount: string }[] };
  return {
    sender_stark_key: lies.transfer?.senderStarkKey ?? TRACE.starkKey,
    signable_message: 'm',
    signable_responses: requests.map(({ token, amount }, index) => {
      const lie = index === 1 ? lies : {};
      const { sender_stark_key: _, ...answer } = toTransferAnswer({ ...toAsset(token, amount), nonce: 100 + index, ...lie.transfer }, lie);
      return { ...answer, token };
    }),
  };
}

function answerOrder({ body }: ReceivedRequest, lies: Lies): object {
  const asked = body as Record<'token_sell' | 'token_buy', Token> & Record<'amount_sell' | 'amount_buy', string>;
  const sell = toAsset(asked.token_sell, asked.amount_sell);
  const buy = toAsset(asked.token_buy, asked.amount_buy);
  return toOrderAnswer({
    assetIdSell: sell.assetId, assetIdBuy: buy.assetId, amountSell: sell.amount, amountBuy: buy.amount,
    feeInfo: undefined, ...lies.order,
  }, lies);
}

function toOrderAnswer(changes: Partial<SignableOrder>, lies: Lies): object {
  const it = remember(createSignableOrder, { starkKey: TRACE.starkKey, ...changes });
  const fee = it.feeInfo && { asset_id: it.feeInfo.assetId, fee_limit: it.feeInfo.feeLimit, source_vault_id: it.feeInfo.sourceVaultId };
  return {
    stark_key: it.starkKey, asset_id_sell: it.assetIdSell, asset_id_buy: it.assetIdBuy, amount_sell: it.amountSell,
    amount_buy: it.amountBuy, vault_id_sell: it.vaultIdSell, vault_id_buy: it.vaultIdBuy, nonce: it.nonce,
    expiration_timestamp: it.expirationTimestamp, payload_hash: it.payloadHash, ...(fee ? { fee_info: fee } : {}),
    signable_message: 'm', ...lies.wire,
  };
}

function toHex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
