import { createHash } from 'node:crypto';
import { COLLECTIONS } from '../accounts/collectibles.js';
import { findToken } from '../accounts/tokens.js';
import { findCollectible, type Asset } from './ledger/assets.js';

/** A token's logo: its first letters on a disc whose colour comes from the symbol. */
export function renderLogo(address: string): string | undefined {
  const token = findToken(address);
  if (token === undefined) return undefined;
  const hue = (createHash('sha256').update(token.symbol).digest()[0] ?? 0) * 360 / 256;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<circle cx="32" cy="32" r="32" fill="hsl(${hue.toFixed(0)} 55% 38%)"/>
<text x="32" y="40" text-anchor="middle" font-family="system-ui, sans-serif" font-size="22" font-weight="600" fill="#fff">${token.symbol.slice(0, 3)}</text>
</svg>
`;
}

/** The picture of a collectible, or of a collection; undefined where there is none such. */
export function findPicture(address: string, tokenId?: string): string | undefined {
  const collection = COLLECTIONS.find((candidate) => candidate.address === address.toLowerCase());
  if (collection === undefined) return undefined;
  if (tokenId === undefined) return renderPicture(collection.address, 'icon');
  return findCollectible(address, tokenId) && renderPicture(collection.address, tokenId);
}

/** The picture of an asset, for pages of the emulator. */
export function renderItemPicture(asset: Asset): string | undefined {
  if (asset.kind === 'token') return renderLogo(asset.token.address);
  return renderPicture(asset.collectible.collection.address, asset.collectible.tokenId);
}

/** Shapes and colours that come from the collection and the id. */
function renderPicture(collection: string, tokenId: string): string {
  const ground = createHash('sha256').update(collection).digest();
  const bytes = createHash('sha256').update(`${collection}:${tokenId}`).digest();
  const at = (index: number): number => bytes[index % bytes.length] ?? 0;
  const hue = (ground[0] ?? 0) * 360 / 256;
  const shapes = Array.from({ length: 3 + at(0) % 3 }, (_, index) => {
    const [x, y, size] = [20 + at(index * 3 + 1) % 120, 20 + at(index * 3 + 2) % 120, 12 + at(index * 3 + 3) % 36];
    const fill = `hsl(${((hue + 40 + at(index) % 120) % 360).toFixed(0)} ${45 + at(index + 7) % 30}% ${55 + at(index + 9) % 25}% / 0.85)`;
    return at(index + 5) % 2 === 0
      ? `<circle cx="${x}" cy="${y}" r="${size}" fill="${fill}"/>`
      : `<rect x="${x - size}" y="${y - size / 2}" width="${size * 2}" height="${size}" rx="6" transform="rotate(${at(index + 3) % 180} ${x} ${y})" fill="${fill}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" width="160" height="160">
<rect width="160" height="160" fill="hsl(${hue.toFixed(0)} 38% 28%)"/>
${shapes.join('\n')}
</svg>
`;
}
