import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareFiles } from '../../scripts/check/build-elsewhere.js';

const files = (entries: Readonly<Record<string, string>>): Map<string, Buffer> => (
  new Map(Object.entries(entries).map(([name, text]) => [name, Buffer.from(text)])));

test('two builds are the same when every file is in both with the same bytes', () => {
  const built = { 'a.js': 'a', 'chunks/b.js': 'b' };

  assert.deepEqual(compareFiles(files(built), files(built)), []);
  assert.deepEqual(compareFiles(files(built), files({ ...built, 'chunks/b.js': 'B' })), ['not the same when built elsewhere: chunks/b.js']);
  assert.deepEqual(compareFiles(files(built), files({ 'a.js': 'a' })), ['not the same when built elsewhere: chunks/b.js, which only one of them has']);
  assert.deepEqual(compareFiles(files({ 'a.js': 'a' }), files(built)), ['not the same when built elsewhere: chunks/b.js, which only one of them has']);
});
