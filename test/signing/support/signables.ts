import { pedersen } from '@scure/starknet';

import type { AskedOrder, SignableOrder } from '../../../src/signing/check-order.js';
import type { AskedTransfer, SignableTransfer } from '../../../src/signing/check-transfer.js';
import type { AskedToken, WireNumber } from '../../../src/signing/asked-asset.js';
import vectors from '../../vectors/stark-messages.json' with { type: 'json' };
import starkVectors from '../../vectors/stark.json' with { type: 'json' };

/** Two users' Stark keys. */
export const [OWN_KEY, OTHER_KEY] = starkVectors.vectors.map((it) => it.stark_public_key) as [string, string];

const [ETH_ID, ERC20_ID, NFT_ID] = [0, 3, 5].map((index) => vectors.assetId[index]!.assetId) as [string, string, string];

/** Tokens with the ids that StarkWare's utilities give. */
export const TOKENS = {
  eth: { token: { type: 'ETH', quantum: 100_000_000n } as AskedToken, id: ETH_ID },
  erc20: {
    token: { type: 'ERC20', tokenAddress: '0x5c1445eced6e0d3c2c5d6663777e01396177d0c6', quantum: 100_000_000n } as AskedToken, id: ERC20_ID,
  },
  nft: { token: { type: 'ERC721', tokenAddress: '0x42200da17479216ca0a14700f0409dd78c5e0afe', tokenId: 42n } as AskedToken, id: NFT_ID },
} as const;

/** The id of a token that was minted on Immutable X, as the assets endpoint gives it. */
export const MINTED_ID = `0x4${'00'.repeat(1)}${'0123456789'.repeat(6)}`;

/** 10 quanta of ETH for somebody. */
export const ASKED_TRANSFER: AskedTransfer = {
  token: TOKENS.eth.token, amount: 1_000_000_000n, receiverStarkKeys: [OTHER_KEY], senderStarkKey: OWN_KEY,
};

/** What an honest service answers, with its hash over the members as they are after `changes`. */
export function createSignableTransfer(changes: Partial<SignableTransfer> = {}): SignableTransfer {
  const it = {
    senderStarkKey: OWN_KEY, senderVaultId: 1001, receiverStarkKey: OTHER_KEY, receiverVaultId: 2002, assetId: TOKENS.eth.id,
    amount: '10', nonce: 596252354, expirationTimestamp: 480_000, ...changes,
  };
  const message = bits([[1, 4], [it.senderVaultId, 31], [it.receiverVaultId, 31], [it.amount, 63], [0, 63], [it.nonce, 31], [it.expirationTimestamp, 22]]);
  return { payloadHash: pedersen(pedersen(BigInt(it.assetId), BigInt(it.receiverStarkKey)), message), ...it };
}

/** A token of a game for 20 quanta of ETH. */
export const ASKED_ORDER: AskedOrder = {
  sell: { token: TOKENS.nft.token, amount: 1n }, buy: { token: TOKENS.eth.token, amount: 2_000_000_000n }, starkKey: OWN_KEY,
};

/** What an honest service answers, with its hash over the members as they are after `changes`. */
export function createSignableOrder(changes: Partial<SignableOrder> = {}): SignableOrder {
  const it = {
    starkKey: OWN_KEY, assetIdSell: TOKENS.nft.id, assetIdBuy: TOKENS.eth.id, amountSell: '1', amountBuy: '20', vaultIdSell: 1001,
    vaultIdBuy: 1002, nonce: 7, expirationTimestamp: 480_000, feeInfo: { assetId: TOKENS.eth.id, feeLimit: '2', sourceVaultId: 1002 }, ...changes,
  };
  return { payloadHash: hashOrder(it), ...it };
}

function hashOrder(it: Omit<SignableOrder, 'payloadHash'>): string {
  const tokens = pedersen(BigInt(it.assetIdSell), BigInt(it.assetIdBuy));
  const fee = it.feeInfo;
  if (!fee) {
    const start = [[0, 4], [it.vaultIdSell, 31], [it.vaultIdBuy, 31]] as const;
    return pedersen(tokens, bits([...start, [it.amountSell, 63], [it.amountBuy, 63], [it.nonce, 31], [it.expirationTimestamp, 22]]));
  }
  const amounts = bits([[it.amountSell, 64], [it.amountBuy, 64], [fee.feeLimit, 64], [it.nonce, 32]]);
  const vaults = bits([[3, 10], [fee.sourceVaultId, 64], [it.vaultIdSell, 64], [it.vaultIdBuy, 64], [it.expirationTimestamp, 32], [0, 17]]);
  return pedersen(pedersen(pedersen(tokens, BigInt(fee.assetId)), amounts), vaults);
}

/** Numbers as texts of bits, one behind the other. */
function bits(parts: readonly (readonly [value: WireNumber, length: number])[]): bigint {
  return BigInt(`0b${parts.map(([value, length]) => BigInt(value).toString(2).padStart(length, '0')).join('')}`);
}
