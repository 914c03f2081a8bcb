import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderReadme } from '../../../scripts/build/fault-list.js';

test('the emulator\'s README lists every fault, as `npm run faults` writes it', async () => {
  const readme = readFileSync(new URL('../../../emulator/README.md', import.meta.url), 'utf8');

  assert.equal(readme, await renderReadme(readme));
});
