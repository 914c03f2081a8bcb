import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireEngine } from '../test/support/driver/engines.js';
import { reaches, renderMissing, renderRooms, sumCoverage, sumRooms } from './coverage-rooms.js';
import { addCounts, keepKnown, type Counts } from './coverage/counts.js';
import { readSources } from './coverage/sources.js';
import { runBrowserTests } from './test/browser-part.js';
import { findTestFiles, root } from './test/files.js';
import { markRun } from './test/leftovers.js';
import { createResult, renderReport, sumResults, toExitCode, type PartResult } from './test/tally.js';

const FOLDER = join(root, 'coverage');
/** One folder takes a minute or two where nothing else runs. */
const FOLDER_LIMIT_MS = 30 * 60_000;
/** In percent of what may run in a browser. */
const GATE = { lines: 95, branches: 90 };

/** Runs the browser tests of one folder of `test/` in a browser of its own, and adds what they ran. */
async function runFolder(folder: string, files: readonly string[], counts: Counts): Promise<PartResult[]> {
  const report = join(FOLDER, `${folder}.json`);
  await rm(report, { force: true });
  const results = await runBrowserTests({ engines: ['chromium'], files, coverage: report }, FOLDER_LIMIT_MS);
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return [...results, createResult('coverage', { failed: 1, notes: [`test/${folder} wrote no counts.`] })];
  addCounts(counts, JSON.parse(text) as Counts);
  return results;
}

function groupByFolder(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const [, folder = ''] = file.split('/');
    groups.set(folder, [...groups.get(folder) ?? [], file]);
  }
  return groups;
}

/** The parts that runs before have left, but for those of some folders. */
async function addEarlier(counts: Counts, but: readonly string[]): Promise<string[]> {
  const parts = (await readdir(FOLDER)).filter((name) => name.endsWith('.json') && !but.includes(name.replace('.json', '')));
  for (const name of parts) addCounts(counts, JSON.parse(await readFile(join(FOLDER, name), 'utf8')) as Counts);
  return parts;
}

async function main(): Promise<0 | 1> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { add: { type: 'boolean', default: false } } });
  markRun();
  await requireEngine('chromium');
  await mkdir(FOLDER, { recursive: true });
  const sources = await readSources();
  const ran: Counts = {};
  const results: PartResult[] = [];
  const { browser: files } = await findTestFiles(positionals);
  const folders = groupByFolder(files);
  if (values.add) console.log(`Parts of runs before: ${(await addEarlier(ran, [...folders.keys()])).join(' ') || '-'}`);
  for (const [folder, some] of folders) {
    console.log(`test/${folder}: ${some.length} files`);
    results.push(...await runFolder(folder, some, ran));
  }
  const { kept, strange } = keepKnown(sources, ran);
  const { lines, branches } = sumCoverage([...sumRooms(kept).values()]);
  await writeFile(join(FOLDER, 'missing.txt'), `${renderMissing(kept)}\n`);
  console.log(`\nWhat the browser tests run of src/, counted by V8 in Chromium.\n`);
  console.log(renderRooms(sumRooms(kept)));
  console.log(`\n${strange} counts of code in another form were left out. What did not run: coverage/missing.txt\n\n${renderReport(results)}`);
  const isEnough = reaches(lines, GATE.lines) && reaches(branches, GATE.branches);
  console.log(`\n${isEnough ? 'Reached' : 'Not reached'}: ${GATE.lines} % of the lines, ${GATE.branches} % of the branches.`);
  return isEnough ? toExitCode(sumResults(results)) : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nnpm run coverage -- [--add] [path ...]\n\n0 passed, 1 failed');
  process.exitCode = 1;
}
