import type { StorageKind } from '../shared/config.js';
import type {
  ImmersveChallenge, ImmersveMethod, ImmersveMode, ImmersveSigner, ImmersveStep, ImmersveWalletOptions,
} from '../shared/immersve.js';
import type { PassportError } from '../shared/passport-error.js';

/** Where Immersve is: its test service, the live one, or an emulator on this machine. */
export type ImmersveEnvironment = 'sandbox' | 'production' | 'emulator';

/** What an element states in its attributes. */
export interface ImmersveAttributeConfig {
  /** There is no default: cards are real in one of them. */
  readonly environment?: ImmersveEnvironment;
  /** The id of the client application, from Immersve. */
  readonly clientApplicationId?: string;
  /** Where tokens are kept. Default `memory`: they end with the page. */
  readonly persist?: StorageKind;
}

/** What a site states: by attributes, or by `configure()`. */
export interface ImmersveConfig extends ImmersveAttributeConfig {
  /** Replaces the address of the environment: https, or http on this machine. JavaScript only. */
  readonly endpoint?: string;
  /** The page's address as Immersve shall see it. Default: the origin of the page. JavaScript only. */
  readonly url?: string;
  /** `strict` (default): a challenge holds what it may hold; `standard`: nothing that is known to be wrong. JavaScript only. */
  readonly challengeCheck?: 'strict' | 'standard';
  /** Replaces the browser's `fetch`. JavaScript only. */
  readonly fetch?: typeof fetch;
}

/** Who is signed in. */
export interface ImmersveProfile {
  readonly method: ImmersveMethod;
  readonly network: string;
  readonly address?: string;
  readonly publicKey?: string;
  readonly cardholderAccountId?: string;
  /** When the access token ends: milliseconds since 1970. It is renewed on need. */
  readonly expiresAtMs: number;
}

/** Where the Immersve session stands. */
export type ImmersveStatus =
  | 'unconfigured' | 'restoring' | 'signed-out' | ImmersveStep | 'signed-in' | 'signing-out' | 'failed';

/** A frozen snapshot. Holds no token. */
export interface ImmersveState {
  readonly status: ImmersveStatus;
  /** Present while signed in. */
  readonly profile?: ImmersveProfile;
  /** The wallet of a login that is under way. */
  readonly signer?: Pick<ImmersveSigner, 'id' | 'name' | 'method'>;
  /** Why `status` is `failed`, or why the session ended. */
  readonly error?: PassportError;
}

/** Why the Immersve session changed. */
export type ImmersveChangeReason = 'restored' | 'signed-in' | 'refreshed' | 'signed-out' | 'expired' | 'other-tab';

/** Options of `immersve.login`. */
export interface ImmersveLoginOptions {
  readonly signer: ImmersveSigner;
  /** Default: by method and environment. */
  readonly network?: string;
  /** Default `login`. */
  readonly mode?: ImmersveMode;
  /** Makes the account when there is none. Default false. */
  readonly autoSignup?: boolean;
  /** Called with the checked challenge before the wallet is; false ends the login with `ABORTED`. */
  readonly onChallenge?: (challenge: ImmersveChallenge, network: string) => boolean;
  /** Ends the login with `ABORTED`; the signal of a call that joins one only that call's own waiting. */
  readonly signal?: AbortSignal;
}

/** Called with each new state. */
export type ImmersveListener = (state: ImmersveState) => void;

/** The Immersve part of a session: `getSession().immersve`. Independent of the Passport part. */
export interface ImmersveSession {
  /** A frozen snapshot of now. */
  readonly state: ImmersveState;
  /** Calls at once and after each change; gives its undo. */
  subscribe(listener: ImmersveListener): () => void;
  /** Takes what code states. Beats and locks what attributes say. Ignored with a warning while somebody is signed in. */
  configure(config: ImmersveConfig): void;
  /**
   * Logs a wallet in. Call it in a click handler: the wallet may open a window. While a login is under way, gives that one.
   *
   * @throws {PassportError} `IMMERSVE_…`, `INVALID_CONFIGURATION`, `ABORTED`, or of the network.
   */
  login(options: ImmersveLoginOptions): Promise<ImmersveProfile>;
  /** Ends a login that is under way; it rejects with `ABORTED`. */
  cancelLogin(): void;
  /** Signs out here at once, then at the service as far as it can be reached. Never rejects for its sake. */
  logout(): Promise<void>;
  /**
   * A token for Immersve's API, renewed when less than a minute is left; undefined while signed out.
   *
   * @throws {PassportError} `REFRESH_FAILED`, `IMMERSVE_SESSION_EXPIRED`, `IMMERSVE_CLIENT_MISMATCH`, `IMMERSVE_DOMAIN_NOT_ALLOWED`
   */
  getAccessToken(): Promise<string | undefined>;
  /** Renews the tokens now: for a site that was answered 401. Rejects like `getAccessToken`. */
  refresh(): Promise<void>;
  /** Calls with the wallets of this page, now and whenever the list changes; gives its undo. */
  watchWallets(options: ImmersveWalletOptions, listener: (signers: readonly ImmersveSigner[]) => void): () => void;
  /** Brings the code, so that every later call goes straight through. Rejects with `CODE_UNAVAILABLE`. */
  load(): Promise<LoadedImmersve>;
  /**
   * Ends timers, listeners, and a login that is under way. Stored tokens stay. What was loading rejects with
   * `SESSION_DISPOSED`; a later call begins anew, without a configuration.
   */
  dispose(): void;
}

/** The Immersve part once its code is there. */
export interface LoadedImmersve extends ImmersveSession {
  /**
   * Merges what an element states; a second call of the same source replaces its first. For elements.
   *
   * @internal
   * @throws {PassportError} `INVALID_CONFIGURATION` when two elements state different values of a key.
   */
  contribute(source: object, attributes: ImmersveAttributeConfig): void;
}
