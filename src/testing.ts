export type {
  Confirmation, EmulatorAccess, FaultOptions, SignedMessage, SignInOptions, StoredSignIn, TestAddresses, TestPerson, TestUser,
} from './testing/control-types.js';
export { createEmulatorControl } from './testing/control.js';
export type { EmulatorControl } from './testing/control.js';
export { EMULATOR_PORTS } from './testing/loopback.js';
export { createPlaywrightPassport } from './testing/playwright.js';
export type { PlaywrightPassport, ScriptedContext, ScriptedPage, WaitOptions } from './testing/playwright.js';
export type { EventType, RecordedEvent } from './testing/record-events.js';
export { createTestRunnerPassport, passportPlugin } from './testing/test-runner.js';
export type { EventOf, ExecuteServerCommand, TestRunnerPassport, TestRunnerPlugin } from './testing/test-runner.js';
