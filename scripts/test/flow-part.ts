import type { EngineName } from '../../test/support/driver/engines.js';
import { runNodeTests } from './node-part.js';
import { createResult, type PartResult } from './tally.js';

/** One file of flows in one engine. */
export interface FlowJob {
  readonly engine: EngineName;
  readonly file: string;
}

/** How flows are run. */
export interface FlowOptions {
  /** How many files run at a time, each with a browser of its own. */
  readonly atATime: number;
  /** The limit of one file. */
  readonly timeoutMs: number;
  /** Runs one file. Default: in a process of Node. */
  readonly run?: (job: FlowJob) => Promise<PartResult>;
}

/**
 * Runs flows in all engines out of one queue: between its files one engine waits for nothing that another could use, and
 * only at the very end a processor is idle.
 */
export async function runFlows(engines: readonly EngineName[], files: readonly string[], options: FlowOptions): Promise<PartResult[]> {
  const { atATime, timeoutMs } = options;
  const run = options.run ?? (({ engine, file }) => runNodeTests({ files: [file], concurrency: 1, timeoutMs }, { part: 'flows', engine }));
  const jobs: readonly FlowJob[] = files.flatMap((file) => engines.map((engine) => ({ engine, file })));
  const results: PartResult[] = [];
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) results.push(await run(job));
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return engines.map((engine) => joinResults(engine, results.filter((result) => result.engine === engine)));
}

/** One result of an engine's files. The durations add up, though files ran beside each other. */
function joinResults(engine: EngineName, results: readonly PartResult[]): PartResult {
  const sum = (read: (result: PartResult) => number): number => results.reduce((total, result) => total + read(result), 0);
  return createResult('flows', {
    engine,
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    durationMs: sum(({ durationMs }) => durationMs),
    notes: results.flatMap(({ notes }) => notes),
    times: results.flatMap(({ times }) => times),
    failures: results.flatMap(({ failures }) => failures),
  });
}
