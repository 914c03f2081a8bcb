import type { EmulatorAccess, SignInOptions } from './control-types.js';
import { createEmulatorControl, type EmulatorControl } from './control.js';
import { requireLoopback } from './loopback.js';
import type { EventType } from './record-events.js';

const COMMAND = 'passport-widgets';

/** What is used of a plugin of @web/test-runner. */
export interface TestRunnerPlugin {
  readonly name: string;
  executeCommand(request: { readonly command: string; readonly payload?: unknown }): Promise<{ readonly value: unknown } | undefined>;
}

/** `executeServerCommand` of `@web/test-runner-commands`. */
export type ExecuteServerCommand = (command: string, payload: never) => Promise<unknown>;

/** An emulator, and the page in which a test runs. */
export interface TestRunnerPassport extends EmulatorControl {
  /** Signs somebody in on this page, without a window: sessions that are made from now on find theirs in the storage. */
  signIn(options: Omit<SignInOptions, 'origin'>): Promise<void>;
  /** The next event of this type on a target. Call it before what causes the event. */
  waitForEvent<Type extends EventType>(target: EventTarget, type: Type): Promise<Event & EventOf<Type>>;
}

/** The class of an event, where the page's types know it. */
export type EventOf<Type extends string> =
  Type extends keyof HTMLElementEventMap ? HTMLElementEventMap[Type] : Type extends keyof WindowEventMap ? WindowEventMap[Type] : Event;

const METHODS = [
  'setUser', 'setBalances', 'setFault', 'clearFaults', 'setConfirmation', 'fetchSigned', 'fetchAddresses', 'createSignIn', 'reset',
] as const satisfies readonly (keyof EmulatorControl)[];

/**
 * A plugin that lets tests in the browser speak to an emulator, which answers to this machine alone and to no page.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION` when it is not on this machine.
 */
export function passportPlugin(emulator: EmulatorAccess): TestRunnerPlugin {
  const control = createEmulatorControl(emulator);
  return {
    name: COMMAND,
    async executeCommand({ command, payload }) {
      if (command !== COMMAND) return undefined;
      const { method, parameters } = payload as { method: string; parameters: readonly unknown[] };
      const name = METHODS.find((known) => known === method);
      if (name === undefined) throw new TypeError(`There is no command "${method}".`);
      const run = control[name] as (...values: readonly unknown[]) => Promise<unknown>;
      return { value: await run(...parameters) };
    },
  };
}

/** Takes control of the emulator whose plugin is in the test runner's configuration. For use in tests, in the browser. */
export function createTestRunnerPassport(execute: ExecuteServerCommand): TestRunnerPassport {
  const call = (method: string) => async (...parameters: readonly unknown[]): Promise<unknown> => {
    const answer = await execute(COMMAND, { method, parameters } as never) as { value?: unknown } | null;
    return answer?.value;
  };
  const control = Object.fromEntries(METHODS.map((method) => [method, call(method)])) as unknown as EmulatorControl;

  return {
    ...control,
    async signIn(options) {
      const { origin } = requireLoopback('The page', location.origin);
      const { key, record } = await control.createSignIn({ ...options, origin });
      localStorage.setItem(key, record);
    },
    waitForEvent(target, type) {
      return new Promise((resolve) => {
        target.addEventListener(type, (event) => resolve(event as never), { once: true });
      });
    },
  };
}
