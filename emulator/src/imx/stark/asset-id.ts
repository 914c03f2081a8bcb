import { keccak256 } from 'ethers';

/** What the id of an asset is made of. */
export type AssetParts =
  | { readonly type: 'ETH'; readonly quantum: bigint }
  | { readonly type: 'ERC20'; readonly address: string; readonly quantum: bigint }
  | { readonly type: 'ERC721'; readonly address: string; readonly tokenId: bigint }
  /** A token that was minted on Immutable X: its id depends on the blob of the mint. */
  | { readonly type: 'MINTED'; readonly address: string; readonly tokenId: bigint; readonly blueprint: string };

// keccak256 of ETH(), ERC20Token(address), ERC721Token(address,uint256), MintableERC721Token(address,uint256); the first 4 bytes.
const SELECTORS = { ETH: '8322fff2', ERC20: 'f47261b0', ERC721: '02571792', MINTED: 'b8b86672' } as const;
const ID_MASK = 2n ** 250n - 1n;
const MINTED_MASK = 2n ** 240n - 1n;
const MINTED_FLAG = 2n ** 250n;

/** The StarkEx id of an asset. */
export function toAssetId(asset: AssetParts): bigint {
  const type = toAssetType(asset);
  if (asset.type === 'ERC721') return hash(`${toHex('NFT:')}${toWord(type)}${toWord(asset.tokenId)}`) & ID_MASK;
  if (asset.type !== 'MINTED') return type;
  const blob = hash(toHex(`${asset.tokenId}:${asset.blueprint}`));
  return (hash(`${toHex('MINTABLE:')}${toWord(type)}${toWord(blob)}`) & MINTED_MASK) | MINTED_FLAG;
}

/** The StarkEx type of an asset: selector, address, quantum. */
export function toAssetType(asset: AssetParts): bigint {
  const address = asset.type === 'ETH' ? '' : toWord(BigInt(asset.address));
  const quantum = 'quantum' in asset ? asset.quantum : 1n;
  return hash(`${SELECTORS[asset.type]}${address}${toWord(quantum)}`) & ID_MASK;
}

function hash(hex: string): bigint {
  return BigInt(keccak256(`0x${hex}`));
}

function toWord(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}

function toHex(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex');
}
