import type { DirectLoginOptions, ImxProvider, LoginOptions, TokenResponseBody } from '../session/session-types.js';
import { IMX_ERRORS } from '../shared/errors/imx.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import type { UserProfile } from '../shared/types.js';
import { claimPage } from './page-client.js';
import type { PageClient } from './page-client.js';
import { toPassportConfig } from './passport-config.js';
import type { PassportModuleConfiguration } from './passport-config.js';

export { PassportError } from '../shared/passport-error.js';
export { PassportErrorType } from './passport-error-type.js';
export type { PassportModuleConfiguration, PassportOverrides } from './passport-config.js';
export type {
  CancelOrderResponse, CreateOrderResponse, CreateTradeResponse, CreateTransferResponse, CreateTransferResponseV1, Erc20Amount as ERC20Amount,
  Erc721Token as ERC721Token, EthAmount as ETHAmount, FeeEntry, GetSignableCancelOrderRequest, GetSignableTradeRequest,
  NftTransferDetails, TokenAmount, UnsignedExchangeTransferRequest, UnsignedOrderRequest, UnsignedTransferRequest,
} from '../shared/imx-requests.js';
export type { RegisterUserResponse } from '../session/session-types.js';
export type { DirectLoginOptions, LoginOptions, TokenResponseBody, UserProfile };
/** The documented name of what `connectImx()` resolves to. */
export type IMXProvider = ImxProvider;

/**
 * The documented class: a face of the page's one session. Every `Passport` of a page with an equal
 * configuration is the same session, which the elements of the page share as well.
 */
export class Passport {
  readonly #client: PageClient;

  /** @throws {PassportError} `INVALID_CONFIGURATION`, with the documented messages. */
  constructor(options: PassportModuleConfiguration) {
    this.#client = claimPage(toPassportConfig(options));
  }

  /**
   * Signs in, in a window of its own unless the options say otherwise; call it from a click handler.
   * Resolves to null where no window was allowed and none was needed, and when the page is left.
   *
   * @throws {PassportError} type `AUTHENTICATION_ERROR`: `POPUP_BLOCKED`, `POPUP_CLOSED`, `LOGIN_DENIED`, …
   */
  async login(options: LoginOptions = {}): Promise<UserProfile | null> {
    // Nothing is awaited before the window opens: an async function runs at once up to its first await.
    return this.#client.getSession().login(options).catch(throwAsAuthentication);
  }

  /**
   * Finishes a login on the page that `redirectUri` names: closes the window of a login by popup,
   * keeps the user of one by redirect.
   *
   * @throws {PassportError} type `AUTHENTICATION_ERROR`: `CALLBACK_STATE_INVALID`, `LOGIN_DENIED`, …
   */
  async loginCallback(): Promise<void> {
    const result = await this.#client.getSession().handleCallback().catch(throwAsAuthentication);
    if (result.kind === 'delivered') window.close();
  }

  /**
   * Signs out here at once, then at the service, by leaving the page or in a hidden frame.
   *
   * @throws {PassportError} type `LOGOUT_ERROR`
   */
  async logout(): Promise<void> {
    return this.#client.getSession().logout();
  }

  /** Ends a silent logout on the page that `logoutRedirectUri` names. */
  async logoutSilentCallback(url: string): Promise<void> {
    return this.#client.getSession().logoutSilentCallback(url);
  }

  /** Signs out here, and gives the URL that ends the session at the service once somebody goes there. */
  async getLogoutUrl(): Promise<string | undefined> {
    return this.#client.getSession().getLogoutUrl();
  }

  /** The verified user's profile; undefined while signed out. */
  async getUserInfo(): Promise<UserProfile | undefined> {
    return this.#client.getSession().getUserInfo();
  }

  /** A valid ID token; undefined while signed out. */
  async getIdToken(): Promise<string | undefined> {
    return this.#client.getSession().getIdToken();
  }

  /** A valid access token; undefined while signed out. */
  async getAccessToken(): Promise<string | undefined> {
    return this.#client.getSession().getAccessToken();
  }

  /** The addresses of other wallets that the user has linked; none while signed out. */
  async getLinkedAddresses(): Promise<string[]> {
    return [...await this.#client.getSession().getLinkedAddresses()];
  }

  /**
   * Signs in with tokens that the page got elsewhere.
   *
   * @throws {PassportError} type `AUTHENTICATION_ERROR`
   */
  async storeTokens(tokens: TokenResponseBody): Promise<UserProfile> {
    return this.#client.getSession().storeTokens(tokens).catch(throwAsAuthentication);
  }

  /**
   * Signs in when nobody is, connects the wallet and gives the provider; call it from a click handler.
   *
   * @throws {PassportError} as `login`, or type `WALLET_CONNECTION_ERROR`
   */
  async connectImx(): Promise<IMXProvider> {
    const session = this.#client.getSession();
    // Its login is this one: the window is open before anything is awaited.
    const login = session.login().catch(throwAsAuthentication);
    return login.then(() => session.connectImx());
  }

  /** @deprecated The documentation's own advice: `login({ useCachedSession: true })`, then `connectImx()`. */
  async connectImxSilent(): Promise<IMXProvider | null> {
    return await this.login({ useCachedSession: true }) ? this.connectImx() : null;
  }

  /**
   * @deprecated Rejects with `OPERATION_NOT_SUPPORTED_ERROR`. `getSession().connectEvm()` gives the provider, on a page with
   * network `immutable-chain`; `new Passport()` sets `immutable-x`.
   */
  async connectEvm(_options?: object): Promise<never> {
    throw notOffered('connectEvm', 'use getSession().connectEvm() on network immutable-chain');
  }

  /** @deprecated Not offered: rejects with `OPERATION_NOT_SUPPORTED_ERROR`. */
  async linkExternalWallet(_wallet: object): Promise<never> {
    throw notOffered('linkExternalWallet', 'link wallets on the Passport site');
  }

  /** @deprecated Not offered: rejects with `OPERATION_NOT_SUPPORTED_ERROR`. */
  async loginWithDeviceFlow(_options?: object): Promise<never> {
    throw notOffered('loginWithDeviceFlow', 'use login(); the official SDK dropped the device flow in 2.3.2');
  }

  /** @deprecated Not offered: rejects with `OPERATION_NOT_SUPPORTED_ERROR`. */
  async loginWithPKCEFlow(_options?: object): Promise<never> {
    throw notOffered('loginWithPKCEFlow', 'it is for game engines; on a page use login({ useRedirectFlow: true })');
  }
}

/** As documented: whatever keeps a login from finishing is an `AUTHENTICATION_ERROR`. The code stays ours. */
function throwAsAuthentication(thrown: unknown): never {
  const error = toPassportError(thrown);
  const isOwn = error.type === 'SERVICE_UNAVAILABLE_ERROR' || error.type === 'UNEXPECTED_ERROR';
  throw isOwn ? error.withType('AUTHENTICATION_ERROR') : error;
}

function notOffered(method: string, instead: string): PassportError {
  return new PassportError(IMX_ERRORS, 'OPERATION_NOT_SUPPORTED_ERROR', {
    message: `${method} is not offered by passport-widgets: ${instead}.`,
  });
}
