import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkTexts } from '../../scripts/locales/check-texts.js';
import { ENGLISH, FOR_AUTHORS, TABLES } from '../../scripts/locales/english.js';
import { MAX_FILE_BYTES, measureTexts } from '../../scripts/locales/files.js';
import { listFolders, readTexts } from '../../scripts/locales/read-texts.js';
import { createLanguagePage } from '../../scripts/locales/language-page.js';
import { FILES } from '../../src/locales/files.js';
import { SAME_WAYS, withSameWays } from '../../src/locales/same-ways.js';
import { findTag, TAGS } from '../../src/locales/tags.js';
import { PARTS } from '../../src/locales/text-files.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

for (const tag of TAGS) {
  test(`${tag} has every text and no other, fills each place, and holds no markup`, async () => {
    const texts = await readTexts(tag);

    assert.deepEqual(PARTS.flatMap((part) => checkTexts(tag, ENGLISH[part], texts[part])), []);
  });

  test(`${tag} is loaded in files of at most ${MAX_FILE_BYTES} bytes gzip`, async () => {
    const texts = await readTexts(tag);

    for (const part of PARTS) assert.ok(measureTexts(texts[part]) <= MAX_FILE_BYTES, `${tag}/${part}: ${measureTexts(texts[part])}`);
  });
}

test('a text that is missing, drawn by nothing, or does not fit its places is reported', () => {
  const english = { 'a': 'Sign in', 'b': 'Hello {name}', 'c.one': '{count} more', 'c.other': '{count} more', 'd': 'Done' };
  const problems = checkTexts('ru', english, {
    'b': 'Привет {nam}', 'c.one': 'ещё {count}', 'c.few': 'ещё {count}', 'c.other': 'ещё', 'd': '<b>Готово</b>', 'e': 'Лишнее',
  });

  assert.deepEqual(problems, [
    'ru: a is missing', 'ru: c.many is missing', 'ru: e is drawn by nothing', 'ru: b lacks {name}',
    'ru: b has {nam}, which nothing fills', 'ru: c.other lacks {count}', 'ru: d holds markup, which would be drawn as it stands',
  ]);
});

test('a value in a sentence from right to left is isolated', () => {
  assert.equal(checkTexts('ar', { a: 'Hello {name}' }, { a: 'مرحبًا {name}' }).length, 1);
  assert.deepEqual(checkTexts('ar', { a: 'Hello {name}' }, { a: 'مرحبًا \u2068{name}\u2069' }), []);
});

test('docs/languages.md is what `npm run locales -- --write` writes', () => {
  assert.equal(readFileSync(new URL('../../docs/languages.md', import.meta.url), 'utf8'), createLanguagePage());
});

test('every language of the list has its files, and no file is without a language', () => {
  assert.deepEqual(Object.keys(FILES).sort(), [...TAGS].sort());
  assert.deepEqual(listFolders(), [...TAGS].sort());
});

test('each loader brings the file of its language and part', async () => {
  for (const tag of TAGS) {
    const texts = await readTexts(tag);
    for (const part of PARTS) assert.deepEqual((await FILES[tag]?.[part]())?.default, texts[part], `${tag}/${part}`);
  }
});

test('every English table of the elements and of the question before a signature is translated', () => {
  const files = ['elements', 'approval'].flatMap((room) => readdirSync(join(SOURCES, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts')).map((file) => join(room, file)));
  const tables = files.filter((file) => /^(?:export )?const TEXTS\b/mu.test(readFileSync(join(SOURCES, file), 'utf8')));

  assert.equal(tables.length, TABLES.length, tables.join(' '));
  const known = new Set(PARTS.flatMap((part) => Object.keys(ENGLISH[part])));
  for (const table of TABLES) for (const key of Object.keys(table)) assert.ok(known.has(key), key);
});

test('a key that two tables share says the same in both', () => {
  for (const table of TABLES) {
    for (const [key, text] of Object.entries(table)) {
      for (const other of TABLES) assert.ok((other[key] ?? text) === text, `${key}: ${text} / ${other[key]}`);
    }
  }
});

test('codes with the same way out as another are listed, and only those', () => {
  const first = new Map<string, string>();
  const same: Record<string, string> = {};
  for (const [code, { resolution }] of Object.entries(ERROR_TABLE)) {
    const other = first.get(resolution);
    if (other) same[code] = other;
    else first.set(resolution, code);
  }

  assert.deepEqual(SAME_WAYS, same);
});

test('every error is told in each language, what happened and the way out, but for those of whoever builds the page', async () => {
  const codes = Object.keys(ERROR_TABLE).filter((code) => !(FOR_AUTHORS as readonly string[]).includes(code));
  for (const tag of TAGS) {
    const parts = await readTexts(tag);
    const texts = withSameWays({ ...parts.errors, ...parts.details, ...parts['immersve-errors'], ...parts['transaction-errors'] });
    for (const code of codes) {
      const { message, resolution } = ERROR_TABLE[code as ErrorCode];
      const [detail, way] = [texts[`detail-${code}`], texts[`way-${code}`]];
      assert.ok(detail && detail !== message, `${tag}: what happened in ${code}`);
      assert.ok(way && way !== resolution, `${tag}: the way out of ${code}`);
    }
  }
});

test('what stays English is about how the page is built: trying again is no way out of it, nor is another browser', () => {
  const ofTheBuild: readonly string[] = ['INVALID_CONFIGURATION', 'OPERATION_NOT_SUPPORTED_ERROR'];
  // Of these types, what a page that has once worked may show: the browser is another, or the service has changed its mind.
  const ofTheVisitor = ['ENVIRONMENT_UNSUPPORTED', 'IMMERSVE_DOMAIN_NOT_ALLOWED', 'IMMERSVE_CLIENT_MISMATCH', 'IMMERSVE_REQUEST_INVALID'];
  const codes = Object.entries(ERROR_TABLE).filter(([, { type, retryable }]) => ofTheBuild.includes(type) && !retryable).map(([code]) => code);

  assert.deepEqual([...FOR_AUTHORS].sort(), codes.filter((code) => !ofTheVisitor.includes(code)).sort());
});

test('a locale is read in the closest language', () => {
  const rows = {
    'de-AT': 'de', 'pt': 'pt-BR', 'pt-PT': 'pt-BR', 'zh': 'zh-CN', 'zh-Hans': 'zh-CN', 'zh-SG': 'zh-CN', 'zh-Hant': 'zh-TW', 'zh-HK': 'zh-TW',
    'fa-AF': 'fa', 'en-GB': undefined, 'sv': undefined, 'hi-Latn': undefined,
  };

  for (const [locale, tag] of Object.entries(rows)) assert.equal(findTag(locale), tag, locale);
});
