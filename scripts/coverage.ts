import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { requireEngine } from '../test/support/driver/engines.js';
import { readFiles, readRooms, renderRooms } from './coverage-rooms.js';
import { runBrowserTests } from './test/browser-part.js';
import { findTestFiles, root } from './test/files.js';
import { markRun } from './test/leftovers.js';
import { renderReport, sumResults, toExitCode } from './test/tally.js';

const REPORT = join(root, 'coverage/lcov.info');

/** Files that no browser test loads. Those of types alone have no code that could run. */
async function findUnloaded(loaded: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(join(root, 'src'), { recursive: true });
  return entries.map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !loaded.includes(path)).sort();
}

async function main(): Promise<void> {
  markRun();
  await requireEngine('chromium');
  await rm(REPORT, { force: true });
  const { browser: files } = await findTestFiles(process.argv.slice(2));
  const results = await runBrowserTests({ engines: ['chromium'], files, coverage: true });
  const lcov = await readFile(REPORT, 'utf8');
  const unloaded = await findUnloaded(readFiles(lcov));
  console.log(`\nWhat the browser tests run of src/, counted by V8 in Chromium. Flows run more of it, which is\nnot counted here; comments count with the block that they stand in.\n`);
  console.log(renderRooms(readRooms(lcov)));
  console.log(`\nNot loaded, ${unloaded.length} files: ${unloaded.join(' ') || '-'}\n\n${renderReport(results)}`);
  process.exitCode = toExitCode(sumResults(results));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nnpm run coverage -- [path ...]\n\n0 passed, 1 failed');
  process.exitCode = 1;
}
