import { getSharedName } from '../auth/authority.js';
import { untilAborted } from '../platform/abort.js';
import { withLock } from '../platform/locks.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import type { RegisterOptions, RegistrationStep } from '../shared/network.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { toRegistrationError } from '../shared/registration-error.js';
import type { Account, NetworkName } from '../shared/types.js';
import type { NetworkHub } from './network-hub.js';
import type { SessionCore } from './session-core.js';
import type { TokenKeeper } from './token-keeper.js';

/** What was clicked: who is to be registered, and where. Whatever is signed in or configured later is not meant. */
export interface AskedRegistration {
  readonly keeper: Pick<TokenKeeper, 'options' | 'tokens' | 'reread' | 'refresh'>;
  readonly sub: string;
  readonly network: NetworkName | undefined;
}

/** The time in which this page registers one user, while no other tab does. */
interface Turn {
  readonly sub: string;
  /** Resolves when it has begun. Never rejects. */
  readonly begun: Promise<void>;
  readonly end: () => void;
}

/** A tab that hangs keeps its turn: who has waited this long goes ahead, and the service knows the user by then. */
const MAX_WAIT_MS = 120_000;
/** Below this nobody needs to be told that another tab is at it. */
const TOLD_AFTER_MS = 500;
/** Steps after which the request may have arrived, whatever came back. */
const SENT_STEPS: readonly (RegistrationStep | undefined)[] = ['submit', 'confirm'];

/**
 * Turns each step and ending of a registration into a state. Several callers share one run of the
 * network, which goes on while one of them waits: the state follows the last. Tabs take turns, and
 * whoever comes second finds the account that the first has made (row 131).
 */
export class Registration {
  readonly #core: SessionCore;
  #callers = 0;
  #turn: Turn | undefined;
  #step: RegistrationStep | undefined;
  /** Whose registration was sent and not answered: the claims may show it by now. */
  #unanswered: string | undefined;

  constructor(core: SessionCore) {
    this.#core = core;
  }

  /** Whether one is under way: a token that is renewed for it must not end it on the screen. */
  get isRunning(): boolean {
    return this.#callers > 0;
  }

  /**
   * @throws {PassportError} `ABORTED` where the configuration has changed since the click, `USER_CHANGED` and
   * `NOT_LOGGED_IN_ERROR` where the user has; and what the network rejects with.
   */
  async run(asked: AskedRegistration, options: RegisterOptions): Promise<Account> {
    // The code of this class was loading since the click.
    this.#check(asked);
    const { states } = this.#core;
    const { sub } = asked;
    const isTheirs = (): boolean => (states.state.user?.sub ?? '') === sub;
    this.#callers += 1;
    states.set({ registration: 'registering', error: undefined });
    try {
      const account = await this.#runInTurn(asked, {
        signal: options.signal,
        onStep: (step) => {
          this.#step = step;
          if (isTheirs()) states.set({ registrationStep: step });
          options.onStep?.(step);
        },
      });
      this.#leave();
      this.#unanswered = undefined;
      const isNews = isTheirs() && states.state.registration === 'registering';
      if (isNews) states.set({ account, registration: 'registered', registrationStep: undefined }, 'registered');
      return account;
    } catch (thrown) {
      // Whatever reason its signal has, who leaves has left.
      const error = options.signal?.aborted && thrown === options.signal.reason
        ? new PassportError(SHARED_ERRORS, 'ABORTED') : toPassportError(thrown);
      // What the service has accepted is known to the network: it waits for the claim itself.
      if (SENT_STEPS.includes(this.#step) && error.code !== 'REGISTRATION_PENDING') this.#unanswered = sub;
      this.#leave();
      if (!this.isRunning && isTheirs()) this.#showFailure(error);
      throw error;
    }
  }

  async #runInTurn(asked: AskedRegistration, options: RegisterOptions): Promise<Account> {
    const { signal } = options;
    const change = new AbortController();
    const unsubscribe = this.#core.states.subscribe(() => {
      try {
        this.#check(asked);
      } catch (error) {
        change.abort(error);
      }
    });
    const stop = signal ? AbortSignal.any([signal, change.signal]) : change.signal;
    const hub = await this.#waitForHub(asked, stop).finally(unsubscribe);
    // From here on the hub ends it with its user or its network.
    this.#check(asked);
    const registered = hub.register(options).catch((error: unknown) => { throw toRegistrationError(error); });
    return signal ? untilAborted(registered, signal) : registered;
  }

  async #waitForHub(asked: AskedRegistration, stop: AbortSignal): Promise<Pick<NetworkHub, 'register'>> {
    const { keeper, sub } = asked;
    if (this.#turn?.sub !== sub) {
      this.#turn?.end();
      this.#turn = this.#takeTurn(asked);
    }
    await untilAborted(this.#turn.begun, stop);
    keeper.reread();
    this.#check(asked);
    if (this.#unanswered === sub) {
      this.#unanswered = undefined;
      // It ends where it should: the network reads the claims first. A refresh that fails tells no more than before.
      await untilAborted(keeper.refresh().then(() => {}, () => {}), stop);
    }
    return untilAborted(this.#core.getHub(), stop);
  }

  /** Whether it is still what was clicked. */
  #check({ keeper, sub, network }: AskedRegistration): void {
    const core = this.#core;
    if (core.config?.network !== network || core.requireClient().keeper !== keeper) throw new PassportError(SHARED_ERRORS, 'ABORTED');
    if (!keeper.tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    if (keeper.tokens.claims.sub !== sub) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
  }

  #takeTurn({ keeper, sub }: AskedRegistration): Turn {
    const { states, window, clock } = this.#core;
    const begin = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const stop = new AbortController();
    const cancelTelling = clock.after(TOLD_AFTER_MS, () => states.set({ isRegisteringElsewhere: true }));
    const begun = begin.promise.then(() => {
      cancelTelling();
      if (states.state.isRegisteringElsewhere) states.set({ isRegisteringElsewhere: undefined });
    });
    const name = `${getSharedName('register', keeper.options.config)}.${sub}`;
    withLock(name, { timeoutMs: MAX_WAIT_MS, signal: stop.signal, window, clock }, () => {
      begin.resolve();
      return end.promise;
    }).catch(() => begin.resolve());
    return { sub, begun, end: () => { stop.abort(); end.resolve(); } };
  }

  /** The last caller gives the turn back. */
  #leave(): void {
    this.#callers -= 1;
    if (this.isRunning) return;
    this.#turn?.end();
    this.#turn = undefined;
    this.#step = undefined;
  }

  #showFailure(error: PassportError): void {
    const { states } = this.#core;
    // Who signed out meanwhile, or went to another network, sees that, not this.
    if (states.state.status !== 'signed-in' || states.state.registration !== 'registering') return;
    const isCalm = error.code === 'ABORTED';
    states.set({
      registration: isCalm ? 'unregistered' : 'failed',
      registrationStep: undefined,
      error: isCalm ? undefined : error,
    });
  }
}
