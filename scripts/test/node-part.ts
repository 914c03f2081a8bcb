import { fork } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineName } from '../../test/support/driver/engines.js';
import { createFailureList } from './failures.js';
import { root } from './files.js';
import type { NodeEvent, NodeJob } from './node-process.js';
import { timeEvent, type TimedTests } from './slowest.js';
import { createResult, refuseEmptyPart, type PartResult } from './tally.js';

/** What a run in Node is called, and who listens to it. */
export interface NodePart {
  readonly part: string;
  readonly engine?: EngineName;
  /** Called with each event as it comes. Default: prints failures and output. */
  readonly report?: (event: NodeEvent) => void;
}

/** Runs files of `node:test` in a process of their own, with the network closed. */
export async function runNodeTests(job: NodeJob, { part, engine, report = printEvent }: NodePart): Promise<PartResult> {
  const name = { ...(engine ? { engine } : {}) };
  if (job.files.length === 0) return createResult(part, name);
  const count = createCounter();
  const times: TimedTests[] = [];
  const list = createFailureList();
  const startedMs = performance.now();
  const exit = await runProcess(job, engine, (event) => {
    count.add(event);
    times.push(...timeEvent(event, engine));
    list.add(event);
    report(event);
  });
  const notes = [...count.notes()];
  if (exit !== undefined) notes.push(exit);
  return refuseEmptyPart(createResult(part, {
    ...name,
    ...count.values(),
    failed: count.values().failed + notes.length,
    durationMs: performance.now() - startedMs,
    notes,
    times,
    failures: list.failures,
  }), job.files.length);
}

/** Counts the tests that hold no others. A file without a test is noted: the runner calls it passed. */
export function createCounter(): {
  add(event: NodeEvent): void;
  values(): { passed: number; failed: number; skipped: number };
  notes(): readonly string[];
} {
  const values = { passed: 0, failed: 0, skipped: 0 };
  const notes: string[] = [];
  // Tests inside others end before them, so a waiting count one level deeper belongs to the test that ends now.
  const waiting = new Map<string, number>();
  return {
    add(event) {
      if (event.kind !== 'result') return;
      const key = (nesting: number): string => `${nesting} ${event.file}`;
      const isParent = (waiting.get(key(event.nesting + 1)) ?? 0) > 0;
      waiting.delete(key(event.nesting + 1));
      waiting.set(key(event.nesting), (waiting.get(key(event.nesting)) ?? 0) + 1);
      if (event.passed && resolve(root, event.name) === event.file) notes.push(`${relative(root, event.file)} holds no test.`);
      else if (event.skipped) values.skipped += 1;
      else if (event.isGroup || (isParent && event.passed)) return;
      else if (event.passed) values.passed += 1;
      else values.failed += 1;
    },
    values: () => ({ ...values }),
    notes: () => notes,
  };
}

/** Resolves with a sentence when the process ended otherwise than it should. */
function runProcess(job: NodeJob, engine: EngineName | undefined, onEvent: (event: NodeEvent) => void): Promise<string | undefined> {
  const program = fileURLToPath(new URL('node-process.ts', import.meta.url));
  const closedNetwork = new URL('closed-network.ts', import.meta.url).href;
  const child = fork(program, [JSON.stringify(job)], {
    cwd: root,
    // The test runner hands its own options on to the process of each file.
    execArgv: [...process.execArgv, '--import', closedNetwork],
    env: { ...process.env, ...(engine ? { FLOW_ENGINE: engine } : {}) },
  });
  let hasEnded = false;
  child.on('message', (event: NodeEvent) => {
    hasEnded ||= event.kind === 'end';
    onEvent(event);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`The tests did not start: ${error.message}`));
    child.once('exit', (code, signal) => resolve(hasEnded ? undefined : `The tests ended early (${signal ?? `exit code ${code}`}).`));
  });
}

function printEvent(event: NodeEvent): void {
  if (event.kind === 'output') process.stdout.write(event.text);
  if (event.kind !== 'result' || event.passed || event.skipped) return;
  if (!event.isGroup) console.log(`\nfailed: ${event.name}\n${(event.error ?? '').replace(/^/gm, '    ')}`);
  // The group comes after what failed inside it.
  if (event.nesting === 0) console.log(`  in ${event.isGroup ? `${event.name}, ` : ''}${relative(root, event.file)}`);
}
