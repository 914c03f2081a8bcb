import type { AttributeConfig, ResolvedConfig } from '../shared/config.js';
import type { ConnectEvmOptions, EvmProvider } from '../shared/evm-provider.js';
import type {
  AssetList, BalanceList, ListAssetsOptions, ListBalancesOptions, RegisterOptions, RegistrationStep,
} from '../shared/network.js';
import type {
  CancelOrderResponse, CreateOrderResponse, CreateTradeResponse, CreateTransferResponse, CreateTransferResponseV1,
  GetSignableCancelOrderRequest, GetSignableTradeRequest, NftTransferDetails, UnsignedExchangeTransferRequest,
  UnsignedOrderRequest, UnsignedTransferRequest,
} from '../shared/imx-requests.js';
import type { PassportError } from '../shared/passport-error.js';
import type { Account, Hex, UserProfile } from '../shared/types.js';
import type { ImmersveSession } from './immersve-types.js';

/** Where the session stands. */
export type SessionStatus =
  | 'unconfigured' | 'restoring' | 'signed-out' | 'signing-in' | 'signed-in' | 'signing-out' | 'failed';

/** Whether the user has an account on the network. */
export type RegistrationStatus = 'unknown' | 'unregistered' | 'registering' | 'registered' | 'failed';

/** A frozen snapshot: who the visitor is and what they can do. */
export interface SessionState {
  readonly status: SessionStatus;
  readonly user?: UserProfile;
  /** `restored` may be drawn; what matters waits for `verified`. Absent while signed out. */
  readonly trust?: 'restored' | 'verified';
  /** Absent until registered. */
  readonly account?: Account;
  readonly registration: RegistrationStatus;
  /** The step that a registration is at. */
  readonly registrationStep?: RegistrationStep;
  /** While `registering`: another tab does it already, and this one waits for it. Absent otherwise. */
  readonly isRegisteringElsewhere?: boolean;
  /**
   * Whether the browser tells that the login window is closed. Only while `signing-in` in a window.
   * `unwatched`: it does not (COOP), so offer `cancelLogin()` and `reopenLogin()`.
   */
  readonly loginWindow?: 'watched' | 'unwatched';
  /** How many transactions of the provider may have moved assets so far: balances that were read before are old. */
  readonly transactions?: number;
  /** Why `status` or `registration` is `failed`. */
  readonly error?: PassportError;
}

/** The documented direct login methods. */
export interface DirectLoginOptions {
  readonly directLoginMethod: 'google' | 'apple' | 'facebook' | 'email' | (string & {});
  readonly email?: string;
  readonly marketingConsentStatus?: 'opted_in' | 'unsubscribed' | 'subscribed';
}

/** Options of `login`, with the documented names. */
export interface LoginOptions {
  /** Restores a session only; never opens a window. */
  readonly useCachedSession?: boolean;
  /** Gives the user of the session at hand, renewed if its tokens are over, or null. Never opens a window. */
  readonly useSilentLogin?: boolean;
  /** Leaves the page instead of opening a window. */
  readonly useRedirectFlow?: boolean;
  readonly anonymousId?: string;
  readonly directLoginOptions?: DirectLoginOptions;
  /**
   * Ends the login with `ABORTED`. Of a login that several calls wait for, the signal of the call that began it ends it
   * for all of them; the signal of any other ends only its own waiting.
   */
  readonly signal?: AbortSignal;
}

/**
 * How a callback page ended: `delivered` to the page that waits for it, which may close this window;
 * `signed-in` here; `signed-out`, the way back of a logout; `already-finished`, the same URL once more
 * while its user is signed in.
 */
export type CallbackResult =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'signed-in'; readonly user: UserProfile; readonly returnTo?: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'already-finished'; readonly user: UserProfile };

/** An answer of the token endpoint, as a site's own login received it. */
export interface TokenResponseBody {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token: string;
  /** `Bearer`, in any letter case. */
  readonly token_type: string;
  /** Seconds that the access token lives from now on. */
  readonly expires_in: number;
}

/**
 * The provider that `connectImx()` gives: the documented `IMXProvider`. The visitor approves what moves
 * assets, in a window that opens at once: call those methods in a click. An argument that is none is a
 * `TypeError`, before any window opens.
 */
