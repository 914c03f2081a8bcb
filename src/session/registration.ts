import { getSharedName } from '../auth/authority.js';
import { untilAborted } from '../platform/abort.js';
import type { Clock } from '../platform/clock.js';
import { withLock } from '../platform/locks.js';
import type { RegisterOptions, RegistrationStep } from '../shared/network.js';
import { toPassportError } from '../shared/passport-error.js';
import type { PassportError } from '../shared/passport-error.js';
import type { Account } from '../shared/types.js';
import type { StateStore } from './state-store.js';
import type { TokenKeeper } from './token-keeper.js';

/** Registers on a network. */
export type RegisterOnNetwork = (options: RegisterOptions) => Promise<Account>;

/** What a `Registration` works with. */
export interface RegistrationOptions {
  readonly states: StateStore;
  readonly window: Window;
  readonly clock: Clock;
  readonly getKeeper: () => Pick<TokenKeeper, 'options' | 'reread' | 'refresh'>;
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
  readonly #options: RegistrationOptions;
  #callers = 0;
  #turn: Turn | undefined;
  #step: RegistrationStep | undefined;
  /** Whose registration was sent and not answered: the claims may show it by now. */
  #unanswered: string | undefined;

  constructor(options: RegistrationOptions) {
    this.#options = options;
  }

  /** Whether one is under way: a token that is renewed for it must not end it on the screen. */
  get isRunning(): boolean {
    return this.#callers > 0;
  }

  async run(register: RegisterOnNetwork, options: RegisterOptions): Promise<Account> {
    const { states } = this.#options;
    const sub = states.state.user?.sub ?? '';
    const isTheirs = (): boolean => (states.state.user?.sub ?? '') === sub;
    this.#callers += 1;
    states.set({ registration: 'registering', error: undefined });
    try {
      const account = await this.#runInTurn(sub, register, {
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
      const error = toPassportError(thrown);
      // What the service has accepted is known to the network: it waits for the claim itself.
      if (SENT_STEPS.includes(this.#step) && error.code !== 'REGISTRATION_PENDING') this.#unanswered = sub;
      this.#leave();
      if (!this.isRunning && isTheirs()) this.#showFailure(error);
      throw error;
    }
  }

  async #runInTurn(sub: string, register: RegisterOnNetwork, options: RegisterOptions): Promise<Account> {
    const { signal } = options;
    this.#turn ??= this.#takeTurn(sub);
    if (this.#turn.sub !== sub) {
      this.#turn.end();
      this.#turn = this.#takeTurn(sub);
    }
    const { begun } = this.#turn;
    const until = <T>(promise: Promise<T>): Promise<T> => (signal ? untilAborted(promise, signal) : promise);
    await until(begun);
    const keeper = this.#options.getKeeper();
    keeper.reread();
    if (this.#unanswered === sub) {
      this.#unanswered = undefined;
      // It ends where it should: the network reads the claims first. A refresh that fails tells no more than before.
      await until(keeper.refresh().then(() => {}, () => {}));
    }
    return until(register(options));
  }

  #takeTurn(sub: string): Turn {
    const { states, window, clock } = this.#options;
    const begin = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const stop = new AbortController();
    const cancelTelling = clock.after(TOLD_AFTER_MS, () => states.set({ isRegisteringElsewhere: true }));
    const begun = begin.promise.then(() => {
      cancelTelling();
      if (states.state.isRegisteringElsewhere) states.set({ isRegisteringElsewhere: undefined });
    });
    const name = `${getSharedName('register', this.#options.getKeeper().options.config)}.${sub}`;
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
    const { states } = this.#options;
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
