import type { Approval, ApprovalRun, ApprovalSubject, ApprovalSummary } from '../../approval/approval.js';
import type { Clock } from '../../platform/clock.js';
import { readAccount } from '../../shared/account.js';
import { isSameAddress } from '../../shared/addresses.js';
import { SHARED_ERRORS } from '../../shared/errors/shared.js';
import type { NetworkUser } from '../../shared/network.js';
import { PassportError } from '../../shared/passport-error.js';
import type { Account, Hex } from '../../shared/types.js';
import type { WalletTransport } from '../../shared/wallet.js';
import { withAccessToken } from '../../shared/with-access-token.js';
import { toAccountHash } from '../../signing/evm-hashes.js';
import type { ChainSettings } from '../chain-settings.js';
import { toEvmError } from './evm-error.js';
import type { RequestKind } from './evm-error.js';
import type { RelayerOptions } from './relayer.js';

/** What the provider stands on: the session lends it. */
export interface EvmParts {
  readonly clock: Clock;
  /** Whose tabs take turns, and to whom a provider is announced. */
  readonly page: Window & typeof globalThis;
  /** Whoever is signed in now. */
  readonly user: NetworkUser;
  readonly wallet: WalletTransport;
  readonly approval: Pick<Approval, 'begin'>;
  /** Signs in where nobody is; opens its window at once. */
  readonly signIn: () => Promise<unknown>;
  /** Gives the user an account. */
  readonly register: () => Promise<Account>;
  /** Told when something was sent that may have moved assets. */
  readonly onTransacted?: () => void;
}

/** For whom a call is, and where. */
export interface EvmPlace {
  readonly chain: ChainSettings;
  readonly account: Hex;
}

/**
 * Runs what the visitor has to approve. Its window opens before anything is awaited, and is closed whatever comes.
 *
 * @throws {EvmError}
 */
export async function runApproved<T>(
  parts: EvmParts, place: EvmPlace, kind: RequestKind, task: (call: EvmCall) => Promise<T>,
): Promise<T> {
  const run = parts.approval.begin();
  try {
    return await task(new EvmCall(parts, place, run));
  } catch (error) {
    throw toEvmError(error, kind);
  } finally {
    run.end();
  }
}

/** One call for one account: whoever is signed in when it ends is who began it. */
export class EvmCall implements EvmPlace {
  readonly chain: ChainSettings;
  readonly account: Hex;
  readonly parts: EvmParts;
  readonly #run: ApprovalRun;

  constructor(parts: EvmParts, { chain, account }: EvmPlace, run: ApprovalRun) {
    this.parts = parts;
    this.chain = chain;
    this.account = account;
    this.#run = run;
  }

  /** Aborted when nobody wants the result any more. */
  get signal(): AbortSignal {
    return this.#run.signal;
  }

  /** Has the visitor approve it. Throws as `ApprovalRun.confirm` does. */
  async confirm(subject: ApprovalSubject, summary: ApprovalSummary): Promise<void> {
    await this.checkUser();
    await this.#run.confirm({ subject, account: this.account, summary });
    await this.checkUser();
  }

  /** Has the owner's key sign a hash for this account; gives signature and the key's address. */
  async sign(hash: Hex): Promise<{ readonly signature: Hex; readonly owner: Hex }> {
    const { wallet } = this.parts;
    const { chain, account, signal } = this;
    const owner = await wallet.getAddress({ signal });
    const signature = await wallet.sign({ kind: 'chain-account', hash: toAccountHash(chain.id, account, hash) }, { signal });
    await this.checkUser();
    return { signature, owner };
  }

  /** Asks the relayer in the user's name. */
  async ask<T>(request: (options: RelayerOptions) => Promise<T>): Promise<T> {
    const { signal } = this;
    return withAccessToken(this.parts.user, async (accessToken) => {
      await this.checkUser();
      return request({ accessToken, signal });
    }, { signal });
  }

  /** The token is of whoever is signed in now, who must have this account (row 106). */
  async checkUser(): Promise<void> {
    const address = readAccount(await this.parts.user.getClaims(), 'immutable-chain')?.address;
    this.signal.throwIfAborted();
    if (!address || !isSameAddress(address, this.account)) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
  }
}