export interface ImxProvider {
  /** @throws {PassportError} `NOT_LOGGED_IN_ERROR`, `USER_NOT_REGISTERED_ERROR` */
  getAddress(): Promise<Hex>;
  /** @throws {PassportError} `NOT_LOGGED_IN_ERROR` */
  isRegisteredOffchain(): Promise<boolean>;
  /** @throws {PassportError} type `USER_REGISTRATION_ERROR`, or of the wallet. */
  registerOffchain(options?: RegisterOptions): Promise<RegisterUserResponse>;
  /** The documentation's other name of `registerOffchain`. */
  registerUserOffchain(options?: RegisterOptions): Promise<RegisterUserResponse>;
  /** @throws {PassportError} type `TRANSFER_ERROR`: `TRANSACTION_REJECTED`, `PAYLOAD_MISMATCH`, … */
  transfer(request: UnsignedTransferRequest): Promise<CreateTransferResponseV1>;
  /** @throws {PassportError} type `TRANSFER_ERROR` */
  batchNftTransfer(request: readonly NftTransferDetails[]): Promise<CreateTransferResponse>;
  /** @throws {PassportError} type `CREATE_ORDER_ERROR` */
  createOrder(request: UnsignedOrderRequest): Promise<CreateOrderResponse>;
  /** @throws {PassportError} type `CANCEL_ORDER_ERROR` */
  cancelOrder(request: GetSignableCancelOrderRequest): Promise<CancelOrderResponse>;
  /** @throws {PassportError} type `CREATE_TRADE_ERROR` */
  createTrade(request: GetSignableTradeRequest): Promise<CreateTradeResponse>;
  /** The visitor is asked in our own words; the guardian is not. @throws {PassportError} type `EXCHANGE_TRANSFER_ERROR` */
  exchangeTransfer(request: UnsignedExchangeTransferRequest): Promise<CreateTransferResponseV1>;
  /** Not offered by Passport: rejects with `OPERATION_NOT_SUPPORTED_ERROR`, as the three below. */
  isRegisteredOnchain(...args: readonly unknown[]): Promise<never>;
  /** Not offered by Passport. */
  deposit(...args: readonly unknown[]): Promise<never>;
  /** Not offered by Passport. */
  prepareWithdrawal(...args: readonly unknown[]): Promise<never>;
  /** Not offered by Passport. */
  completeWithdrawal(...args: readonly unknown[]): Promise<never>;
}

/** What the documented `registerOffchain` resolves to. */
export interface RegisterUserResponse {
  /** Empty: Immutable X sends no transaction for a registration. */
  readonly tx_hash: string;
}

/** Options of `session.fetchBalances`. */
export interface FetchBalancesOptions extends ListBalancesOptions {
  /** Whose balances; the signed-in user's account when absent. */
  readonly owner?: Hex;
  /** Asks the network again although an answer of the last seconds is at hand. */
  readonly refresh?: boolean;
}

/** Options of `session.fetchAssets`. */
export interface FetchAssetsOptions extends ListAssetsOptions {
  /** Whose assets; of the signed-in user's account when absent. */
  readonly owner?: Hex;
  /** Asks the network again although an answer of the last seconds is at hand. */
  readonly refresh?: boolean;
}

/** Called with each new state. */
export type SessionListener = (state: SessionState) => void;

/** One visitor's session. `getSession()` gives the page's own. */
export interface Session {
  /** A frozen snapshot of now. */
  readonly state: SessionState;
  /** Pending until the session is configured; resolves once restoring has ended, whichever way. Never rejects. */
  readonly ready: Promise<SessionState>;
  /** Absent until somebody has configured the session. */
  readonly config: ResolvedConfig | undefined;

  /** Calls at once and after each change; gives its undo. */
  subscribe(listener: SessionListener): () => void;

  /**
   * Signs in. Opens its window synchronously, so call it from a click handler.
   * With `useCachedSession` or `useSilentLogin` opens none, and resolves to null when that is not enough.
   * Resolves to null also where `useRedirectFlow` leaves the page.
   *
   * @throws {PassportError} `POPUP_BLOCKED`, `POPUP_CLOSED`, `LOGIN_DENIED`, `ABORTED`, … of type `AUTHENTICATION_ERROR`;
   * `INVALID_CONFIGURATION`, `CODE_UNAVAILABLE`
   */
  login(options?: LoginOptions): Promise<UserProfile | null>;
  /** Ends a login that is under way; that login rejects with `ABORTED`. */
  cancelLogin(): void;
  /**
   * Brings the login window to the front, or opens another window on the same login where the first is
   * gone or out of reach. Call it in a click. Does nothing while no login is under way.
   */
  reopenLogin(): void;
  /** How a login on this page gets to the login page best: what `flow="auto"` does. */
  getLoginFlow(): 'popup' | 'redirect';
  /**
   * Finishes a login on the callback page, or the way back of a logout. `url` defaults to the page's.
   *
   * @throws {PassportError} `CALLBACK_STATE_INVALID`, `CALLBACK_OPENED_DIRECTLY`, `LOGIN_DENIED`, …
   */
  handleCallback(url?: string): Promise<CallbackResult>;
  /**
   * Signs in with tokens that the page got by itself. They are checked claim by claim and by signature
   * before anything is kept.
   *
   * @throws {PassportError} `TOKEN_RESPONSE_INVALID`, `ID_TOKEN_INVALID`, `JWKS_UNAVAILABLE`
   */
  storeTokens(response: TokenResponseBody): Promise<UserProfile>;

