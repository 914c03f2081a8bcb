import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { TAGS } from '../../src/locales/tags.js';
import { PARTS } from '../../src/locales/text-files.js';
import type { Texts } from '../../src/shared/texts.js';
import { readTexts } from './read-texts.js';

const PREAMBLE = '/*! passport-widgets 0.1.0, Apache-2.0; licenses of its parts: licenses.txt of the package\'s dist */';
const MAP_LINE = '//# sourceMappingURL=immersve-errors-0uXR0Ok.js.map';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file of texts may weigh no more, in bytes of gzip. */
export const MAX_FILE_BYTES = 2_000;

/** What a file of texts weighs as a page loads it, with what the build writes around it. */
export function measureTexts(texts: Texts): number {
  const code = minify(`export default (E => ({ default: ${JSON.stringify(texts)} }))`);
  return gzipSync(`${PREAMBLE}${code}${MAP_LINE}`, { level: 9 }).length;
}

/**
 * Writes `dist/locales/<tag>.js`: all texts of a language in one script, for pages with the single file and for those that
 * want them at once. Gives the names of the files, from `dist`.
 */
export async function writeLocaleFiles(): Promise<string[]> {
  const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string };
  rmSync(`${ROOT}dist/locales`, { recursive: true, force: true });
  mkdirSync(`${ROOT}dist/locales`, { recursive: true });
  // What a bundler's types see of each: nothing is exported.
  writeFileSync(`${ROOT}dist/locales/texts.d.ts`, 'export {};\n');
  return Promise.all(TAGS.map(async (tag) => {
    const parts = await readTexts(tag);
    const texts = Object.assign({}, ...PARTS.map((part) => parts[part])) as Texts;
    const code = minify(`(globalThis[Symbol.for('passport-widgets/translations@1')] ??= []).push(['${tag}', ${JSON.stringify(texts)}])`);
    writeFileSync(`${ROOT}dist/locales/${tag}.js`, `/*! passport-widgets ${version}, Apache-2.0 */\n${code}`);
    return `locales/${tag}.js`;
  }));
}

function minify(code: string): string {
  return transformSync(code, { minify: true, target: 'es2022', charset: 'utf8' }).code;
}
