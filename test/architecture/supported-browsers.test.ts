import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findTooNew, OLDEST_BROWSERS_TEXT } from '../../scripts/check/supported-browsers.js';
import { root } from '../../scripts/test/files.js';

const SYNTAX = ['const a = /(?i:b)/;', 'using file = open();', '@decorated class A {}', 'class A { accessor b = 1; }', "import a from './a.json' with { type: 'json' };"];
const NAMES = ["Promise.try(() => {});", "RegExp.escape('a');", "Uint8Array.fromHex('aa');", 'new Set().isSubsetOf(new Set());', 'requestIdleCallback(() => {});'];
const FINE = [
  'class A { #b = 1; static { A.c = 2; } has(a) { return #b in a; } }', 'const a = b?.c ?? d; a ||= 1n; await 0; const e = /[\\p{L}--[a-z]]/v;',
  'const { promise } = Promise.withResolvers(); AbortSignal.any([]);', "const later = window.requestIdleCallback?.(() => {}); typeof Uint8Array.fromHex === 'function';",
];

test('what the oldest browsers do not know is found in a built file, and nothing else', async () => {
  for (const code of SYNTAX) assert.match((await findTooNew('a.js', code)).join(), /^a\.js has /, code);
  for (const code of NAMES) assert.match((await findTooNew('a.js', code)).join(), /^a\.js uses/, code);
  for (const code of FINE) assert.deepEqual(await findTooNew('a.js', code), [], code);
});

test('the README names the oldest browsers', () => {
  assert.ok(readFileSync(join(root, 'README.md'), 'utf8').includes(OLDEST_BROWSERS_TEXT));
});
