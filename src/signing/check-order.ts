import { checkAsset, readWireNumber } from './asked-asset.js';
import type { AskedAmount, WireNumber } from './asked-asset.js';
import { checkHash, createMismatch } from './checked-hash.js';
import type { CheckedHash } from './checked-hash.js';
import { isSameStarkKey } from './stark-key.js';
import { hashOrder } from './stark-messages.js';
import type { MessageFee } from './stark-messages.js';

const SECONDS_PER_HOUR = 3600n;
const ALL_PPM = 1_000_000n;

/** An order as the page asked for it. */
export interface AskedOrder {
  readonly sell: AskedAmount;
  readonly buy: AskedAmount;
  /** The user's own Stark key. */
  readonly starkKey: string;
  /** Seconds since 1970, where the page set it. Default: the service decides. */
  readonly expiresAt?: number;
  /**
   * The most that may be taken as fees, in millionths of the amount that moves on the side in whose token
   * they are paid. Default: all of it.
   */
  readonly maxFeePpm?: bigint;
}

/** What the service wants to take as fees: `fee_info`. */
export interface SignableFee {
  readonly assetId: WireNumber;
  /** In quanta. */
  readonly feeLimit: WireNumber;
  readonly sourceVaultId: WireNumber;
}

/** An order as the service wants it signed: the members of `signable-order-details`. */
export interface SignableOrder {
  readonly starkKey: string;
  readonly assetIdSell: WireNumber;
  readonly assetIdBuy: WireNumber;
  /** In quanta, as the other amount. */
  readonly amountSell: WireNumber;
  readonly amountBuy: WireNumber;
  readonly vaultIdSell: WireNumber;
  readonly vaultIdBuy: WireNumber;
  readonly nonce: WireNumber;
  /** Hours since 1970. */
  readonly expirationTimestamp: WireNumber;
  /** Without it, the message is one without fee. */
  readonly feeInfo?: SignableFee;
  readonly payloadHash: string;
}

/**
 * Compares an order that is to be signed with the one that was asked for, down to its hash.
 *
 * @returns what to sign.
 * @throws {PassportError} `PAYLOAD_MISMATCH` naming what differs, `PAYLOAD_INVALID`
 * @throws {TypeError} for a token that is none.
 */
export function checkOrderPayload(asked: AskedOrder, signable: SignableOrder): CheckedHash {
  if (!isSameStarkKey(signable.starkKey, asked.starkKey)) throw createMismatch('signer');
  const sell = checkAsset(asked.sell, signable.assetIdSell, signable.amountSell, ' to sell');
  const buy = checkAsset(asked.buy, signable.assetIdBuy, signable.amountBuy, ' to buy');
  const expiration = readWireNumber('expiration', signable.expirationTimestamp);
  // The message counts in whole hours, which the service may round up: it ends within the hour that was asked for.
  const isLonger = asked.expiresAt !== undefined && (expiration - 1n) * SECONDS_PER_HOUR >= BigInt(Math.ceil(asked.expiresAt));
  if (isLonger) throw createMismatch('expiration');
  const hash = hashOrder({
    tokenSell: sell.id,
    tokenBuy: buy.id,
    vaultSell: readWireNumber('vault to sell from', signable.vaultIdSell),
    vaultBuy: readWireNumber('vault to buy into', signable.vaultIdBuy),
    amountSell: sell.quanta,
    amountBuy: buy.quanta,
    nonce: readWireNumber('nonce', signable.nonce),
    expiration,
  }, checkFee(asked, signable, [{ ...asked.sell, ...sell }, { ...asked.buy, ...buy }]));
  return checkHash(hash, signable.payloadHash);
}

/**
 * Compares a trade that is to be signed with the order that it takes: what that order sells is bought,
 * and the other way round.
 *
 * @param asked the order that is taken, as its maker wrote it; key, time and fee are the taker's.
 * @throws as `checkOrderPayload` does.
 */
export function checkTradePayload(asked: AskedOrder, signable: SignableOrder): CheckedHash {
  return checkOrderPayload({ ...asked, sell: asked.buy, buy: asked.sell }, signable);
}

/**
 * The protocol's and the creator's shares are the service's to say, so only a limit can be held. A share is
 * rounded up to whole quanta. No token of a game can be divided, so that no fee is paid in one.
 */
function checkFee(
  { maxFeePpm = ALL_PPM }: AskedOrder, { feeInfo }: SignableOrder,
  sides: readonly (AskedAmount & { readonly id: bigint; readonly quanta: bigint })[],
): MessageFee | undefined {
  if (!feeInfo) return undefined;
  const fee = {
    token: readWireNumber('fee\'s asset id', feeInfo.assetId),
    vault: readWireNumber('fee\'s vault', feeInfo.sourceVaultId),
    limit: readWireNumber('fee\'s limit', feeInfo.feeLimit),
  };
  const side = sides.find(({ id }) => id === fee.token);
  if (!side || side.token.type === 'ERC721') throw createMismatch('fee\'s asset');
  if (fee.limit * ALL_PPM > side.quanta * maxFeePpm + ALL_PPM - 1n) throw createMismatch('fee');
  return fee;
}
