/** A `0x` hex string. Addresses are 20 bytes, in any letter case unless stated. */
export type Hex = `0x${string}`;

/** The networks on which a Passport user can have an account. */
export type NetworkName = 'immutable-x' | 'immutable-chain';

/** The presets of endpoints. `emulator` works on loopback pages only. */
export type EnvironmentName = 'production' | 'sandbox' | 'emulator';

/** What a page may show of a user: the documented profile of the Passport SDK. */
export interface UserProfile {
  readonly sub: string;
  readonly email?: string;
  readonly nickname?: string;
  readonly username?: string;
}

/** The account of a user on one network. */
export interface Account {
  readonly network: NetworkName;
  /** The address that holds the user's assets: not the wallet's own key. */
  readonly address: Hex;
}
