import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rollup } from 'rollup';

import type { Graph } from '../build/record-graph.js';
import { type BundleForm, type BundleOptions, createBundleOptions, ROOT } from '../build/rollup-options.js';
import { findEager } from './budgets.js';
import { compareBuilds } from './build-elsewhere.js';
import { findBuiltScripts } from './supported-browsers.js';
import { findTextAsCode } from './text-as-code.js';

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

await expectRefusal('node-builtin', 'A module of Node is imported: node:fs');
await expectRefusal('no-policy', '0 renamed, 0 left');
await expectRefusal('second-policy', 'A second place makes the policy of lit');
await expectEager('eager');
const elsewhere = compareBuilds();
problems.push(...elsewhere.problems);
// The modules for bundlers have no lit of their own, and a bundler decides what becomes of their `import()`.
const scripts = findBuiltScripts(join(ROOT, 'dist')).filter(([file]) => !file.startsWith('esm/'));
problems.push(...findTextAsCode(scripts));

for (const problem of problems) console.log(problem);
console.log(
  `4 canaries, ${elsewhere.files} files built twice, in two folders and two time zones; ${scripts.length} files without code from text; `
  + `${problems.length} problems`,
);
if (problems.length > 0) process.exitCode = 1;
