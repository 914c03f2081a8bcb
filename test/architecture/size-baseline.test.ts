import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readBaseline, toDifference, writeBaseline } from '../../scripts/check/size-baseline.js';

test('the difference to the kept figures has its sign, and a row that was not there is new', () => {
  assert.deepEqual(
    [toDifference(120, 100), toDifference(80, 100), toDifference(100, 100), toDifference(100, undefined)],
    ['+20', '-20', '0', 'new'],
  );
});

test('what is kept is read back', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'size-')), 'baseline.json');

  writeBaseline({ 'a row': 100 }, file);

  assert.deepEqual(readBaseline(file), { 'a row': 100 });
});

test('every kept figure is a number of bytes', () => {
  for (const [what, bytes] of Object.entries(readBaseline())) assert.ok(Number.isInteger(bytes) && bytes > 0, what);
});
