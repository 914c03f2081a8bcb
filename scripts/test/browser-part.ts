import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BrowserJob } from './browser-process.js';
import { root } from './files.js';
import { createResult, refuseEmptyPart, type PartResult } from './tally.js';

/** Runs the browser tests in all given engines, in a process of their own that cannot take this one along. */
export async function runBrowserTests(job: BrowserJob): Promise<PartResult[]> {
  if (job.files.length === 0 || job.engines.length === 0) return [];
  const program = fileURLToPath(new URL('browser-process.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(job)], { cwd: root, execArgv: process.execArgv });
  const answer = await new Promise<PartResult[] | string>((resolve) => {
    child.once('message', (results) => resolve(results as PartResult[]));
    child.once('error', (error) => resolve(`The test runner did not start: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`The test runner ended early (${signal ?? `exit code ${code}`}).`));
  });
  if (typeof answer === 'string') return [createResult('browser', { failed: 1, notes: [answer] })];
  return answer.map((result) => refuseEmptyPart(result, job.files.length));
}
