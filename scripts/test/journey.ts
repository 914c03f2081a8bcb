import { parseArgs } from 'node:util';
import { ENGINE_NAMES, findEngine, parseEngineNames, type EngineName } from '../../test/support/driver/engines.js';
import { buildIfStale } from './build-part.js';
import { renderJourney } from './journey-report.js';
import { findLeftovers, markRun } from './leftovers.js';
import { runNodeTests } from './node-part.js';
import type { NodeEvent } from './node-process.js';
import { createAbsentResult, renderReport, sumResults, toExitCode, type PartResult } from './tally.js';

const JOURNEY_FILE = 'test/flows/journey.flow.ts';
const TIMEOUT_MS = 300_000;

async function runJourney(engine: EngineName): Promise<PartResult> {
  const events: NodeEvent[] = [];
  const result = await runNodeTests({ files: [JOURNEY_FILE], concurrency: 1, timeoutMs: TIMEOUT_MS }, {
    part: 'journey',
    engine,
    report: (event) => {
      events.push(event);
      if (event.kind === 'output') process.stdout.write(event.text);
    },
  });
  console.log(`\n${renderJourney(engine, events)}`);
  return result;
}

async function main(): Promise<0 | 1> {
  const { values } = parseArgs({ options: { engine: { type: 'string', default: ENGINE_NAMES.join(',') } } });
  const required = parseEngineNames(process.env['REQUIRE_ENGINES'] ?? '');
  markRun();
  const build = await buildIfStale();
  const results = build ? [build] : [];
  for (const engine of parseEngineNames(values.engine)) {
    results.push(await findEngine(engine) ? await runJourney(engine) : createAbsentResult(engine, required));
  }
  results.push(...await findLeftovers());
  console.log(`\n${renderReport(results)}`);
  return toExitCode(sumResults(results));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nnpm run journey -- [--engine chromium,firefox,webkit]\n\n0 passed, 1 failed');
  process.exitCode = 1;
}
