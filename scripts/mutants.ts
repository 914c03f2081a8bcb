import { parseArgs } from 'node:util';
import { MUTANTS, type Mutant } from './mutants/mutants.js';
import { runTrials, type Outcome, type Trial } from './mutants/run-mutants.js';

/** Each file of tests once as the library is, then with each of its mutants. */
function createTrials(mutants: readonly Mutant[]): Trial[] {
  return [...new Set(mutants.map(({ test }) => test))].flatMap((test) => [
    { test }, ...mutants.filter((mutant) => mutant.test === test).map((mutant) => ({ test, mutant })),
  ]);
}

/** Killed is a mutant under which as many tests run as without it, and one of them fails. */
function isKilled({ passed, failed }: Outcome, whole: Outcome | undefined): boolean {
  return whole?.failed === 0 && whole.passed === passed + failed && failed > 0;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { mutant: { type: 'string', multiple: true, default: [''] } } });
  const mutants = MUTANTS.filter(({ file, sentence }) => values.mutant.some((words) => `${file}: ${sentence}`.includes(words)));
  const wholes = new Map<string, Outcome>();
  let killed = 0;
  await runTrials(createTrials(mutants), ({ test, mutant }, outcome) => {
    const count = `${outcome.failed} of ${outcome.passed + outcome.failed} tests`;
    if (!mutant) {
      wholes.set(test, outcome);
      if (outcome.failed > 0) console.log(`  test/${test} is not green without a mutant: ${count} fail`);
      return;
    }
    const isDead = isKilled(outcome, wholes.get(test));
    killed += Number(isDead);
    console.log(`  ${isDead ? 'killed  ' : 'SURVIVED'} ${mutant.file}: ${mutant.sentence}. ${count}`);
  });
  console.log(`mutants killed ${killed} of ${mutants.length}\n\n${killed} passed, ${mutants.length - killed} failed`);
  process.exitCode = killed === mutants.length && killed > 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, '\nnpm run mutants -- [--mutant words ...]\n\n0 passed, 1 failed');
  process.exitCode = 1;
}
// A browser that did not start in time would keep the process.
process.exit();
