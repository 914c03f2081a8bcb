// Lists the languages: `npm run locales`; with `-- --write`, writes docs/languages.md too. Ends with 1 when a text is missing, wrong, or drawn by nothing, or a file too large.
import { writeFileSync } from 'node:fs';
import { TAGS } from '../src/locales/tags.js';
import { PARTS } from '../src/locales/text-files.js';
import { checkTexts } from './locales/check-texts.js';
import { ENGLISH } from './locales/english.js';
import { MAX_FILE_BYTES, measureTexts } from './locales/files.js';
import { createLanguagePage } from './locales/language-page.js';
import { listFolders, readTexts } from './locales/read-texts.js';

const problems: string[] = [];
const rows = [['locale', 'keys', ...PARTS.map((part) => `${part}, B gzip`)]];
let largest = 0;

for (const tag of ['en', ...TAGS]) {
  const texts = tag === 'en' ? ENGLISH : await readTexts(tag);
  const sizes = PARTS.map((part) => measureTexts(texts[part]));
  rows.push([tag, String(PARTS.reduce((sum, part) => sum + Object.keys(texts[part]).length, 0)), ...sizes.map(String)]);
  if (tag === 'en') continue;
  largest = Math.max(largest, ...sizes);
  PARTS.forEach((part, index) => {
    problems.push(...checkTexts(tag, ENGLISH[part], texts[part]));
    if ((sizes[index] ?? 0) > MAX_FILE_BYTES) problems.push(`${tag}/${part}: ${sizes[index]} bytes gzip, the limit is ${MAX_FILE_BYTES}`);
  });
}
for (const folder of listFolders().filter((name) => !(TAGS as readonly string[]).includes(name))) problems.push(`${folder} is no language of tags.ts`);

const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
for (const row of rows) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
for (const problem of problems) console.log(problem);
console.log(`${TAGS.length + 1} languages, largest file ${largest} of ${MAX_FILE_BYTES} bytes gzip (English stands beside its code); ${problems.length} problems`);
if (process.argv.includes('--write')) writeFileSync(new URL('../docs/languages.md', import.meta.url), createLanguagePage());
if (problems.length > 0) process.exitCode = 1;
