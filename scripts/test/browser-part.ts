import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BrowserJob } from './browser-process.js';
import { root } from './files.js';
import { createResult, refuseEmptyPart, type PartResult } from './tally.js';

const END_MS = 10_000;

/**
 * Runs the browser tests in all given engines, in a process of their own that cannot take this one along.
 *
 * @param limitMs - When the process is ended, and its browser with it. Default: never.
 */
export async function runBrowserTests(job: BrowserJob, limitMs?: number): Promise<PartResult[]> {
  if (job.files.length === 0 || job.engines.length === 0) return [];
  const program = fileURLToPath(new URL('browser-process.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(job)], { cwd: root, execArgv: process.execArgv });
  const limit = limitMs === undefined ? undefined : setTimeout(() => end(child), limitMs);
  const answer = await new Promise<PartResult[] | string>((resolve) => {
    child.once('message', (results) => resolve(results as PartResult[]));
    child.once('error', (error) => resolve(`The test runner did not start: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`The test runner ended early (${signal ?? `exit code ${code}`}).`));
  });
  clearTimeout(limit);
  if (typeof answer === 'string') return [createResult('browser', { failed: 1, notes: [answer] })];
  return answer.map((result) => refuseEmptyPart(result, job.files.length));
}

/** The runner closes its browser when it is asked to end; one that hangs is ended all the same. */
function end(child: ChildProcess): void {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), END_MS).unref();
}
