import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { MUTANTS, type Mutant } from './mutants/mutants.js';
import { root } from './test/files.js';

const run = promisify(execFile);

const TIMEOUT_MS = 300_000;
/** What tests need of the repository. */
const PARTS = ['src', 'test', 'scripts', 'emulator', 'package.json', 'tsconfig.json', 'custom-elements.json'] as const;

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** Copies what is tested, so that a run that is stopped leaves no change behind. */
async function copyProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mutants-'));
  await Promise.all(PARTS.map((part) => cp(join(root, part), join(folder, part), { recursive: true })));
  // Links cost nothing; where they cannot be made, a copy does.
  const modules = join(root, 'node_modules');
  await run('cp', ['-al', modules, folder]).catch(() => run('cp', ['-r', modules, folder]));
  return folder;
}

/** Runs tests in Chromium; undefined when they did not come to an end. */
async function runTests(folder: string, files: readonly string[]): Promise<Outcome | undefined> {
  const call = ['--import', 'tsx', 'scripts/test/main.ts', '--part', 'browser', '--engine', 'chromium', ...files];
  const { stdout } = await run(process.execPath, call, { cwd: folder, timeout: TIMEOUT_MS, maxBuffer: 64e6 })
    .catch((error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  const last = [...stdout.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  return last === undefined ? undefined : { passed: Number(last[1]), failed: Number(last[2]) };
}

/** Killed is a mutant under which as many tests run as without it, and one of them fails. */
async function isKilled(folder: string, { file, test, sentence, find, replace }: Mutant, counts: ReadonlyMap<string, number>): Promise<boolean> {
  const path = join(folder, 'src', `${file}.ts`);
  const source = await readFile(path, 'utf8');
  await writeFile(path, source.replace(find, () => replace));
  const outcome = await runTests(folder, [`test/${test}`]);
  await writeFile(path, source);
  const isWhole = outcome !== undefined && outcome.passed + outcome.failed === counts.get(test);
  const killed = isWhole && outcome.failed > 0;
  const count = outcome === undefined ? 'the tests did not end' : `${outcome.failed} of ${outcome.passed + outcome.failed} tests`;
  console.log(`  ${killed ? 'killed  ' : 'SURVIVED'} ${file}: ${sentence}. ${count}`);
  return killed;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { mutant: { type: 'string', default: '' } } });
  const mutants = MUTANTS.filter(({ file, sentence }) => `${file}: ${sentence}`.includes(values.mutant));
  const folder = await copyProject();
  try {
    const counts = new Map<string, number>();
    for (const test of new Set(mutants.map((mutant) => mutant.test))) {
      const outcome = await runTests(folder, [`test/${test}`]);
      if (outcome?.failed !== 0 || outcome.passed === 0) throw new Error(`test/${test} is not green without a mutant.`);
      counts.set(test, outcome.passed);
    }
    let killed = 0;
    for (const mutant of mutants) killed += Number(await isKilled(folder, mutant, counts));
    console.log(`mutants killed ${killed} of ${mutants.length}\n\n${killed} passed, ${mutants.length - killed} failed`);
    if (killed < mutants.length || mutants.length === 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nnpm run mutants -- [--mutant words]\n\n0 passed, 1 failed');
  process.exitCode = 1;
}
