import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseEndings, ENDINGS } from '../flows/support/login-cells.js';

describe('the cells of the login table that npm test runs', () => {
  it('are all of them in Chromium, and in each engine where the table is asked for', () => {
    for (let row = 0; row < 20; row += 1) {
      assert.deepEqual(chooseEndings('chromium', row, undefined), ENDINGS);
      assert.deepEqual(chooseEndings('firefox', row, 'whole'), ENDINGS);
      assert.deepEqual(chooseEndings('webkit', row, 'whole'), ENDINGS);
    }
  });

  it('are two of each row elsewhere, and all six in three rows, wherever these begin', () => {
    for (const engine of ['firefox', 'webkit'] as const) {
      for (let row = 0; row < 20; row += 1) {
        assert.equal(chooseEndings(engine, row, undefined).length, 2);
        const covered = new Set([row, row + 1, row + 2].flatMap((at) => chooseEndings(engine, at, undefined)));
        assert.equal(covered.size, ENDINGS.length, `${engine}, from row ${row}`);
      }
    }
  });

  it('are the same in each run, and others in each engine', () => {
    const choose = (engine: 'firefox' | 'webkit'): string => [0, 1, 2].map((row) => chooseEndings(engine, row, undefined).join()).join(';');
    assert.equal(choose('firefox'), choose('firefox'));
    assert.notEqual(choose('firefox'), choose('webkit'));
  });
});
