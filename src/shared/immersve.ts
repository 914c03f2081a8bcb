/** The login methods of Immersve, in the order of its documentation. */
export const IMMERSVE_METHODS = ['siwe', 'algorand', 'xrpl'] as const;

/** A kind of wallet that Immersve knows. */
export type ImmersveMethod = (typeof IMMERSVE_METHODS)[number];

/** Whether an account is expected to exist, or is made now. */
export type ImmersveMode = 'login' | 'signup';

/** Where a login stands. */
export type ImmersveStep = 'connecting' | 'checking' | 'signing' | 'completing';

/** What a wallet is known by: an address (`siwe`, `algorand`), or a public key in hex (`xrpl`). */
export interface ImmersveAccount {
  readonly address?: string;
  readonly publicKey?: string;
}

/** What Immersve wants signed, after it was checked. */
export interface ImmersveChallenge {
  /** Text; for `xrpl` hex of the bytes to sign. */
  readonly message: string;
  /** For people; written by the service. */
  readonly description?: string;
  /** Milliseconds since 1970; absent when the service did not say. */
  readonly expiresAtMs?: number;
}

/** What a signer's `connect` is given. */
export interface ImmersveConnectRequest {
  readonly network: string;
  readonly signal: AbortSignal;
}

/** What a signer's `sign` is given. */
export interface ImmersveSignRequest extends ImmersveConnectRequest {
  readonly message: string;
  readonly description?: string;
  readonly account: ImmersveAccount;
}

/** A wallet as `<immersve-login>` uses it. A site may bring its own. */
export interface ImmersveSigner {
  readonly id: string;
  readonly name: string;
  readonly method: ImmersveMethod;
  /** A `data:image/` URI. Others are not drawn. */
  readonly icon?: string;
  /** Called in the click of the visitor, before any request is made: a window may be opened. */
  connect(request: ImmersveConnectRequest): Promise<ImmersveAccount>;
  /**
   * Resolves to the signature as Immersve takes it: `0x` hex of 65 bytes (`siwe`), base64 of 64 bytes over `MX` and
   * the message (`algorand`), hex over the bytes of the message (`xrpl`).
   */
  sign(request: ImmersveSignRequest): Promise<string>;
  /** Called when the visitor signs out, or cancels. */
  disconnect?(): void | Promise<void>;
}

/** Modules of wallets, written by the site as `() => import('…')`. A wallet without one is not offered. */
export interface ImmersveWalletLoaders {
  /** `@perawallet/connect` */
  readonly pera?: () => Promise<unknown>;
  /** `@agoralabs-sh/avm-web-provider`: Kibisis and other wallets of ARC-27. */
  readonly arc27?: () => Promise<unknown>;
  /** `@gemwallet/api`. Its licence is for the site to settle. */
  readonly gemwallet?: () => Promise<unknown>;
}

/** The wallets that the library knows. `eip6963` stands for every wallet that announces itself. */
export const IMMERSVE_BUILTINS = ['eip6963', 'pera', 'arc27', 'crossmark', 'gemwallet'] as const;

/** A wallet that the library knows. */
export type ImmersveBuiltin = (typeof IMMERSVE_BUILTINS)[number];

/** Which wallets are looked for. */
export interface ImmersveWalletOptions {
  /** Wallets of the site's own, before the others. */
  readonly signers?: readonly ImmersveSigner[];
  /** Default: all. */
  readonly builtins?: readonly ImmersveBuiltin[];
  readonly walletLoaders?: ImmersveWalletLoaders;
  /** EIP-6963 names (`rdns`) of wallets that are left out. */
  readonly excludeRdns?: readonly string[];
}
