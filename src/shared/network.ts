import type { Account, Hex, NetworkName } from './types.js';

/** The native token of a network, which has no contract: of Immutable X, and of Immutable Chain. */
export type NativeToken = 'ETH' | 'IMX';

/** What tells tokens of one network apart: the contract's address, or the native token's name. */
export type TokenAddress = Hex | NativeToken;

/** A token as the network describes it. Names, symbols and logos are hostile input. */
export interface Token {
  readonly address: TokenAddress;
  readonly symbol: string;
  readonly name?: string;
  /** Digits after the decimal point, 0 to 255; absent while unknown. */
  readonly decimals?: number;
  readonly logoUrl?: string;
}

/** One balance. */
export interface TokenBalance {
  readonly token: Token;
  /** In the token's smallest unit; absent when the network sent something that is no amount. */
  readonly amount?: bigint;
}

/** The balances of one account, exact. */
export interface BalanceList {
  readonly owner: Hex;
  readonly balances: readonly TokenBalance[];
  /** False when some page or token could not be read: what is here is right, but not all. */
  readonly complete: boolean;
  /** Milliseconds since 1970. */
  readonly loadedAtMs: number;
}

/** Options of `listBalances`. */
export interface ListBalancesOptions {
  readonly signal?: AbortSignal;
  /** Only these tokens. */
  readonly tokens?: readonly TokenAddress[];
  /** Told what has been read so far, where more is to come. Its `complete` is false. */
  readonly onPart?: (list: BalanceList) => void;
}

/** An asset of an account: an ERC-721 or ERC-1155 token. Names and pictures are hostile input. */
export interface AccountAsset {
  /** The contract: what tells collections of the same name apart. */
  readonly collection: Hex;
  /** Absent where the network does not tell it. */
  readonly collectionName?: string;
  /** A decimal number, at most 2^256 - 1. */
  readonly tokenId: string;
  readonly name?: string;
  readonly imageUrl?: string;
  /** How many of it the account holds; absent when the network sent no amount. */
  readonly amount?: bigint;
}

/** Some assets of one account. */
export interface AssetList {
  readonly owner: Hex;
  readonly assets: readonly AccountAsset[];
  /** False when some of them could not be read: what is here is right, but not all. */
  readonly complete: boolean;
  /** Asks for the assets that come after these. Absent after the last ones. */
  readonly cursor?: string;
  /** Milliseconds since 1970. */
  readonly loadedAtMs: number;
}

/** Options of `listAssets`. */
export interface ListAssetsOptions {
  /** Of the list before. Default: from the first asset on. */
  readonly cursor?: string;
  readonly signal?: AbortSignal;
}

/** The steps of a registration, in order. */
export type RegistrationStep = 'connect-wallet' | 'derive-key' | 'sign' | 'submit' | 'confirm';

/** Every step, in order: for progress bars. */
export const REGISTRATION_STEPS = [
  'connect-wallet', 'derive-key', 'sign', 'submit', 'confirm',
] as const satisfies readonly RegistrationStep[];

/** Options of a registration. */
export interface RegisterOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: RegistrationStep) => void;
}

/**
 * What the session lends to a network: tokens and the user's claims, never kept by it.
 */
export interface NetworkUser {
  /** The claims of the verified ID token. Rejects with `NOT_LOGGED_IN_ERROR`. */
  getClaims(): Promise<IdTokenClaims>;
  /** A valid access token. */
  getAccessToken(): Promise<string>;
  /** A valid ID token. */
  getIdToken(): Promise<string>;
  /**
   * Gets new tokens, so that a claim added by a server becomes visible. `refused` is an access token that a
   * service did not take: where another is at hand by now, nobody is asked.
   */
  refresh(options?: { readonly signal?: AbortSignal; readonly refused?: string }): Promise<IdTokenClaims>;
}

/** The claims of an ID token that the networks read. */
export interface IdTokenClaims {
  readonly sub: string;
  readonly email?: string;
  readonly nickname?: string;
  readonly username?: string;
  readonly passport?: PassportClaim;
}

/** The `passport` claim: fields of a network appear together once the user is registered there. */
export interface PassportClaim {
  readonly imx_eth_address?: string;
  readonly imx_stark_address?: string;
  readonly imx_user_admin_address?: string;
  readonly zkevm_eth_address?: string;
  readonly zkevm_user_admin_address?: string;
}

/** One network behind the interface that the session and the elements know. */
export interface Network {
  readonly name: NetworkName;
  /** The user's account by these claims; absent when not registered. */
  readAccount(claims: IdTokenClaims): Account | undefined;
  /** Registers the user; a user who is registered already is a success. */
  register(options?: RegisterOptions): Promise<Account>;
  /** Reads balances. Public: needs no user. */
  listBalances(owner: Hex, options?: ListBalancesOptions): Promise<BalanceList>;
  /** Reads some assets. Public: needs no user. */
  listAssets(owner: Hex, options?: ListAssetsOptions): Promise<AssetList>;
  /** Forgets keys and connections of the user. */
  disconnect(): Promise<void>;
}
