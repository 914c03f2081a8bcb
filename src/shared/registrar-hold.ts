import { readAccount } from './account.js';
import { SHARED_ERRORS } from './errors/shared.js';
import type { IdTokenClaims, NetworkUser, RegisterOptions } from './network.js';
import { PassportError } from './passport-error.js';
import { toRegistrationError } from './registration-error.js';
import type { Account, NetworkName } from './types.js';
import type { WalletTransport } from './wallet.js';

/** The part of a network that works with the wallet, for one user. */
export interface HeldRegistrar {
  register(claims: IdTokenClaims, options: RegisterOptions): Promise<Account>;
  /** Drops the user's keys. */
  disconnect(): void;
}

/** What a hold works with. */
export interface RegistrarHoldOptions<R extends HeldRegistrar> {
  readonly network: NetworkName;
  readonly user: NetworkUser;
  readonly wallet: Pick<WalletTransport, 'disconnect'>;
  /** Loads its code, which a visitor who looks at balances does not need, and makes one. */
  readonly create: () => Promise<R>;
}

/** A network's registrar: made on first need, dropped when its user leaves. */
export class RegistrarHold<R extends HeldRegistrar> {
  readonly #options: RegistrarHoldOptions<R>;
  #registrar?: R;
  /** Goes up with each disconnect, so that code which loads meanwhile starts nothing. */
  #epoch = 0;

  constructor(options: RegistrarHoldOptions<R>) {
    this.#options = options;
  }

  /**
   * The registrar with the claims of its user.
   *
   * @throws {PassportError} `ABORTED` when the user left meanwhile, or as `create` does
   */
  async take(): Promise<{ readonly claims: IdTokenClaims; readonly registrar: R }> {
    const epoch = this.#epoch;
    const claims = await this.#options.user.getClaims();
    return { claims, registrar: await this.#getRegistrar(epoch) };
  }

  /** As `Network.register`. */
  async register(options: RegisterOptions = {}): Promise<Account> {
    const epoch = this.#epoch;
    const { user, network } = this.#options;
    options.signal?.throwIfAborted();
    try {
      const account = readAccount(await user.getClaims(), network);
      if (account) return account;
      const registrar = await this.#getRegistrar(epoch);
      // Read again: while the code was loading, another call may have registered the user.
      const claims = await user.getClaims();
      this.#requireEpoch(epoch);
      options.signal?.throwIfAborted();
      return readAccount(claims, network) ?? await registrar.register(claims, options);
    } catch (error) {
      throw toRegistrationError(error);
    }
  }

  /** As `Network.disconnect`. */
  async disconnect(): Promise<void> {
    this.#epoch += 1;
    this.#registrar?.disconnect();
    this.#registrar = undefined;
    await this.#options.wallet.disconnect();
  }

  async #getRegistrar(epoch: number): Promise<R> {
    const registrar = this.#registrar ?? await this.#options.create();
    this.#requireEpoch(epoch);
    this.#registrar ??= registrar;
    return this.#registrar;
  }

  /** Whether it is the same user's call still. */
  #requireEpoch(epoch: number): void {
    if (epoch !== this.#epoch) throw new PassportError(SHARED_ERRORS, 'ABORTED');
  }
}
