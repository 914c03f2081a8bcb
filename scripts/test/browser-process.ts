import { startTestRunner } from '@web/test-runner';
import { writeFile } from 'node:fs/promises';
import { requireEngine, type EngineName } from '../../test/support/driver/engines.js';
import { startTripwire } from '../../test/support/driver/tripwire.js';
import { CoverageWatch } from '../coverage/watch-page.js';
import { createBrowserConfig } from './browser-config.js';
import { countSessions } from './count-sessions.js';
import { findSessionFailures } from './failures.js';
import { timeSessions } from './slowest.js';
import { createResult, type PartResult } from './tally.js';

/** What the process is asked to run: its one argument, as JSON. */
export interface BrowserJob {
  readonly engines: readonly EngineName[];
  readonly files: readonly string[];
  /** The file in which is written what ran of `src/`, as JSON. Default: none; Chromium only. */
  readonly coverage?: string;
}

async function run(job: BrowserJob): Promise<PartResult[]> {
  const setups = await Promise.all(job.engines.map(async (name) => {
    const tripwire = await startTripwire();
    return { engine: await requireEngine(name), tripwire, tripwirePort: tripwire.port };
  }));
  const watch = job.coverage === undefined ? undefined : new CoverageWatch();
  const times = new Map<string, { fromMs: number; untilMs: number }>();
  const runner = await startTestRunner({
    config: createBrowserConfig(setups, { files: job.files, watchPage: watch && ((page) => watch.watch(page)) }),
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  // The runner has said why and ends this process.
  if (runner === undefined) return new Promise(() => {});
  runner.sessions.on('session-status-updated', ({ browser }) => {
    const known = times.get(browser.name);
    times.set(browser.name, { fromMs: known?.fromMs ?? Date.now(), untilMs: Date.now() });
  });
  await new Promise<void>((resolve) => runner.on('stopped', () => resolve()));
  if (watch && job.coverage) await writeFile(job.coverage, JSON.stringify(watch.counts));

  const sessions = [...runner.sessions.all()];
  return Promise.all(setups.map(async ({ engine, tripwire }) => {
    await tripwire.close();
    const ownSessions = sessions.filter(({ browser }) => browser.name === engine.name);
    const own = countSessions(ownSessions);
    const time = times.get(engine.name);
    return createResult('browser', {
      ...own,
      engine: engine.name,
      failed: own.failed + (tripwire.hits.size > 0 ? 1 : 0),
      durationMs: time ? time.untilMs - time.fromMs : 0,
      times: timeSessions(ownSessions, engine.name),
      failures: findSessionFailures(ownSessions),
      notes: [...tripwire.hits].map((hit) => `A page in ${engine.name} asked for ${hit}, outside this machine.`),
    });
  }));
}

if (process.send) {
  const results = await run(JSON.parse(process.argv[2] ?? '') as BrowserJob);
  process.send(results, undefined, undefined, () => process.exit(0));
}
