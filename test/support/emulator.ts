import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator/src/index.js';

/** The seed of every test that does not choose one, so that keys and addresses are the same in each run. */
const TEST_SEED = 'passport-widgets-tests';

/** Starts the emulator in this process, on free ports, with the same keys in each run. */
export function startTestEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ seed: TEST_SEED, ...options });
}
