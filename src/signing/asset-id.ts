import { keccak_256 } from '@noble/hashes/sha3.js';

import { isAddress } from '../shared/addresses.js';
import type { Hex } from '../shared/types.js';
import { toBytes, toDigits, toInteger } from './bytes.js';

/** What an asset id is computed from. */
export type StarkAsset =
  /** `quantum`: how many of the smallest unit StarkEx counts as one. */
  | { readonly type: 'ETH'; readonly quantum: bigint }
  | { readonly type: 'ERC20'; readonly tokenAddress: Hex; readonly quantum: bigint }
  | { readonly type: 'ERC721'; readonly tokenAddress: Hex; readonly tokenId: bigint };

/** The first 4 bytes of keccak256 of `ETH()`, `ERC20Token(address)`, `ERC721Token(address,uint256)`. */
const SELECTORS = { ETH: '8322fff2', ERC20: 'f47261b0', ERC721: '02571792' } as const;

/** Ids are cut to 250 bits. */
const ID_BITS = 250;

/** Ids of tokens minted on Immutable X: the bit above the 250, and 240 bits of a hash. */
const MINTED_FLAG = 2n ** 250n;
const MINTED_BITS = 240;

/**
 * The StarkEx type of an asset: the token with its quantum.
 *
 * @throws {TypeError} for an address, a quantum or a token id that is none.
 */
export function computeAssetType(asset: StarkAsset): bigint {
  const address = asset.type === 'ETH' ? '' : toWord(readAddress(asset.tokenAddress));
  const quantum = asset.type === 'ERC721' ? 1n : asset.quantum;
  if (quantum < 1n) throw new TypeError('quantum is no quantum. Pass 1n or more, as the token\'s details say.');
  return toId(`${SELECTORS[asset.type]}${address}${toWord(quantum)}`);
}

/**
 * The StarkEx id of an asset: its type, and for an ERC721 token its type and number.
 *
 * It is not the id of a token that was minted on Immutable X. That one depends on what was minted and
 * is known to the assets endpoint alone: `isMintedId` tells its form.
 *
 * @throws {TypeError} as `computeAssetType` does.
 */
export function computeAssetId(asset: StarkAsset): bigint {
  const type = computeAssetType(asset);
  if (asset.type !== 'ERC721') return type;
  // The bytes of "NFT:".
  return toId(`4e46543a${toWord(type)}${toWord(asset.tokenId)}`);
}

/** Whether this may be the id of a token that was minted on Immutable X. */
export function isMintedId(id: bigint): boolean {
  return id === (BigInt.asUintN(MINTED_BITS, id) | MINTED_FLAG);
}

function toId(digits: string): bigint {
  return BigInt.asUintN(ID_BITS, toInteger(keccak_256(toBytes(digits))));
}

function toWord(value: bigint): string {
  if (value < 0n || value >> 256n !== 0n) throw new TypeError('tokenId or quantum is out of range. Pass a number of 256 bits.');
  return toDigits(value);
}

function readAddress(address: Hex): bigint {
  if (!isAddress(address)) throw new TypeError('tokenAddress is no address. Pass 0x and 40 hex digits.');
  return BigInt(address);
}
