import type { TokenAmount } from '../shared/imx-requests.js';

/** A token in the form in which the signable endpoints take it. */
export type WireToken =
  | { readonly type: 'ETH'; readonly data: { readonly decimals: 18 } }
  | { readonly type: 'ERC20'; readonly data: { readonly token_address: string } }
  | { readonly type: 'ERC721'; readonly data: { readonly token_id: string; readonly token_address: string } };

/** Gives a token as the official SDK writes it. */
export function toWireToken(token: TokenAmount): WireToken {
  switch (token.type) {
    case 'ETH': return { type: 'ETH', data: { decimals: 18 } };
    case 'ERC20': return { type: 'ERC20', data: { token_address: token.tokenAddress } };
    case 'ERC721': return { type: 'ERC721', data: { token_id: token.tokenId, token_address: token.tokenAddress } };
  }
}

/** Gives how much of it, as the official SDK writes it: an ERC721 token is one. */
export function toWireAmount(token: TokenAmount): string {
  return token.type === 'ERC721' ? '1' : token.amount;
}
