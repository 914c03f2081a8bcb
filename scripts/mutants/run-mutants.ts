import { SESSION_STATUS, startTestRunner, type TestSession } from '@web/test-runner';
import { requireEngine } from '../../test/support/driver/engines.js';
import { startTripwire } from '../../test/support/driver/tripwire.js';
import { createBrowserConfig } from '../test/browser-config.js';
import { countSessions } from '../test/count-sessions.js';
import { createMutantPlugin } from './mutant-plugin.js';
import type { Mutant } from './mutants.js';

/** A file of tests, with one change of the library or with none. */
export interface Trial {
  readonly test: string;
  readonly mutant?: Mutant;
}

/** What became of its tests. A file that could not run counts as one that failed. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs trials in Chromium one after the other: one server for all of them, and for each a browser of its own, so that
 * none finds what another has left.
 *
 * @param onEnd - Told what each came to, in their order.
 */
export async function runTrials(trials: readonly Trial[], onEnd: (trial: Trial, outcome: Outcome) => void): Promise<void> {
  if (trials.length === 0) return;
  const engine = await requireEngine('chromium');
  const tripwire = await startTripwire();
  const plugin = createMutantPlugin();
  const createConfig = (): ReturnType<typeof createBrowserConfig> => createBrowserConfig([{ engine, tripwirePort: tripwire.port }]);
  const config = createConfig();
  delete config.files;
  const runner = await startTestRunner({
    config: {
      ...config,
      plugins: [plugin, ...config.plugins ?? []],
      concurrentBrowsers: 1,
      reporters: [],
      groups: trials.map(({ test }, index) => ({ name: String(index), files: [`test/${test}`], browsers: createConfig().browsers ?? [] })),
    },
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  // The runner has said why and ends this process.
  if (runner === undefined) return new Promise(() => {});
  const findTrial = (session: TestSession): Trial => trials[Number(session.group.name)]!;
  runner.sessions.on('session-status-updated', (session) => {
    if (session.status === SESSION_STATUS.INITIALIZING) plugin.mutant = findTrial(session).mutant;
    if (session.status === SESSION_STATUS.FINISHED) onEnd(findTrial(session), countSessions([session]));
  });
  await new Promise<void>((resolve) => runner.on('stopped', () => resolve()));
  await tripwire.close();
}
