import { readAccount } from '../shared/account.js';
import type { Network, NetworkUser, RegisterOptions } from '../shared/network.js';
import { IMX_ERRORS } from '../shared/errors/imx.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import { toRegistrationError } from '../shared/registration-error.js';

/** What an `ImxProviderImpl` stands on. */
export interface ImxProviderOptions {
  readonly network: Pick<Network, 'register'>;
  readonly user: Pick<NetworkUser, 'getClaims'>;
}

/** What the documented `registerOffchain` resolves to. */
export interface RegisterOffchainResult {
  /** Empty: Immutable X sends no transaction for a registration. */
  readonly tx_hash: string;
}

/** The documented `IMXProvider` over a network: what `connectImx()` resolves to. */
export class ImxProviderImpl {
  readonly #network: Pick<Network, 'register'>;
  readonly #user: Pick<NetworkUser, 'getClaims'>;

  constructor({ network, user }: ImxProviderOptions) {
    this.#network = network;
    this.#user = user;
  }

  /**
   * Gives the address of the user's account.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR`, `USER_NOT_REGISTERED_ERROR`
   */
  async getAddress(): Promise<Hex> {
    const account = readAccount(await this.#user.getClaims(), 'immutable-x');
    if (!account) throw new PassportError(IMX_ERRORS, 'USER_NOT_REGISTERED_ERROR');
    return account.address;
  }

  /**
   * Whether the user has an account, by the claims at hand.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR`
   */
  async isRegisteredOffchain(): Promise<boolean> {
    return readAccount(await this.#user.getClaims(), 'immutable-x') !== undefined;
  }

  /**
   * Registers the user; one who is registered already is a success.
   *
   * @throws {PassportError} type `USER_REGISTRATION_ERROR`, or of the wallet or the login.
   */
  async registerOffchain(options?: RegisterOptions): Promise<RegisterOffchainResult> {
    try {
      await this.#network.register(options);
    } catch (error) {
      throw toRegistrationError(toPassportError(error));
    }
    return { tx_hash: '' };
  }

  /** The documentation's other name of `registerOffchain`. */
  async registerUserOffchain(options?: RegisterOptions): Promise<RegisterOffchainResult> {
    return this.registerOffchain(options);
  }

  /** Not offered by Passport: rejects with `OPERATION_NOT_SUPPORTED_ERROR`, as the three below. */
  async isRegisteredOnchain(..._args: readonly unknown[]): Promise<never> {
    throw new PassportError(IMX_ERRORS, 'OPERATION_NOT_SUPPORTED_ERROR');
  }

  /** Not offered by Passport. */
  async deposit(..._args: readonly unknown[]): Promise<never> {
    throw new PassportError(IMX_ERRORS, 'OPERATION_NOT_SUPPORTED_ERROR');
  }

  /** Not offered by Passport. */
  async prepareWithdrawal(..._args: readonly unknown[]): Promise<never> {
    throw new PassportError(IMX_ERRORS, 'OPERATION_NOT_SUPPORTED_ERROR');
  }

  /** Not offered by Passport. */
  async completeWithdrawal(..._args: readonly unknown[]): Promise<never> {
    throw new PassportError(IMX_ERRORS, 'OPERATION_NOT_SUPPORTED_ERROR');
  }
}
