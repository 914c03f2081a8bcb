import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findHeldRows, judgeHeldRows, parseRows, renderHeldRows } from '../../scripts/build/held-rows.js';
import { ROOT } from '../../scripts/build/rollup-options.js';

const list = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8');
const held = findHeldRows();

describe('docs/faults.md', () => {
  it('has a test that its file names, or a reason, for each of its rows; and each row that a title names', () => {
    assert.equal(list.split('\n').filter((line) => /^\| \d+ \|/u.test(line)).length, 153);
    assert.deepEqual(judgeHeldRows(list, held), []);
  });

  it('reads every form of a title', () => {
    assert.deepEqual(parseRows('41'), [41]);
    assert.deepEqual(parseRows('41 and 42'), [41, 42]);
    assert.deepEqual(parseRows('95 to 98'), [95, 96, 97, 98]);
    assert.deepEqual(parseRows('1 to 2, 5, and 7'), [1, 2, 5, 7]);
  });

  it('notices a row without a test, a file that does not hold its row, a number that is not listed, and a row that is there twice', () => {
    const made = '| 1 | a | b | auth/a |\n| 2 | c | d | flows/b |\n| 2 | c | d | flows/b, auth/c |';
    const files = new Map([[2, ['auth/a.test.ts', 'flows/b.flow.ts']], [9, ['auth/a.test.ts']]]);

    assert.deepEqual(judgeHeldRows(made, files).filter((problem) => !problem.includes('reason')), [
      'row 2 is listed twice', 'row 1 is in no title of a test', 'row 1 is not in auth/a', 'row 2 is not in auth/c', 'row 9, which auth/a.test.ts names, is not in the list',
    ]);
    assert.equal(renderHeldRows(made, files).split('\n')[1], '| 2 | c | d | auth/a, flows/b |');
  });
});
