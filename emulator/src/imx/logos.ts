import { createHash } from 'node:crypto';
import { findToken } from '../accounts/tokens.js';

/** A token's logo: its first letters on a disc whose colour comes from the address. */
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
