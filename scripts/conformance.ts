import { parseArgs } from 'node:util';
import { ENGINE_NAMES, findEngine, parseEngineNames, type EngineName } from '../test/support/driver/engines.js';
import { buildIfStale } from './test/build-part.js';
import { findLeftovers, markRun } from './test/leftovers.js';
import { runNodeTests } from './test/node-part.js';
import type { NodeEvent } from './test/node-process.js';
import { createAbsentResult, renderReport, sumResults, toExitCode, type PartResult } from './test/tally.js';

const FILE = 'test/conformance/conformance.run.ts';
const TIMEOUT_MS = 600_000;

type Result = Extract<NodeEvent, { kind: 'result' }>;

async function runEngine(engine: EngineName): Promise<PartResult> {
  const steps: Result[] = [];
  const startedMs = performance.now();
  const result = await runNodeTests({ files: [FILE], concurrency: 1, timeoutMs: TIMEOUT_MS }, {
    part: 'conformance',
    engine,
    report: (event) => {
      if (event.kind === 'output') process.stdout.write(event.text);
      if (event.kind === 'result' && event.nesting > 0) steps.push(event);
      else if (event.kind === 'result' && !event.passed && !event.isGroup) console.log(`failed: ${event.name}\n${event.error ?? ''}`);
    },
  });
  console.log(`\n${engine}, ${((performance.now() - startedMs) / 1000).toFixed(0)} s\n${renderSteps(steps)}`);
  return result;
}

/** Every module by name; of the responses only those that were judged wrongly; and the figures. */
function renderSteps(steps: readonly Result[]): string {
  const isModule = ({ name }: Result): boolean => name.startsWith('oidcc-client-test');
  const count = (beginning: string): string => {
    const tried = steps.filter(({ name }) => name.startsWith(beginning));
    return `${tried.filter(({ passed }) => passed).length} of ${tried.length}`;
  };
  return [
    ...steps.filter((step) => isModule(step) || !step.passed).map(renderStep),
    `modules ${count('oidcc-client-test')} (mirrors of the suite's modules; nothing is certified)`,
    `faulty responses rejected ${count('faulty: ')}, each with 0 stored and 0 events`,
    `valid accepted ${count('valid: ')}`,
  ].join('\n');
}

function renderStep({ name, passed, durationMs, error }: Result): string {
  const line = `  ${name.padEnd(74)} ${durationMs.toFixed(0).padStart(6)} ms  ${passed ? 'ok' : 'FAILED'}`;
  return passed || error === undefined ? line : `${line}\n${error.split('\n').slice(0, 8).join('\n').replace(/^/gm, '      ')}`;
}

async function main(): Promise<0 | 1> {
  const { values } = parseArgs({ options: { engine: { type: 'string', default: ENGINE_NAMES.join(',') } } });
  const required = parseEngineNames(process.env['REQUIRE_ENGINES'] ?? '');
  markRun();
  const build = await buildIfStale();
  const results = build ? [build] : [];
  for (const engine of parseEngineNames(values.engine)) {
    results.push(await findEngine(engine) ? await runEngine(engine) : createAbsentResult(engine, required));
  }
  results.push(...await findLeftovers());
  console.log(`\n${renderReport(results)}`);
  return toExitCode(sumResults(results));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nnpm run conformance -- [--engine chromium,firefox,webkit]\n\n0 passed, 1 failed');
  process.exitCode = 1;
}