  /**
   * Signs out here at once, then at the service: by leaving the page, or in a hidden frame where
   * `logout-mode` is `silent`.
   *
   * @throws {PassportError} `LOGOUT_ERROR` when the service could not be told; nobody is signed in here
   * all the same.
   */
  logout(): Promise<void>;
  /**
   * Signs out here only. Resolves to the URL that ends the session at the service, for the page to open;
   * it holds no token.
   *
   * @throws {PassportError} of type `LOGOUT_ERROR` when that URL cannot be had; nobody is signed in here all the same.
   */
  getLogoutUrl(): Promise<string | undefined>;
  /**
   * Ends a silent logout: call it on the page at `logout-redirect-uri`, which the service loads in a
   * hidden frame. `url` defaults to the page's.
   *
   * @throws {PassportError} `CALLBACK_OPENED_DIRECTLY` on a page that is in no frame
   */
  logoutSilentCallback(url?: string): Promise<void>;

  /**
   * Signs in when nobody is, and resolves to the provider, which connects the wallet on need. Call it in a click handler.
   *
   * @throws {PassportError} as `login`; `INVALID_CONFIGURATION` on a page of another network
   */
  connectImx(): Promise<ImxProvider>;
  /**
   * Resolves to the EIP-1193 provider of Immutable Chain, the same each time. Nobody is asked and nothing is announced
   * before the page asks for it.
   *
   * @throws {PassportError} `INVALID_CONFIGURATION` on a page of another network
   */
  connectEvm(options?: ConnectEvmOptions): Promise<EvmProvider>;
  /**
   * Registers the user on the configured network; one registration at a time.
   *
   * @throws {PassportError} type `USER_REGISTRATION_ERROR`, or of the wallet; `NOT_LOGGED_IN_ERROR`, `USER_CHANGED`, `ABORTED`
   */
  register(options?: RegisterOptions): Promise<Account>;
  /**
   * Reads balances. Equal calls of the same moment share one request.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR` and `USER_NOT_REGISTERED_ERROR` without an `owner`;
   * `INVALID_CONFIGURATION`, or of the service. Rejects with its signal's reason.
   */
  fetchBalances(options?: FetchBalancesOptions): Promise<BalanceList>;
  /**
   * Reads some assets (ERC-721, ERC-1155); the answer's `cursor` asks for more. Shares requests as `fetchBalances`.
   *
   * @throws {PassportError} as `fetchBalances`
   */
  fetchAssets(options?: FetchAssetsOptions): Promise<AssetList>;

  /**
   * The verified user's profile, or undefined when signed out.
   *
   * @throws {PassportError} `SESSION_EXPIRED`, `REFRESH_FAILED`, `ID_TOKEN_INVALID`, `JWKS_UNAVAILABLE`,
   * `INVALID_CONFIGURATION`, `CODE_UNAVAILABLE`; `NOT_LOGGED_IN_ERROR` and `USER_CHANGED` where that happens meanwhile
   */
  getUserInfo(): Promise<UserProfile | undefined>;
  /** The user's ID token, verified and renewed on need; undefined when signed out. Rejects as `getUserInfo`. */
  getIdToken(): Promise<string | undefined>;
  /** The access token beside a verified ID token, renewed on need; undefined when signed out. Rejects as `getUserInfo`. */
  getAccessToken(): Promise<string | undefined>;
  /**
   * The addresses of the wallets that the user has linked to Passport; empty when signed out.
   *
   * @throws {PassportError} as `getUserInfo`, or of the service
   */
  getLinkedAddresses(): Promise<readonly string[]>;

  /**
   * Merges what an element states in its attributes; a second call of the same source replaces its
   * first. `configure()` beats and locks every key. For elements.
   *
   * @internal
   * @throws {PassportError} `INVALID_CONFIGURATION` when two elements state different values of a key.
   */
  contribute(source: object, attributes: AttributeConfig): void;

  /** Logins of web3 wallets with Immersve, independent of Passport. Its code is loaded by the first use. */
  readonly immersve: ImmersveSession;

  /** Ends frame, listeners, timers and locks. The stored session stays. */
  dispose(): void;
}

/** Options of `configure`. */
export interface ConfigureOptions {
  /** Disposes of a running session and makes a new one. */
  readonly replace?: boolean;
}
