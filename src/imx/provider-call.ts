import type { ApiTarget } from '../api/call-api.js';
import type { AuthorizedOptions } from '../api/signable-transfers.js';
import type { Approval, ApprovalRun, ApprovalSubject, ApprovalSummary, BeginOptions } from '../approval/approval.js';
import type { Clock } from '../platform/clock.js';
import { readAccount } from '../shared/account.js';
import { IMX_ERRORS } from '../shared/errors/imx.js';
import type { NetworkUser, RegisterOptions } from '../shared/network.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import { withAccessToken } from '../shared/with-access-token.js';
import { readWireNumber } from '../signing/asked-asset.js';
import type { WireNumber } from '../signing/asked-asset.js';
import { createMismatch } from '../signing/checked-hash.js';
import type { ImxKeys } from './keyring.js';
import { sendOnce, toMethodError } from './provider-error.js';
import type { MethodErrorType } from './provider-error.js';

/** What the provider's methods work with. */
export interface ProviderParts {
  readonly target: ApiTarget;
  readonly clock: Clock;
  /** The user for whom the provider was made: rejects with `USER_CHANGED` once it is another one. */
  readonly user: NetworkUser;
  /** Connects the wallet and derives the key, or gives it. */
  readonly getKeys: (options: RegisterOptions) => Promise<ImxKeys>;
  readonly approval: Pick<Approval, 'begin'>;
  /** Told when something was sent that may have moved assets. */
  readonly onTransacted?: () => void;
}

/** Which method it is, for its window and its errors. */
export interface MethodOptions extends Pick<BeginOptions, 'window'> {
  readonly type: MethodErrorType;
}

const MS_PER_HOUR = 3_600_000;

/**
 * Runs a method that the visitor has to approve. Its window opens before anything is awaited, and is
 * closed whatever comes.
 *
 * @throws {PassportError} of the method's type
 */
export async function runGuarded<T>(
  parts: ProviderParts, { type, window }: MethodOptions, task: (call: ProviderCall) => Promise<T>,
): Promise<T> {
  const run = parts.approval.begin({ window });
  try {
    return await task(new ProviderCall(parts, await readSender(parts), run));
  } catch (error) {
    throw toMethodError(error, type);
  } finally {
    run.end();
  }
}

async function readSender({ user }: ProviderParts): Promise<Hex> {
  const account = readAccount(await user.getClaims(), 'immutable-x');
  if (!account) throw new PassportError(IMX_ERRORS, 'USER_NOT_REGISTERED_ERROR');
  return account.address;
}

/** One call of one method, once its preconditions hold. */
export class ProviderCall {
  readonly target: ApiTarget;
  /** The user's account: whose assets are moved. */
  readonly account: Hex;
  /** Aborted when nobody wants the result any more. */
  readonly signal: AbortSignal;
  readonly #parts: ProviderParts;
  readonly #run: ApprovalRun;

  constructor(parts: ProviderParts, account: Hex, run: ApprovalRun) {
    this.target = parts.target;
    this.account = account;
    this.signal = run.signal;
    this.#parts = parts;
    this.#run = run;
  }

  async getKeys(): Promise<ImxKeys> {
    return this.#parts.getKeys({ signal: this.signal });
  }

  /** Asks the service in the user's name. */
  async ask<T>(request: (options: AuthorizedOptions) => Promise<T>): Promise<T> {
    return this.#withToken((accessToken) => request({ accessToken, signal: this.signal }));
  }

  /**
   * Has the visitor approve what is to be signed.
   *
   * @throws {PassportError} as `ApprovalRun.confirm` does
   */
  async confirm(subject: ApprovalSubject, summary: ApprovalSummary): Promise<void> {
    await this.#run.confirm({ subject, account: this.account, summary });
    this.signal.throwIfAborted();
  }

  /**
   * Sends what was signed, once; a second time only after a refusal of the token. It is not called back
   * when somebody leaves meanwhile: what has been sent has been sent.
   *
   * @throws {PassportError} `TRANSACTION_OUTCOME_UNKNOWN`, or a code of the api room
   */
  async send<T>(request: (options: AuthorizedOptions) => Promise<T>): Promise<T> {
    const { onTransacted } = this.#parts;
    try {
      const result = await this.#withToken((accessToken) => sendOnce(() => request({ accessToken })));
      onTransacted?.();
      return result;
    } catch (error) {
      if (error instanceof PassportError && error.code === 'TRANSACTION_OUTCOME_UNKNOWN') onTransacted?.();
      throw error;
    }
  }

  /**
   * Refuses what has ended already. How long it may last cannot be held to anything: services that speak this
   * protocol have let transfers last for a hundred years.
   *
   * @throws {PassportError} `PAYLOAD_MISMATCH`, `PAYLOAD_INVALID`
   */
  checkExpiration(hours: WireNumber): void {
    const nowHours = BigInt(Math.floor(this.#parts.clock.now() / MS_PER_HOUR));
    if (readWireNumber('expiration', hours) < nowHours) throw createMismatch('expiration');
  }

  /** The token is of whoever is signed in now, who must be the user of this provider. */
  async #withToken<T>(request: (accessToken: string) => Promise<T>): Promise<T> {
    const { user } = this.#parts;
    return withAccessToken(user, async (accessToken) => {
      await user.getClaims();
      this.signal.throwIfAborted();
      return request(accessToken);
    }, { signal: this.signal });
  }
}
