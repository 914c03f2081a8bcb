import type { RegisterOptions } from '../shared/network.js';
import { toPassportError } from '../shared/passport-error.js';
import type { Account } from '../shared/types.js';
import type { StateStore } from './state-store.js';

/** Registers on a network. */
export type RegisterOnNetwork = (options: RegisterOptions) => Promise<Account>;

/** Runs registrations one at a time, and turns each step and ending into a state. */
export class Registration {
  readonly #states: StateStore;
  #running: Promise<Account> | undefined;

  constructor(states: StateStore) {
    this.#states = states;
  }

  /** Whether one is under way: a token that is renewed for it must not end it on the screen. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  run(register: RegisterOnNetwork, options: RegisterOptions): Promise<Account> {
    this.#running ??= this.#run(register, options);
    return this.#running;
  }

  async #run(register: RegisterOnNetwork, options: RegisterOptions): Promise<Account> {
    const states = this.#states;
    states.set({ registration: 'registering', error: undefined });
    try {
      const account = await register({
        signal: options.signal,
        onStep: (step) => {
          states.set({ registrationStep: step });
          options.onStep?.(step);
        },
      });
      this.#running = undefined;
      states.set({ account, registration: 'registered', registrationStep: undefined }, 'registered');
      return account;
    } catch (thrown) {
      const error = toPassportError(thrown);
      this.#running = undefined;
      this.#showFailure(error);
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
