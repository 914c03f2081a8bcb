/** How an emulator is reached: what `startEmulator()` of `passport-emulator` answers has both. */
export interface EmulatorAccess {
  readonly addresses: { readonly admin: string };
  readonly adminToken: string;
}

/** Somebody as a test wants them. */
export interface TestPerson {
  /** Any address; who is not known yet becomes so. */
  readonly email: string;
  /** Registered with Immutable X and on Immutable Chain. Default: as they are; somebody new is not. */
  readonly registered?: boolean;
  /** Amounts in whole tokens as decimal texts, by symbol or address: `{ ETH: '1.5' }`. They replace all that was there. */
  readonly balances?: Readonly<Record<string, string>>;
}

/** What the emulator knows of somebody. */
export interface TestUser {
  readonly sub: string;
  readonly email: string;
  /** The account on Immutable X, once there is one. */
  readonly imxAddress?: string;
  /** The account on Immutable Chain, once there is one. */
  readonly chainAddress?: string;
}

/** How long and where a fault holds. Without `times` and `forMs`: until cleared. */
export interface FaultOptions {
  /** For so many requests. */
  readonly times?: number;
  /** For so many milliseconds. */
  readonly forMs?: number;
  /** Only for paths that begin so. */
  readonly match?: string;
  /** Details, over the fault's defaults. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What the confirmation page does by itself, or `page` for a person. */
export type Confirmation = 'page' | 'approve' | 'reject' | 'error' | 'close' | 'stay' | 'mute' | 'skip';

/** A message that somebody's wallet has signed. Signatures themselves are not kept. */
export interface SignedMessage {
  readonly email: string;
  /** The message as text. */
  readonly text: string;
  /** SHA-256 of the signed bytes, in hex. */
  readonly sha256: string;
  /** How often it was signed. */
  readonly count: number;
}

/** Who signs in, and where. */
export interface SignInOptions {
  readonly email: string;
  /** As on `<passport-login>`. */
  readonly clientId: string;
  /** Of the site that is tested; on loopback. */
  readonly origin: string;
  /** Default: that of `<passport-login>`. */
  readonly scope?: string;
}

/** A session as the page's storage holds it. The record is a secret, worth as much as the login. */
export interface StoredSignIn {
  readonly origin: string;
  /** The key in `localStorage`. */
  readonly key: string;
  readonly record: string;
}

/** Where an emulator's servers are, for `configure({ emulator })`. */
export interface TestAddresses {
  readonly auth: string;
  readonly api: string;
  readonly tee: string;
  readonly wallet: string;
  readonly passport: string;
  readonly chain: string;
}
