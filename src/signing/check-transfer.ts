import { checkAsset, readWireNumber } from './asked-asset.js';
import type { AskedAmount, WireNumber } from './asked-asset.js';
import { checkHash, createMismatch } from './checked-hash.js';
import type { CheckedHash } from './checked-hash.js';
import { isSameStarkKey } from './stark-key.js';
import { hashTransfer } from './stark-messages.js';

/** A transfer as the page asked for it. */
export interface AskedTransfer extends AskedAmount {
  /** The Stark keys that the receiver is registered with, by `GET /v1/users/{receiver}`. */
  readonly receiverStarkKeys: readonly string[];
  /** The user's own Stark key. */
  readonly senderStarkKey: string;
}

/** A transfer as the service wants it signed: the members of `signable-transfer-details`, version 1 or 2. */
export interface SignableTransfer {
  readonly senderStarkKey?: string;
  readonly senderVaultId: WireNumber;
  readonly receiverStarkKey: string;
  readonly receiverVaultId: WireNumber;
  readonly assetId: WireNumber;
  /** In quanta. */
  readonly amount: WireNumber;
  readonly nonce: WireNumber;
  /** Hours since 1970. */
  readonly expirationTimestamp: WireNumber;
  readonly payloadHash: string;
}

/**
 * Compares a transfer that is to be signed with the one that was asked for, down to its hash. What it
 * cannot know: whose vaults these are. StarkEx itself lets none but their owners' keys use them.
 *
 * @returns what to sign.
 * @throws {PassportError} `PAYLOAD_MISMATCH` naming what differs, `PAYLOAD_INVALID`
 * @throws {TypeError} for a token that is none.
 */
export function checkTransferPayload(asked: AskedTransfer, signable: SignableTransfer): CheckedHash {
  const { receiverStarkKey, senderStarkKey = asked.senderStarkKey } = signable;
  if (!isSameStarkKey(senderStarkKey, asked.senderStarkKey)) throw createMismatch('sender');
  if (!asked.receiverStarkKeys.some((key) => isSameStarkKey(key, receiverStarkKey))) throw createMismatch('receiver');
  const { id, quanta } = checkAsset(asked, signable.assetId, signable.amount);
  const hash = hashTransfer({
    token: id,
    receiverStarkKey: BigInt(`0x${receiverStarkKey.replace(/^0x/i, '')}`),
    senderVault: readWireNumber('sender\'s vault', signable.senderVaultId),
    receiverVault: readWireNumber('receiver\'s vault', signable.receiverVaultId),
    amount: quanta,
    nonce: readWireNumber('nonce', signable.nonce),
    expiration: readWireNumber('expiration', signable.expirationTimestamp),
  });
  return checkHash(hash, signable.payloadHash);
}

/**
 * Compares a batch of transfers with what was asked, one by one in the same order.
 *
 * @returns what to sign, in that order.
 * @throws {PassportError} `PAYLOAD_MISMATCH` also when there are more or fewer.
 */
export function checkTransferPayloads(
  asked: readonly AskedTransfer[], signables: readonly SignableTransfer[],
): readonly CheckedHash[] {
  if (asked.length !== signables.length) throw createMismatch('number of transfers');
  return signables.map((signable, index) => checkTransferPayload(asked[index]!, signable));
}
