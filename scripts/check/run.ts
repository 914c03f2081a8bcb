import { spawn } from 'node:child_process';

import { ROOT } from '../build/rollup-options.js';

/** One of the checks behind `npm run check`. */
interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Checks that have to pass first. */
  readonly after: readonly string[];
}

interface CheckResult {
  readonly name: string;
  readonly isPassed: boolean;
  /** Its last line: the figure. */
  readonly figure: string;
  readonly details: string;
}

const script = (name: string, ...after: string[]): Check => ({
  name, command: process.execPath, args: ['--import', 'tsx', `scripts/check/${name}.ts`], after,
});

const npm = (name: string, task: string): Check => ({ name, command: 'npm', args: ['run', '--silent', task], after: [] });

// The longest chain first, so that two processors are done at about the same time.
const CHECKS: readonly Check[] = [
  npm('bundles', 'build:cdn'),
  npm('modules', 'build:esm'),
  script('types'),
  script('imports'),
  script('lint'),
  script('manifest'),
  script('unused'),
  script('size', 'bundles'),
  script('guards', 'bundles', 'modules'),
  script('browsers', 'bundles', 'modules'),
  script('package', 'bundles', 'modules'),
];

const PARALLEL = 2;

async function runCheck(check: Check, missing: string | undefined): Promise<CheckResult> {
  if (missing) {
    const figure = `not run: ${missing} failed`;
    console.log(`FAILED ${check.name.padEnd(9)}     - s  ${figure}`);
    return { name: check.name, isPassed: false, figure, details: '' };
  }
  const startedAtMs = performance.now();
  const child = spawn(check.command, check.args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => { output += data.toString(); });
  child.stderr.on('data', (data: Buffer) => { output += data.toString(); });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const lines = output.trimEnd().split('\n');
  const figure = lines.at(-1) ?? '';
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name.padEnd(9)} ${seconds.padStart(5)} s  ${figure}`);
  return { name: check.name, isPassed: code === 0, figure, details: lines.slice(0, -1).join('\n') };
}

async function runAll(): Promise<CheckResult[]> {
  const waiting = [...CHECKS];
  const results: CheckResult[] = [];
  const running = new Set<Promise<void>>();
  const isReady = (check: Check): boolean => check.after.every((name) => results.some((result) => result.name === name));
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < PARALLEL ? waiting.findIndex(isReady) : -1;
    const [check] = next < 0 ? [] : waiting.splice(next, 1);
    if (!check) {
      await Promise.race(running);
      continue;
    }
    const missing = check.after.find((name) => !results.some((result) => result.name === name && result.isPassed));
    const run = runCheck(check, missing).then((result) => {
      results.push(result);
      running.delete(run);
    });
    running.add(run);
  }
  return results;
}

const results = await runAll();
const failed = results.filter((result) => !result.isPassed);
for (const { name, details, figure } of failed) console.log(`\n--- ${name}\n${details || figure}`);
console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
if (failed.length > 0) process.exitCode = 1;
