import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rollup } from 'rollup';

import type { Graph } from '../build/record-graph.js';
import { type BundleForm, type BundleOptions, createBundleOptions, GRAPH_FOLDER, ROOT } from '../build/rollup-options.js';
import { findEager } from './budgets.js';

const problems: string[] = [];

const readGraph = (file: string): Graph => JSON.parse(readFileSync(file, 'utf8')) as Graph;

async function build(form: BundleForm, options: BundleOptions): Promise<void> {
  const { output, ...input } = createBundleOptions(form, options);
  const bundle = await rollup(input);
  await bundle.write(output);
  await bundle.close();
}

function toOptions(name: string): Required<BundleOptions> {
  const outDir = join(ROOT, '.cache/guards', name);
  return { entry: join(ROOT, `test/architecture/build-canary/${name}.ts`), outDir, graphFolder: `${outDir}/` };
}

/** The build has to refuse this entry, and for this reason. */
async function expectRefusal(name: string, reason: string): Promise<void> {
  const message = await build('split', toOptions(name)).then(() => 'it was built', (error: Error) => error.message);
  if (!message.includes(reason)) problems.push(`canary ${name} not refused: ${message}`);
}

/** The build takes this entry, and the size gate has to see what it reaches. */
async function expectEager(name: string): Promise<void> {
  const options = toOptions(name);
  await build('split', options);
  const eager = findEager(readGraph(`${options.graphFolder}passport-widgets.json`));
  if (eager.length === 0) problems.push(`canary ${name} not seen: it reaches jose at once`);
}

/** Two builds of the same sources are equal byte for byte. */
async function expectSame(): Promise<number> {
  const outDir = join(ROOT, '.cache/guards/again');
  for (const form of ['split', 'single'] as const) await build(form, { outDir, graphFolder: `${outDir}/` });
  const read = (folder: string): string[] => ['passport-widgets', 'passport-widgets.all']
    .flatMap((name) => readGraph(`${folder}${name}.json`).chunks.map(({ file, sha384 }) => `${file} ${sha384}`));
  const [first, second] = [read(GRAPH_FOLDER), read(`${outDir}/`)];
  for (const line of first.filter((it) => !second.includes(it))) problems.push(`not the same when built again: ${line}`);
  if (first.length !== second.length) problems.push(`${first.length} files, and ${second.length} when built again`);
  return first.length;
}

await expectRefusal('node-builtin', 'A module of Node is imported: node:fs');
await expectRefusal('no-policy', '0 renamed, 0 left');
await expectRefusal('second-policy', 'A second place makes the policy of lit');
await expectEager('eager');
const files = await expectSame();

for (const problem of problems) console.log(problem);
console.log(`4 canaries, ${files} files built twice; ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
