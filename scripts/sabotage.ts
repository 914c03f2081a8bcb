import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';
import { LIES, type Lie } from './sabotage/lies.js';
import { runNodeTests } from './test/node-part.js';
import type { PartResult } from './test/tally.js';

const TIMEOUT_MS = 180_000;

/** Tests that failed while a lie was told, or without any. */
interface Witness {
  readonly result: PartResult;
  readonly failed: readonly string[];
}

/** Runs files of tests with a lie told, or with none. */
async function run(files: readonly string[], fault?: string): Promise<Witness> {
  const failed: string[] = [];
  const preload = new URL('./sabotage/tell-lie.ts', import.meta.url).href;
  process.env['NODE_OPTIONS'] = fault === undefined ? '' : `--import tsx --import ${preload}`;
  process.env['EMULATOR_LIE'] = fault;
  if (fault === undefined) delete process.env['EMULATOR_LIE'];
  const result = await runNodeTests({ files, concurrency: availableParallelism(), timeoutMs: TIMEOUT_MS }, {
    part: fault ?? 'no lie',
    report: (event) => {
      if (event.kind === 'result' && !event.passed && !event.skipped && !event.isGroup) failed.push(event.name);
    },
  });
  return { result, failed };
}

async function tell({ fault, sentence, files, witness }: Lie): Promise<boolean> {
  const { result, failed } = await run(files, fault);
  // A file that did not even start proves nothing, and neither does another test than the one that is about this.
  const isCaught = failed.includes(witness) && result.notes.length === 0;
  console.log(isCaught
    ? `  caught    ${fault}: ${sentence}. ${failed.length} of ${result.passed + result.failed} tests, of them "${witness}"`
    : `  NOT caught ${fault}: ${sentence}. ${files.join(', ')}: ${[...result.notes, ...failed].join('; ') || 'all green'}`);
  return isCaught;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { lie: { type: 'string', default: '' } } });
  const lies = LIES.filter(({ fault }) => fault.includes(values.lie));
  const { result, failed } = await run([...new Set(lies.flatMap(({ files }) => files))]);
  if (result.failed > 0) throw new Error(`Without a lie ${result.failed} tests fail already: ${[...failed, ...result.notes].join('; ')}`);
  console.log(`Without a lie ${result.passed} tests pass.`);
  let caught = 0;
  for (const lie of lies) caught += Number(await tell(lie));
  console.log(`caught ${caught} of ${lies.length}\n${caught} passed, ${lies.length - caught} failed`);
  if (caught < lies.length || lies.length === 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nnpm run sabotage -- [--lie words]');
  process.exitCode = 1;
}
