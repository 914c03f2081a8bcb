import vectors from './stark-messages.json' with { type: 'json' };
import type { Hex } from '../../src/shared/types.js';
import { computeAssetId, computeAssetType } from '../../src/signing/asset-id.js';
import type { StarkAsset } from '../../src/signing/asset-id.js';
import { hashPedersen } from '../../src/signing/pedersen.js';
import { hashOrder, hashTransfer } from '../../src/signing/stark-messages.js';
import type { MessageFee, OrderMessage, TransferMessage } from '../../src/signing/stark-messages.js';

/** One known answer: what it is, what is computed, and what it has to be. */
export interface MessageCase {
  readonly kind: 'transfer' | 'transfer with fee' | 'order' | 'order with fee' | 'asset type' | 'asset id' | 'Pedersen hash';
  readonly compute: () => bigint;
  readonly expected: bigint;
}

type Transfer = (typeof vectors.transfer)[number];
type Order = (typeof vectors.limitOrder)[number];

/** Every known answer of stark-messages.json. */
export const MESSAGE_CASES: readonly MessageCase[] = [
  ...vectors.transfer.map((it) => toCase('transfer', it.hash, () => hashTransfer(toTransfer(it)))),
  ...vectors.transferWithFee.map((it) => toCase('transfer with fee', it.hash, () => hashTransfer(toTransfer(it), toFee(it)))),
  ...vectors.limitOrder.map((it) => toCase('order', it.hash, () => hashOrder(toOrder(it)))),
  ...vectors.limitOrderWithFee.map((it) => toCase('order with fee', it.hash, () => hashOrder(toOrder(it), toFee(it)))),
  ...vectors.assetType.map((it) => toCase('asset type', it.assetType, () => computeAssetType(toAsset(it.asset)))),
  ...vectors.assetId.map((it) => toCase('asset id', it.assetId, () => computeAssetId(toAsset(it.asset)))),
  ...vectors.pedersen.map((it) => toCase('Pedersen hash', it.hash, () => hashPedersen(BigInt(it.a), BigInt(it.b)))),
];

function toCase(kind: MessageCase['kind'], expected: string, compute: () => bigint): MessageCase {
  return { kind, compute, expected: BigInt(expected) };
}

/** A transfer of the file as the code under test takes it. */
export function toTransfer(it: Transfer): TransferMessage {
  return {
    token: BigInt(it.token),
    receiverStarkKey: BigInt(it.receiver_stark_key),
    senderVault: BigInt(it.sender_vault_id),
    receiverVault: BigInt(it.receiver_vault_id),
    amount: BigInt(it.amount),
    nonce: BigInt(it.nonce),
    expiration: BigInt(it.expiration_timestamp),
  };
}

/** An order of the file as the code under test takes it. */
export function toOrder(it: Order): OrderMessage {
  return {
    tokenSell: BigInt(it.token_sell),
    tokenBuy: BigInt(it.token_buy),
    vaultSell: BigInt(it.vault_sell),
    vaultBuy: BigInt(it.vault_buy),
    amountSell: BigInt(it.amount_sell),
    amountBuy: BigInt(it.amount_buy),
    nonce: BigInt(it.nonce),
    expiration: BigInt(it.expiration_timestamp),
  };
}

/** The fee of a message of the file. */
export function toFee(it: { fee_token: string; fee_vault_id: number; fee_limit: string }): MessageFee {
  return { token: BigInt(it.fee_token), vault: BigInt(it.fee_vault_id), limit: BigInt(it.fee_limit) };
}

function toAsset({ type, data }: (typeof vectors.assetId)[number]['asset']): StarkAsset {
  const tokenAddress = data.tokenAddress as Hex;
  if (type === 'ERC721') return { type, tokenAddress, tokenId: BigInt(data.tokenId ?? '') };
  const quantum = BigInt(data.quantum ?? '');
  return type === 'ETH' ? { type, quantum } : { type: 'ERC20', tokenAddress, quantum };
}
