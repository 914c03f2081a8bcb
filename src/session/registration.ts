import type { RegisterOptions } from '../shared/network.js';
import { toPassportError } from '../shared/passport-error.js';
import type { Account } from '../shared/types.js';
import type { StateStore } from './state-store.js';

/** Registers on a network. */
export type RegisterOnNetwork = (options: RegisterOptions) => Promise<Account>;

/**
 * Turns each step and ending of a registration into a state. Several callers share one run of the
 * network, which goes on while one of them waits: the state follows the last.
 */
export class Registration {
  readonly #states: StateStore;
  #callers = 0;

  constructor(states: StateStore) {
    this.#states = states;
  }

  /** Whether one is under way: a token that is renewed for it must not end it on the screen. */
  get isRunning(): boolean {
    return this.#callers > 0;
  }

  async run(register: RegisterOnNetwork, options: RegisterOptions): Promise<Account> {
    const states = this.#states;
    const sub = states.state.user?.sub;
    const isTheirs = (): boolean => states.state.user?.sub === sub;
    this.#callers += 1;
    states.set({ registration: 'registering', error: undefined });
    try {
      const account = await register({
        signal: options.signal,
        onStep: (step) => {
          if (isTheirs()) states.set({ registrationStep: step });
          options.onStep?.(step);
        },
      });
      this.#callers -= 1;
      const isNews = isTheirs() && states.state.registration === 'registering';
      if (isNews) states.set({ account, registration: 'registered', registrationStep: undefined }, 'registered');
      return account;
    } catch (thrown) {
      const error = toPassportError(thrown);
      this.#callers -= 1;
      if (!this.isRunning && isTheirs()) this.#showFailure(error);
      throw error;
    }
  }

  #showFailure(error: ReturnType<typeof toPassportError>): void {
    // Who signed out meanwhile sees that, not this.
    if (this.#states.state.status !== 'signed-in') return;
    const isCalm = error.code === 'ABORTED';
    this.#states.set({
      registration: isCalm ? 'unregistered' : 'failed',
      registrationStep: undefined,
      error: isCalm ? undefined : error,
    });
  }
}
