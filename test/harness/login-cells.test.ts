import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseEndings, ENDINGS, isPairChosen } from '../flows/support/login-cells.js';

const ENGINES = ['chromium', 'firefox', 'webkit'] as const;

describe('the part of the login tables that npm test runs', () => {
  it('is all of them where the tables are asked for whole', () => {
    for (const engine of ENGINES) {
      assert.deepEqual(chooseEndings(engine, 7, 'whole'), ENDINGS);
      assert.ok(isPairChosen(engine, 7, 'whole'));
    }
  });

  it('is two endings of each row in an engine, and all six in the three together', () => {
    for (let row = 0; row < 20; row += 1) {
      for (const engine of ENGINES) assert.equal(chooseEndings(engine, row, '').length, 2);
      const covered = new Set(ENGINES.flatMap((engine) => chooseEndings(engine, row, '')));
      assert.equal(covered.size, ENDINGS.length, `row ${row}`);
    }
  });

  it('is all six endings in any three rows of an engine', () => {
    for (const engine of ENGINES) {
      for (let row = 0; row < 20; row += 1) {
        const covered = new Set([row, row + 1, row + 2].flatMap((at) => chooseEndings(engine, at, '')));
        assert.equal(covered.size, ENDINGS.length, `${engine}, from row ${row}`);
      }
    }
  });

  it('is each pair of policies in one engine', () => {
    for (let place = 0; place < 8; place += 1) {
      assert.equal(ENGINES.filter((engine) => isPairChosen(engine, place, '')).length, 1);
    }
  });
});
