import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeTypes } from '../../scripts/frameworks/judge-types.js';
import { takeTurns } from '../../scripts/frameworks/take-turns.js';

/** What the four compilers have said of the two mistakes. */
const REPORTS = {
  'tsc': ['wrong.tsx', 'src/wrong.tsx(4,28): error TS2820: Type\nsrc/wrong.tsx(6,28): error TS2322: Type'],
  'vue-tsc': ['Wrong.vue', 'src/Wrong.vue(11,17): error TS2322: Type\nsrc/Wrong.vue(12,19): error TS2322: Type'],
  'svelte-check': [
    'Wrong.svelte',
    '1763750000000 START "/site"\n1763750000001 ERROR "src/Wrong.svelte" 6:14 "Type"\n1763750000001 ERROR "src/Wrong.svelte" 7:17 "Type"\n1763750000002 COMPLETED 9 FILES 2 ERRORS 0 WARNINGS 1 FILES_WITH_PROBLEMS',
  ],
  'ngc': [
    'wrong.ts',
    '\u001B[96msrc/wrong.ts\u001B[0m:\u001B[93m9\u001B[0m:\u001B[93m22\u001B[0m - \u001B[91merror\u001B[0m\u001B[90m TS2322: \u001B[0mType\nsrc/wrong.ts:10:54 - error TS2345: Argument',
  ],
} as const;

describe('npm run frameworks, on types', () => {
  for (const [compiler, [wrong, report]] of Object.entries(REPORTS)) {
    it(`finds both mistakes in what ${compiler} says`, () => {
      assert.equal(judgeTypes(report, wrong), undefined);
    });

    it(`refuses what ${compiler} says when a mistake is missing, or another error is there`, () => {
      assert.match(judgeTypes('', wrong) ?? '', /^0 of the 2/);
      const lines = report.split('\n').filter((line) => !/6:14|\(4,28\)|\(11,17\)|TS2345/u.test(line));
      assert.match(judgeTypes(lines.join('\n'), wrong) ?? '', /^1 of the 2/);
      assert.match(judgeTypes(report.replaceAll(wrong, 'app.ts'), wrong) ?? '', /^errors in /);
      assert.match(judgeTypes(`${report}\n${report}`, wrong) ?? '', /^4 of the 2/);
    });
  }
});

describe('npm run frameworks, on turns', () => {
  it('runs no more at a time than it may, in order, and goes on after a failure', async () => {
    const turns = takeTurns(2);
    const log: string[] = [];
    const ends: (() => void)[] = [];
    const start = (name: string): Promise<void> => turns(() => {
      log.push(name);
      return new Promise<void>((resolve, reject) => { ends.push(name === 'a' ? () => reject(new Error(name)) : resolve); });
    });
    const all = Promise.allSettled(['a', 'b', 'c', 'd'].map(start));
    assert.deepEqual(log, ['a', 'b']);

    ends[0]?.();
    await new Promise(setImmediate);
    assert.deepEqual(log, ['a', 'b', 'c']);

    ends[1]?.();
    ends[2]?.();
    await new Promise(setImmediate);
    ends[3]?.();
    assert.deepEqual((await all).map(({ status }) => status), ['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    assert.deepEqual(log, ['a', 'b', 'c', 'd']);
  });
});
