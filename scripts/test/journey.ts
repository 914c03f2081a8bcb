import { parseArgs } from 'node:util';
import { ENGINE_NAMES, findEngine, parseEngineNames, type EngineName } from '../../test/support/driver/engines.js';
import { buildIfStale } from './build-part.js';
import { renderJourney } from './journey-report.js';
import { findLeftovers, markRun } from './leftovers.js';
import { renderLoginTables } from './login-tables.js';
import { renderProviderTable } from './provider-table.js';
import { runNodeTests } from './node-part.js';
import type { NodeEvent } from './node-process.js';
import { createAbsentResult, renderReport, sumResults, toExitCode, type PartResult } from './tally.js';

/** A journey by its name on the command line; the first is the one without a name. */
const JOURNEYS: Readonly<Record<string, { readonly files: readonly string[]; readonly render: typeof renderJourney }>> = {
  journey: { files: ['journey', 'chain'], render: renderJourney },
  login: {
    files: ['login-popup', 'login-redirect', 'login-quiet', 'coop', 'coop-further', 'login-order', 'return-url'], render: renderLoginTables,
  },
  provider: { files: ['provider'], render: renderProviderTable },
};
const TIMEOUT_MS = 900_000;

async function runJourney(name: string, engine: EngineName): Promise<PartResult> {
  const journey = JOURNEYS[name];
  if (!journey) throw new RangeError(`There is no journey "${name}": ${Object.keys(JOURNEYS).join(', ')}.`);
  const events: NodeEvent[] = [];
  const files = journey.files.map((file) => `test/flows/${file}.flow.ts`);
  const result = await runNodeTests({ files, concurrency: 1, timeoutMs: TIMEOUT_MS }, {
    part: name,
    engine,
    report: (event) => {
      events.push(event);
      if (event.kind === 'output') process.stdout.write(event.text);
      if (name !== 'journey' && event.kind === 'result' && !event.passed && !event.isGroup) console.log(`failed: ${event.name}\n${event.error ?? ''}`);
    },
  });
  console.log(`\n${journey.render(engine, events)}`);
  return result;
}

async function main(): Promise<0 | 1> {
  const { values, positionals: [name = 'journey'] } = parseArgs({ allowPositionals: true, options: { engine: { type: 'string', default: ENGINE_NAMES.join(',') } } });
  const required = parseEngineNames(process.env['REQUIRE_ENGINES'] ?? '');
  markRun();
  // In every engine, not only the cells that `npm test` picks.
  process.env['LOGIN_TABLE'] = 'whole';
  const build = await buildIfStale();
  const results = build ? [build] : [];
  for (const engine of parseEngineNames(values.engine)) {
    results.push(await findEngine(engine) ? await runJourney(name, engine) : createAbsentResult(engine, required));
  }
  results.push(...await findLeftovers());
  console.log(`\n${renderReport(results)}`);
  return toExitCode(sumResults(results));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nnpm run journey -- [login|provider] [--engine chromium,firefox,webkit]\n\n0 passed, 1 failed');
  process.exitCode = 1;
}
