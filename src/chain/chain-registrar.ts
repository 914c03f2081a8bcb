import { fetchChains, postCounterfactualAddress } from '../api/chain-registration.js';
import type { Clock } from '../platform/clock.js';
import { SharedRun } from '../platform/shared-run.js';
import type { RunContext } from '../platform/shared-run.js';
import { wait } from '../platform/wait.js';
import { toRawSignature } from '../signing/raw-signature.js';
import { isAddress, isSameAddress } from '../shared/addresses.js';
import type { IdTokenClaims, NetworkUser, RegisterOptions, RegistrationStep } from '../shared/network.js';
import { CHAIN_ERRORS } from '../shared/errors/chain.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import { submitRegistration, waitForAccount } from '../shared/submit-registration.js';
import type { Account, Hex } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import type { ChainSettings } from './chain-settings.js';

/** What a registrar needs. */
export interface ChainRegistrarOptions {
  readonly chain: ChainSettings;
  readonly wallet: WalletTransport;
  readonly user: NetworkUser;
  readonly clock: Clock;
}

/** Whose wallet is registered: the user and the wallet's own address, pinned. */
interface Candidate {
  readonly sub: string;
  readonly address: Hex;
}

const REFRESH_INTERVAL_MS = 1_000;

/** Registers users on Immutable Chain, one run at a time. No key is derived: the wallet's own signature is enough. */
export class ChainRegistrar {
  readonly #options: ChainRegistrarOptions;
  readonly #runs = new SharedRun<Account, RegistrationStep>();
  /** A registration that was accepted, whose claim has not been seen yet. */
  #accepted?: { readonly sub: string; readonly account?: Hex };

  constructor(options: ChainRegistrarOptions) {
    this.#options = options;
  }

  /**
   * Registers the user with these claims. Calls of the same time share one run, which goes on while
   * one of them still waits.
   *
   * @throws {PassportError} a code of the rooms involved; `REGISTRATION_PENDING` when the service has
   * accepted, but the claims do not show it in time.
   */
  async register(claims: IdTokenClaims, { signal, onStep }: RegisterOptions = {}): Promise<Account> {
    return this.#runs.join(claims.sub, (run) => this.#register(claims, run), { signal, onProgress: onStep });
  }

  /** Ends what is under way and forgets the user. */
  disconnect(): void {
    this.#runs.cancel();
    this.#accepted = undefined;
  }

  async #register(claims: IdTokenClaims, run: RunContext<RegistrationStep>): Promise<Account> {
    const { chain, wallet, user } = this.#options;
    const { signal, report } = run;
    report('connect-wallet');
    signal.throwIfAborted();
    const [address, chainName] = await Promise.all([wallet.getAddress({ signal }), this.#findChainName(signal)]);
    signal.throwIfAborted();
    if (!isAddress(address)) throw new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID');
    const candidate = { sub: claims.sub, address };
    checkClaims(claims, candidate);
    if (this.#accepted?.sub === claims.sub) return this.#confirm(candidate, run, this.#accepted.account);

    report('sign');
    signal.throwIfAborted();
    const signature = toRawSignature(await wallet.sign({ kind: 'chain-register' }, { signal }));

    report('submit');
    signal.throwIfAborted();
    const post = (accessToken: string): Promise<Hex | undefined> =>
      postCounterfactualAddress(chain.passport, chainName, { address, signature }, { accessToken, signal });
    const submission = await submitRegistration(user, claims.sub, post, signal);
    if (submission.kind === 'lost') return this.#confirm(candidate, run, undefined, submission.error);
    this.#accepted = { sub: claims.sub, account: submission.answer };
    return this.#confirm(candidate, run, submission.answer);
  }

  /** The service's own name of the chain: what is registered elsewhere would be on another chain. */
  async #findChainName(signal: AbortSignal): Promise<string> {
    const { chain } = this.#options;
    const name = (await fetchChains(chain.passport, { signal })).get(`eip155:${chain.id}`);
    if (name === undefined) throw new PassportError(CHAIN_ERRORS, 'CHAIN_UNKNOWN');
    return name;
  }

  /** Waits for the claim, and compares it with what the service answered, if it did (row 105). */
  async #confirm(candidate: Candidate, { signal, report }: RunContext<RegistrationStep>, answered?: Hex, lost?: PassportError): Promise<Account> {
    const { user, clock } = this.#options;
    report('confirm');
    const account = await waitForAccount({
      user, signal, lost, network: 'immutable-chain',
      check: (claims) => checkClaims(claims, candidate),
      pause: () => wait(REFRESH_INTERVAL_MS, { signal, clock }),
    });
    if (answered && !isSameAddress(answered, account.address)) throw new PassportError(WALLET_ERRORS, 'WALLET_ADDRESS_MISMATCH');
    this.#accepted = undefined;
    return account;
  }
}

/** Compares claims with whose wallet it is, before anything is signed and after (row 105). */
function checkClaims({ sub, passport }: IdTokenClaims, candidate: Candidate): void {
  if (sub !== candidate.sub) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
  const admin = passport?.zkevm_user_admin_address;
  if (admin !== undefined && !isSameAddress(admin, candidate.address)) {
    throw new PassportError(WALLET_ERRORS, 'WALLET_ADDRESS_MISMATCH');
  }
}
