import { pedersen, STARK_FIELD } from './pedersen.js';

/** What a transfer signs. Amounts in quanta, expiration in hours since 1970. */
export interface TransferMessage {
  readonly token: bigint;
  readonly receiverStarkKey: bigint;
  readonly senderVault: bigint;
  readonly receiverVault: bigint;
  readonly amount: bigint;
  readonly nonce: bigint;
  readonly expiration: bigint;
}

/** What an order or a trade signs. */
export interface OrderMessage {
  readonly tokenSell: bigint;
  readonly tokenBuy: bigint;
  readonly vaultSell: bigint;
  readonly vaultBuy: bigint;
  readonly amountSell: bigint;
  readonly amountBuy: bigint;
  readonly nonce: bigint;
  readonly expiration: bigint;
  /** Who pays no fee signs another kind of message. */
  readonly fee?: { readonly token: bigint; readonly vault: bigint; readonly limit: bigint };
}

/** A number of a message and how many bits are its. */
type Part = readonly [value: bigint, bits: number, limit?: number];

/** The payload hash of a transfer (instruction 1). */
export function hashTransfer(message: TransferMessage): bigint {
  const { token, receiverStarkKey, senderVault, receiverVault, amount, nonce, expiration } = message;
  const packed = pack([[1n, 4], [senderVault, 31], [receiverVault, 31], [amount, 63], [0n, 63], [nonce, 31], [expiration, 22]]);
  return toMessageHash(pedersen(pedersen(token, receiverStarkKey), packed));
}

/** The payload hash of an order: with a fee (instruction 3), or without (instruction 0). */
export function hashOrder(message: OrderMessage): bigint {
  const { tokenSell, tokenBuy, vaultSell, vaultBuy, amountSell, amountBuy, nonce, expiration, fee } = message;
  const tokens = pedersen(tokenSell, tokenBuy);
  if (fee === undefined) {
    const packed = pack([[0n, 4], [vaultSell, 31], [vaultBuy, 31], [amountSell, 63], [amountBuy, 63], [nonce, 31], [expiration, 22]]);
    return toMessageHash(pedersen(tokens, packed));
  }
  const amounts = pack([[amountSell, 63], [amountBuy, 64, 63], [fee.limit, 64, 63], [nonce, 32, 31]]);
  const rest = pack([[3n, 10], [fee.vault, 64], [vaultSell, 64], [vaultBuy, 64], [expiration, 32, 22], [0n, 17]]);
  return toMessageHash(pedersen(pedersen(pedersen(tokens, fee.token), amounts), rest));
}

/** Numbers in a row, most significant first. */
function pack(parts: readonly Part[]): bigint {
  let packed = 0n;
  for (const [value, bits, limit = bits] of parts) {
    if (value < 0n || value >= 2n ** BigInt(limit)) throw new RangeError(`${value} takes more than ${limit} bits.`);
    packed = (packed << BigInt(bits)) | value;
  }
  if (packed >= STARK_FIELD) throw new RangeError('A packed message must be an element of the field.');
  return packed;
}

/** Of field elements, 1 in 2^55 is too large to be signed. */
function toMessageHash(hash: bigint): bigint {
  if (hash >= 2n ** 251n) throw new RangeError('This message cannot be signed; it takes another nonce.');
  return hash;
}
