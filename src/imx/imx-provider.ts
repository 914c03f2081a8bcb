import { readAccount } from '../shared/account.js';
import { IMX_ERRORS } from '../shared/errors/imx.js';
import type {
  CancelOrderResponse, CreateOrderResponse, CreateTradeResponse, CreateTransferResponse, CreateTransferResponseV1,
  GetSignableCancelOrderRequest, GetSignableTradeRequest, NftTransferDetails, UnsignedExchangeTransferRequest,
  UnsignedOrderRequest, UnsignedTransferRequest,
} from '../shared/imx-requests.js';
import type { Network, RegisterOptions } from '../shared/network.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { toRegistrationError } from '../shared/registration-error.js';
import type { Hex } from '../shared/types.js';
import { cancelOrder, createOrder, createTrade } from './orders.js';
import { runGuarded } from './provider-call.js';
import type { ProviderParts } from './provider-call.js';
import {
  readBatchRequest, readCancelRequest, readExchangeRequest, readOrderRequest, readTradeRequest, readTransferRequest,
} from './read-requests.js';
import { transfer, transferBatch, transferToExchange } from './transfers.js';

/** What an `ImxProviderImpl` stands on. */
export interface ImxProviderOptions extends ProviderParts {
  readonly register: Network['register'];
}

/** What the documented `registerOffchain` resolves to. */
export interface RegisterOffchainResult {
  /** Empty: Immutable X sends no transaction for a registration. */
  readonly tx_hash: string;
}

/**
 * The documented `IMXProvider` over a network: what `connectImx()` resolves to. Methods that the visitor
 * approves open their window at once: call them in a click. Each rejects with a `TypeError` for an argument
 * that is none, before any window opens.
 */
export class ImxProviderImpl {
  readonly #parts: ImxProviderOptions;

  constructor(options: ImxProviderOptions) {
    this.#parts = options;
  }

  /**
   * Gives the address of the user's account.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR`, `USER_NOT_REGISTERED_ERROR`
   */
  async getAddress(): Promise<Hex> {
    const account = readAccount(await this.#parts.user.getClaims(), 'immutable-x');
    if (!account) throw new PassportError(IMX_ERRORS, 'USER_NOT_REGISTERED_ERROR');
    return account.address;
  }

  /**
   * Whether the user has an account, by the claims at hand.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR`
   */
  async isRegisteredOffchain(): Promise<boolean> {
    return readAccount(await this.#parts.user.getClaims(), 'immutable-x') !== undefined;
  }

  /**
   * Registers the user; one who is registered already is a success.
   *
   * @throws {PassportError} type `USER_REGISTRATION_ERROR`, or of the wallet or the login.
   */
  async registerOffchain(options?: RegisterOptions): Promise<RegisterOffchainResult> {
    try {
      await this.#parts.register(options);
    } catch (error) {
      throw toRegistrationError(toPassportError(error));
    }
    return { tx_hash: '' };
  }

  /** The documentation's other name of `registerOffchain`. */
  async registerUserOffchain(options?: RegisterOptions): Promise<RegisterOffchainResult> {
    return this.registerOffchain(options);
  }

  /**
   * Transfers ETH or a token, once the visitor approves.
   *
   * @throws {PassportError} type `TRANSFER_ERROR`: `TRANSACTION_REJECTED`, `PAYLOAD_MISMATCH`, …
   */
  async transfer(request: UnsignedTransferRequest): Promise<CreateTransferResponseV1> {
    const asked = readTransferRequest(request);
    return runGuarded(this.#parts, { type: 'TRANSFER_ERROR' }, (call) => transfer(call, asked));
  }

  /**
   * Transfers several ERC721 tokens in one go, once the visitor approves.
   *
   * @throws {PassportError} type `TRANSFER_ERROR`
   */
  async batchNftTransfer(request: readonly NftTransferDetails[]): Promise<CreateTransferResponse> {
    const asked = readBatchRequest(request);
    return runGuarded(this.#parts, { type: 'TRANSFER_ERROR', window: 'batch' }, (call) => transferBatch(call, asked));
  }

  /**
   * Offers an order, once the visitor approves.
   *
   * @throws {PassportError} type `CREATE_ORDER_ERROR`
   */
  async createOrder(request: UnsignedOrderRequest): Promise<CreateOrderResponse> {
    const asked = readOrderRequest(request);
    return runGuarded(this.#parts, { type: 'CREATE_ORDER_ERROR' }, (call) => createOrder(call, asked));
  }

  /**
   * Cancels an order of the user's, once they approve.
   *
   * @throws {PassportError} type `CANCEL_ORDER_ERROR`
   */
  async cancelOrder(request: GetSignableCancelOrderRequest): Promise<CancelOrderResponse> {
    const orderId = readCancelRequest(request);
    return runGuarded(this.#parts, { type: 'CANCEL_ORDER_ERROR' }, (call) => cancelOrder(call, orderId));
  }

  /**
   * Takes an order, once the visitor approves.
   *
   * @throws {PassportError} type `CREATE_TRADE_ERROR`
   */
  async createTrade(request: GetSignableTradeRequest): Promise<CreateTradeResponse> {
    const asked = readTradeRequest(request);
    return runGuarded(this.#parts, { type: 'CREATE_TRADE_ERROR' }, (call) => createTrade(call, asked));
  }

  /**
   * Transfers ETH or a token to an exchange, once the visitor approves: in our own words, because the guardian is not
   * asked about these. The official SDK asks nobody.
   *
   * @throws {PassportError} type `EXCHANGE_TRANSFER_ERROR`
   */
  async exchangeTransfer(request: UnsignedExchangeTransferRequest): Promise<CreateTransferResponseV1> {
    const asked = readExchangeRequest(request);
    return runGuarded(this.#parts, { type: 'EXCHANGE_TRANSFER_ERROR' }, (call) => transferToExchange(call, asked));
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
