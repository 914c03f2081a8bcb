import type { StarkAsset } from './asset-id.js';
import { computeAssetId, isMintedId } from './asset-id.js';
import { createMismatch, createOutOfRange } from './checked-hash.js';

/** A token as the page asked for it, with what the service says of it elsewhere. */
export type AskedToken = StarkAsset & {
  /**
   * The id that the assets endpoint gives, for ERC721 tokens: the id of one that was minted on
   * Immutable X can be known from nowhere else. Hex or decimal.
   */
  readonly assetId?: string;
};

/** How much of a token was asked for. */
export interface AskedAmount {
  readonly token: AskedToken;
  /** In the token's smallest unit; 1 for an ERC721 token. */
  readonly amount: bigint;
}

/** A number as the service writes it: a JSON integer, or text in decimal or, after `0x`, in hex. */
export type WireNumber = string | number;

/**
 * Reads a number of the service.
 *
 * @throws {PassportError} `PAYLOAD_INVALID` when it is none, or one that JSON has rounded.
 */
export function readWireNumber(what: string, value: WireNumber): bigint {
  const isText = typeof value === 'string' && /^(?:0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(value);
  if (!isText && !(Number.isSafeInteger(value) && Number(value) >= 0)) throw createOutOfRange(what);
  return BigInt(value);
}

/**
 * Compares an amount of an asset in a message with what was asked.
 *
 * @returns the numbers that go into the message.
 * @throws {PassportError} `PAYLOAD_MISMATCH`, `PAYLOAD_INVALID`
 */
export function checkAsset(
  asked: AskedAmount, assetId: WireNumber, quanta: WireNumber, role = '',
): { readonly id: bigint; readonly quanta: bigint } {
  const id = readWireNumber(`asset id${role}`, assetId);
  const count = readWireNumber(`amount${role}`, quanta);
  if (!isSameAsset(asked.token, id)) throw createMismatch(`asset${role}`);
  if (count * getQuantum(asked.token) !== asked.amount) throw createMismatch(`amount${role}`);
  return { id, quanta: count };
}

function isSameAsset(token: AskedToken, id: bigint): boolean {
  if (id === computeAssetId(token)) return true;
  if (token.type !== 'ERC721' || token.assetId === undefined || !isMintedId(id)) return false;
  return id === readWireNumber('asset id', token.assetId);
}

/** How many of the smallest unit one quantum is. */
function getQuantum(token: AskedToken): bigint {
  return token.type === 'ERC721' ? 1n : token.quantum;
}
