import { COLLECTIBLES, type Collectible } from '../../accounts/collectibles.js';
import { findToken, type Token } from '../../accounts/tokens.js';
import { badRequest, ImxError } from '../errors.js';
import { toAssetId } from '../stark/asset-id.js';

/** Something that can be in a vault: an amount of a token, or one collectible. */
export type Asset =
  | { readonly kind: 'token'; readonly token: Token; readonly id: bigint; readonly quantum: bigint }
  | { readonly kind: 'collectible'; readonly collectible: Collectible; readonly id: bigint; readonly quantum: 1n };

/** An asset and how much of it, in the smallest unit. */
export interface Amount {
  readonly asset: Asset;
  readonly amount: bigint;
}

const ADDRESS = /^0x[0-9a-f]{40}$/i;

/** The asset of a token. */
export function toTokenAsset(token: Token): Asset {
  const quantum = BigInt(token.quantum);
  const id = toAssetId(token.address === '' ? { type: 'ETH', quantum } : { type: 'ERC20', address: token.address, quantum });
  return { kind: 'token', token, id, quantum };
}

/** The asset of a collectible. */
export function toCollectibleAsset(collectible: Collectible): Asset {
  const { collection: { address, isMinted }, tokenId, name } = collectible;
  const parts = { address, tokenId: BigInt(tokenId) };
  const id = toAssetId(isMinted ? { type: 'MINTED', ...parts, blueprint: name } : { type: 'ERC721', ...parts });
  return { kind: 'collectible', collectible, id, quantum: 1n };
}

/** The collectible with this number in the collection at this address. */
export function findCollectible(address: string, tokenId: string): Collectible | undefined {
  const wanted = address.toLowerCase();
  return COLLECTIBLES.find((item) => item.collection.address === wanted && item.tokenId === tokenId);
}

/**
 * Reads a token as clients write it in a request: `{type, data}`.
 *
 * @throws {ImxError} 400 for what is no token, 404 for one that is not listed.
 */
function readAsset(value: unknown): Asset {
  const { type, data } = (value ?? {}) as { type?: unknown; data?: Readonly<Record<string, unknown>> };
  const address = String(data?.token_address ?? '');
  if (type === 'ETH') return toTokenAsset(requireToken(''));
  if (type !== 'ERC20' && type !== 'ERC721') throw badRequest('token.type must be ETH, ERC20 or ERC721');
  if (!ADDRESS.test(address)) throw badRequest('token.data.token_address must be an address');
  if (type === 'ERC20') return toTokenAsset(requireToken(address));
  const collectible = findCollectible(address, String(data?.token_id));
  if (collectible === undefined) throw new ImxError(404, 'asset_not_found', `Asset not found: ${address} ${String(data?.token_id)}`);
  return toCollectibleAsset(collectible);
}

/** Reads a token and an amount that goes into whole quanta. */
export function readAmount(token: unknown, amount: unknown): Amount {
  const asset = readAsset(token);
  if (typeof amount !== 'string' || !/^[1-9]\d{0,77}$/.test(amount)) throw badRequest('The amount must be a decimal text above 0');
  const units = BigInt(amount);
  if (units % asset.quantum !== 0n) throw badRequest(`The amount must be a multiple of the quantum ${asset.quantum}`);
  if (units / asset.quantum >= 2n ** 63n) throw badRequest('The amount is too large');
  if (asset.kind === 'collectible' && units !== 1n) throw badRequest('The amount of an ERC721 token must be 1');
  return { asset, amount: units };
}

/** How many quanta an amount is. */
export function toQuanta({ asset, amount }: Amount): bigint {
  return amount / asset.quantum;
}

/** A number of the exchange as the API writes it. */
export function toHex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** An amount as a person reads it. */
export function describeAmount({ asset, amount }: Amount): string {
  if (asset.kind === 'collectible') return `${asset.collectible.name} (${asset.collectible.collection.name} #${asset.collectible.tokenId.slice(0, 12)})`;
  const digits = amount.toString().padStart(asset.token.decimals + 1, '0');
  const split = digits.length - asset.token.decimals;
  const fraction = digits.slice(split).replace(/0+$/, '');
  return `${digits.slice(0, split)}${fraction === '' ? '' : `.${fraction}`} ${asset.token.symbol}`;
}

function requireToken(address: string): Token {
  const token = findToken(address);
  if (token === undefined) throw new ImxError(404, 'token_not_found', `Token not found: ${address}`);
  return token;
}
