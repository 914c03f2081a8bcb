import type { Hex } from './types.js';

/**
 * What a wallet may be asked to sign: closed purposes, so that no caller and no server can have
 * another text signed. Row 144 of the fault list: the signature of the Stark seed message is the
 * user's key, and must never be obtainable as the signature of something else.
 */
export type SignPurpose =
  /** The constant Stark seed message. The signature is a secret and stays with its only caller. */
  | { readonly kind: 'stark-seed' }
  /** The text that links a wallet to an Immutable X account, as the API sent it. */
  | { readonly kind: 'imx-link'; readonly text: string }
  /** The constant text that registers a wallet on Immutable Chain. */
  | { readonly kind: 'chain-register' }
  /**
   * What a user's account on Immutable Chain is to do or say, once they have approved it: 32 bytes in hex, a hash
   * that is bound to chain and account. They are signed as bytes.
   */
  | { readonly kind: 'chain-account'; readonly hash: Hex };

/** Options of each wallet request. */
export interface WalletRequestOptions {
  readonly signal?: AbortSignal;
}

/**
 * The way to a user's wallet. Both transports, and one that a site brings, give the same keys.
 *
 * Every method settles within a time limit and rejects with a `PassportError`; a failed connection
 * is retried by the next call. One that a site brings is held to limits: ten minutes for an address
 * or a signature (`WALLET_TIMEOUT`; the signal it is given tells it), two seconds to disconnect.
 */
export interface WalletTransport {
  /** The wallet's own address, in EIP-55 form. */
  getAddress(options?: WalletRequestOptions): Promise<Hex>;
  /** Signs by `personal_sign` (EIP-191). Resolves to 65 bytes: r, s, v (27 or 28). */
  sign(purpose: SignPurpose, options?: WalletRequestOptions): Promise<Hex>;
  /** Forgets the user and everything that belongs to them. Never rejects. */
  disconnect(): Promise<void>;
}

/** How the wallet is reached. */
export type WalletTransportName = 'iframe' | 'tee';
