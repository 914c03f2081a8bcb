import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createErrorPage, listErrorCodes } from '../../scripts/build/error-pages.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function readSources(folder: string, isWanted: (path: string) => boolean): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && isWanted(path))
    .map((path) => readFileSync(join(ROOT, folder, path), 'utf8'))
    .join('\n');
}

/** The codes that stand nowhere in a text as a quoted word. */
function findMissing(codes: readonly string[], text: string): string[] {
  return codes.filter((code) => !text.includes(`'${code}'`));
}

test('every error code is raised by the library', () => {
  assert.deepEqual(findMissing(listErrorCodes(), readSources('src', (path) => !path.startsWith(join('shared', 'errors')))), []);
});

test('every error code is expected by a test', () => {
  assert.deepEqual(findMissing(listErrorCodes(), readSources('test', (path) => !path.startsWith('architecture'))), []);
});

test('a code that nobody raises is reported', () => {
  assert.deepEqual(findMissing(['NOBODY_RAISES_THIS', 'TIMEOUT'], readSources('src', () => true)), ['NOBODY_RAISES_THIS']);
});

test('docs/errors.md is what `npm run errors` writes', () => {
  assert.equal(readFileSync(join(ROOT, 'docs/errors.md'), 'utf8'), createErrorPage());
});
