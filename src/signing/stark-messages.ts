import { createOutOfRange } from './checked-hash.js';
import { hashPedersen, STARK_FIELD } from './pedersen.js';

/** A transfer as StarkEx hashes it. Amounts in quanta, expiration in hours since 1970. */
export interface TransferMessage {
  /** Asset id. */
  readonly token: bigint;
  readonly receiverStarkKey: bigint;
  readonly senderVault: bigint;
  readonly receiverVault: bigint;
  readonly amount: bigint;
  readonly nonce: bigint;
  readonly expiration: bigint;
}

/** A limit order as StarkEx hashes it. Amounts in quanta, expiration in hours since 1970. */
export interface OrderMessage {
  readonly tokenSell: bigint;
  readonly tokenBuy: bigint;
  readonly vaultSell: bigint;
  readonly vaultBuy: bigint;
  readonly amountSell: bigint;
  readonly amountBuy: bigint;
  readonly nonce: bigint;
  readonly expiration: bigint;
}

/** The fee of a message: at most `limit` quanta of `token`, out of `vault`. */
export interface MessageFee {
  readonly token: bigint;
  readonly vault: bigint;
  readonly limit: bigint;
}

/** What the numbers of a message may be: all below their limit. Source: StarkWare's crypto utilities. */
const LIMITS = {
  field: STARK_FIELD,
  amount: 2n ** 63n,
  nonce: 2n ** 31n,
  expiration: 2n ** 22n,
  vault: 2n ** 31n,
} as const;

/** Where fees are involved, vaults on the chain have numbers too: from here on, as many as the others. */
const CHAIN_VAULTS = 2n ** 63n;

type Kind = keyof typeof LIMITS | 'vault-or-chain-vault';
type Part = readonly [name: string, value: bigint, kind: Kind];

/**
 * The payload hash of a transfer.
 *
 * @throws {PassportError} `PAYLOAD_INVALID` before anything is hashed, when a number is out of range.
 */
export function hashTransfer(message: TransferMessage, fee?: MessageFee): bigint {
  const { token, receiverStarkKey, senderVault, receiverVault, amount, nonce, expiration } = message;
  const vault = fee ? 'vault-or-chain-vault' : 'vault';
  checkRanges([
    ['asset id', token, 'field'], ['receiver\'s key', receiverStarkKey, 'field'], ['sender\'s vault', senderVault, vault],
    ['receiver\'s vault', receiverVault, vault], ['amount', amount, 'amount'], ['nonce', nonce, 'nonce'],
    ['expiration', expiration, 'expiration'], ...getFeeParts(fee),
  ]);
  if (!fee) {
    const packed = pack([1n], [senderVault, 31], [receiverVault, 31], [amount, 63], [0n, 63], [nonce, 31], [expiration, 22]);
    return hashPedersen(hashPedersen(token, receiverStarkKey), packed);
  }
  const tokens = hashPedersen(hashPedersen(token, fee.token), receiverStarkKey);
  const vaults = pack([senderVault], [receiverVault, 64], [fee.vault, 64], [nonce, 32]);
  return hashPedersen(hashPedersen(tokens, vaults), pack([4n], [amount, 64], [fee.limit, 64], [expiration, 32], [0n, 81]));
}

/**
 * The payload hash of a limit order.
 *
 * @throws {PassportError} `PAYLOAD_INVALID` before anything is hashed, when a number is out of range.
 */
export function hashOrder(message: OrderMessage, fee?: MessageFee): bigint {
  const { tokenSell, tokenBuy, vaultSell, vaultBuy, amountSell, amountBuy, nonce, expiration } = message;
  const vault = fee ? 'vault-or-chain-vault' : 'vault';
  checkRanges([
    ['asset id to sell', tokenSell, 'field'], ['asset id to buy', tokenBuy, 'field'], ['vault to sell from', vaultSell, vault],
    ['vault to buy into', vaultBuy, vault], ['amount to sell', amountSell, 'amount'], ['amount to buy', amountBuy, 'amount'],
    ['nonce', nonce, 'nonce'], ['expiration', expiration, 'expiration'], ...getFeeParts(fee),
  ]);
  const tokens = hashPedersen(tokenSell, tokenBuy);
  if (!fee) {
    const amounts = [[amountSell, 63], [amountBuy, 63]] as const;
    return hashPedersen(tokens, pack([0n], [vaultSell, 31], [vaultBuy, 31], ...amounts, [nonce, 31], [expiration, 22]));
  }
  const amounts = pack([amountSell], [amountBuy, 64], [fee.limit, 64], [nonce, 32]);
  const vaults = pack([3n], [fee.vault, 64], [vaultSell, 64], [vaultBuy, 64], [expiration, 32], [0n, 17]);
  return hashPedersen(hashPedersen(hashPedersen(tokens, fee.token), amounts), vaults);
}

function getFeeParts(fee: MessageFee | undefined): readonly Part[] {
  if (!fee) return [];
  return [
    ['fee\'s asset id', fee.token, 'field'], ['fee\'s vault', fee.vault, 'vault-or-chain-vault'], ['fee\'s limit', fee.limit, 'amount'],
  ];
}

function checkRanges(parts: readonly Part[]): void {
  for (const [name, value, kind] of parts) {
    const isInRange = kind === 'vault-or-chain-vault'
      ? isBelow(value, LIMITS.vault) || isBelow(value - CHAIN_VAULTS, LIMITS.vault)
      : isBelow(value, LIMITS[kind]);
    if (!isInRange) throw createOutOfRange(name);
  }
}

function isBelow(value: bigint, limit: bigint): boolean {
  return value >= 0n && value < limit;
}

/** Writes numbers one behind the other, each in its bits, the first in as many as it needs. */
function pack(first: readonly [bigint], ...parts: readonly (readonly [value: bigint, bits: number])[]): bigint {
  return parts.reduce((packed, [value, bits]) => (packed << BigInt(bits)) + value, first[0]);
}
