import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MUTANTS } from '../../scripts/mutants/mutants.js';
import { root } from '../../scripts/test/files.js';

test('CONTRIBUTING says how many mutants there are', () => {
  assert.match(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'), new RegExp(`changes the library in ${MUTANTS.length} places`, 'u'));
});

test('each mutant changes what stands in its file once, and names tests that are there', () => {
  assert.ok(MUTANTS.length >= 40);
  for (const { file, test: tests, find, replace } of MUTANTS) {
    const source = readFileSync(join(root, 'src', `${file}.ts`), 'utf8');
    assert.equal(source.split(find).length, 2, `${file}: ${find}`);
    assert.notEqual(find, replace);
    assert.ok(existsSync(join(root, 'test', tests)), tests);
  }
});
