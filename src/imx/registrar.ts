import type { ApiTarget } from '../api/call-api.js';
import { postPassportUser, postSignableRegistration } from '../api/registration-api.js';
import type { SignedRegistration } from '../api/registration-api.js';
import type { RegistrationAnswer } from '../api/parse-registration.js';
import { wait } from '../platform/wait.js';
import type { Clock } from '../platform/clock.js';
import { toRawSignature } from '../signing/raw-signature.js';
import { isSameStarkKey } from '../signing/stark-key.js';
import { isSameAddress } from '../shared/addresses.js';
import type { IdTokenClaims, NetworkUser, RegisterOptions, RegistrationStep } from '../shared/network.js';
import { SIGNING_ERRORS } from '../shared/errors/signing.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import { submitRegistration, waitForAccount } from '../shared/submit-registration.js';
import type { Submission } from '../shared/submit-registration.js';
import type { Account } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import { checkClaims, Keyring } from './keyring.js';
import type { ImxKeys, KeyringOptions } from './keyring.js';
import { SharedRun } from '../platform/shared-run.js';
import type { RunContext } from '../platform/shared-run.js';

/** What a registrar needs. */
export interface RegistrarOptions extends KeyringOptions {
  readonly target: ApiTarget;
  readonly wallet: WalletTransport;
  readonly user: NetworkUser;
  readonly clock: Clock;
}

const REFRESH_INTERVAL_MS = 1_000;

/** Registers users on Immutable X, one run at a time. */
export class Registrar {
  readonly #options: RegistrarOptions;
  readonly #keyring: Keyring;
  readonly #runs = new SharedRun<Account, RegistrationStep>();
  /** A registration that was accepted, whose claim has not been seen yet. */
  #accepted?: { readonly sub: string; readonly answer: RegistrationAnswer };

  constructor(options: RegistrarOptions) {
    this.#options = options;
    this.#keyring = new Keyring(options);
  }

  /** Connects the wallet and derives the key of the user with these claims. */
  async connect(claims: IdTokenClaims, options: RegisterOptions = {}): Promise<ImxKeys> {
    return this.#keyring.connect(claims, options);
  }

  /**
   * Registers the user with these claims. Calls of the same time share one run, which goes on while
   * one of them still waits.
   *
   * @throws {PassportError} a code of the rooms involved; `REGISTRATION_PENDING` when the service has
   * accepted, but the claims do not show it in time.
   */
  async register(claims: IdTokenClaims, options: RegisterOptions = {}): Promise<Account> {
    const { signal, onStep } = options;
    return this.#runs.join(claims.sub, (run) => this.#register(claims, run), { signal, onProgress: onStep });
  }

  /** Ends what is under way and forgets the user. */
  disconnect(): void {
    this.#runs.cancel();
    this.#keyring.disconnect();
    this.#accepted = undefined;
  }

  async #register(claims: IdTokenClaims, run: RunContext<RegistrationStep>): Promise<Account> {
    const { signal, report } = run;
    const keys = await this.#keyring.connect(claims, { signal, onStep: report });
    signal.throwIfAborted();
    if (this.#accepted?.sub === claims.sub) return this.#confirm(keys, this.#accepted.answer, run);

    report('sign');
    signal.throwIfAborted();
    const registration = await this.#sign(keys, signal);

    report('submit');
    signal.throwIfAborted();
    const submission = await this.#submit(keys, registration, signal);
    if (submission.kind === 'lost') return this.#findLost(keys, submission.error, run);
    this.#accepted = { sub: claims.sub, answer: submission.answer };
    return this.#confirm(keys, submission.answer, run);
  }

  /** The text first: a service that has the wrong one signed gets no signature at all (row 144). */
  async #sign({ address, signer }: ImxKeys, signal: AbortSignal): Promise<SignedRegistration> {
    const { target, wallet } = this.#options;
    const keys = { etherKey: address, starkKey: signer.publicKey };
    const { payloadHash, signableMessage } = await postSignableRegistration(target, keys, { signal });
    const signature = await wallet.sign({ kind: 'imx-link', text: signableMessage }, { signal });
    signal.throwIfAborted();
    return {
      ...keys,
      etherSignature: toRawSignature(signature),
      starkSignature: signer.signUnseen('registration', payloadHash),
    };
  }

  #submit(keys: ImxKeys, registration: SignedRegistration, signal: AbortSignal): Promise<Submission<RegistrationAnswer>> {
    const { target, user } = this.#options;
    const post = (accessToken: string): Promise<RegistrationAnswer> => postPassportUser(target, registration, { accessToken, signal });
    return submitRegistration(user, keys.sub, post, signal);
  }

  async #confirm(keys: ImxKeys, answer: RegistrationAnswer, run: RunContext<RegistrationStep>): Promise<Account> {
    checkAnswer(answer, keys);
    run.report('confirm');
    const account = await this.#waitForClaim(keys, run.signal);
    const { etherKey = account.address } = answer;
    if (!isSameAddress(etherKey, account.address) && !isSameAddress(etherKey, keys.address)) {
      throw new PassportError(WALLET_ERRORS, 'WALLET_ADDRESS_MISMATCH');
    }
    this.#accepted = undefined;
    return account;
  }

  /** The answer did not come: the claims tell whether the request arrived. */
  async #findLost(keys: ImxKeys, lost: PassportError, run: RunContext<RegistrationStep>): Promise<Account> {
    run.report('confirm');
    return this.#waitForClaim(keys, run.signal, lost);
  }

  #waitForClaim(keys: ImxKeys, signal: AbortSignal, lost?: PassportError): Promise<Account> {
    const { user, clock } = this.#options;
    return waitForAccount({
      user, signal, lost, network: 'immutable-x',
      check: (claims) => checkClaims(claims, keys),
      pause: () => wait(REFRESH_INTERVAL_MS, { signal, clock }),
    });
  }
}

/**
 * Compares the service's answer with what was sent (row 105). `user_admin_key` names the wallet;
 * `ether_key` the new account or the wallet, which is judged once the claim shows the account.
 */
function checkAnswer({ userAdminKey, starkKey }: RegistrationAnswer, { address, signer }: ImxKeys): void {
  if (userAdminKey !== undefined && !isSameAddress(userAdminKey, address)) {
    throw new PassportError(WALLET_ERRORS, 'WALLET_ADDRESS_MISMATCH');
  }
  if (starkKey !== undefined && !isSameStarkKey(starkKey, signer.publicKey)) {
    throw new PassportError(SIGNING_ERRORS, 'STARK_KEY_MISMATCH');
  }
}
