import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { nameCustomProperties, shortenCustomProperties } from '../../scripts/build/short-custom-properties.js';

test('custom properties of ours get one letter each, the same in all sheets', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'one'));
  writeFileSync(join(folder, 'one', 'base.styles.ts'), 'a { --_rare: 1px; --_text-size: 2px; }');
  writeFileSync(join(folder, 'other.styles.ts'), 'b { margin: var(--_text-size); }');
  writeFileSync(join(folder, 'other.ts'), '--_elsewhere');

  const names = nameCustomProperties(folder);

  assert.deepEqual([...names], [['text-size', 'a'], ['rare', 'b']]);
  assert.equal(
    shortenCustomProperties('c{--_rare:var(--passport-rare);width:var(--_text-size)}', names),
    'c{--_b:var(--passport-rare);width:var(--_a)}',
  );
});
