import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { ENGINE_NAMES, findEngine, parseEngineNames, type EngineName } from '../../test/support/driver/engines.js';
import { runBrowserTests } from './browser-part.js';
import { buildIfStale } from './build-part.js';
import { findTestFiles, type TestFiles } from './files.js';
import { runFlows } from './flow-part.js';
import { findLeftovers, markRun } from './leftovers.js';
import { runNodeTests } from './node-part.js';
import { renderSlowest } from './slowest.js';
import { createAbsentResult, renderReport, sumResults, toExitCode, type PartResult } from './tally.js';

const NODE_FILE_TIMEOUT_MS = 180_000;
/** Flows wait for browsers more than they compute: one more than there are processors. */
const FLOW_FILES_AT_A_TIME = availableParallelism() + 1;
/** Ten minutes: each flow has a limit of its own, and a busy machine is slow. */
const FLOW_FILE_TIMEOUT_MS = 600_000;

const USAGE = `npm test -- [--engine chromium,firefox,webkit] [--part node,browser,flows] [--slowest 20] [path ...]`;

interface Options {
  readonly engines: readonly EngineName[];
  readonly required: readonly EngineName[];
  readonly parts: readonly string[];
  readonly filters: readonly string[];
  /** How many of the slowest files and flows are listed. */
  readonly slowest: number;
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: 'string', multiple: true },
      part: { type: 'string', default: 'node,browser,flows' },
      slowest: { type: 'string', default: '0' },
    },
  });
  const wanted = parseEngineNames((values.engine ?? []).join(','));
  return {
    engines: wanted.length > 0 ? wanted : ENGINE_NAMES,
    required: parseEngineNames(process.env['REQUIRE_ENGINES'] ?? ''),
    parts: values.part.split(','),
    filters: positionals,
    slowest: Number(values.slowest),
  };
}

async function runParts(options: Options, files: TestFiles): Promise<PartResult[]> {
  const results: PartResult[] = [];
  const present: EngineName[] = [];
  for (const name of options.engines) {
    const engine = await findEngine(name);
    if (engine) present.push(name);
    else results.push(createAbsentResult(name, options.required));
    if (engine?.isShell) console.log('No Chromium is installed: the one of the package @sparticuz/chromium runs.');
  }
  if (options.parts.includes('node') && files.node.length > 0) {
    const job = { files: files.node, concurrency: availableParallelism(), timeoutMs: NODE_FILE_TIMEOUT_MS };
    results.push(await runNodeTests(job, { part: 'node' }));
  }
  if (options.parts.includes('browser')) {
    results.push(...await runBrowserTests({ engines: present, files: files.browser }));
  }
  if (options.parts.includes('flows') && files.flows.length > 0) {
    const build = await buildIfStale();
    if (build) results.push(build);
    results.push(...await runFlows(present, files.flows, { atATime: FLOW_FILES_AT_A_TIME, timeoutMs: FLOW_FILE_TIMEOUT_MS }));
  }
  return results;
}

async function main(): Promise<0 | 1> {
  const options = readOptions();
  markRun();
  const files = await findTestFiles(options.filters);
  if (files.node.length + files.browser.length + files.flows.length === 0) {
    throw new RangeError(`No test file matches ${options.filters.join(', ')}.`);
  }
  const results = await runParts(options, files);
  results.push(...await findLeftovers());
  if (options.slowest > 0) console.log(`\nThe slowest, without what they share:\n${renderSlowest(results.flatMap(({ times }) => times), options.slowest)}`);
  console.log(`\n${renderReport(results)}`);
  return toExitCode(sumResults(results));
}

try {
  process.exitCode = await main();
} catch (error) {
  // Only a mistake in the call, or in this runner, comes here: tests report their failures as results.
  console.error(error instanceof Error ? error.message : error, `\n${USAGE}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
}
