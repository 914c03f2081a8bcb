import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How a snippet is run: opened in a browser, run as a module there, parsed as a style sheet, looked up in package.json, or run by Node. */
export type SnippetWay = 'page' | 'module' | 'style' | 'shell' | 'node';

/** One piece of code of a page of the documentation. */
export interface Snippet {
  /** The page, from the root of the repository. */
  readonly page: string;
  /** The line of its fence. */
  readonly line: number;
  readonly language: string;
  /** What stands after the language: the name of the file. */
  readonly name: string;
  readonly code: string;
  /** Undefined where it is not run. */
  readonly way?: SnippetWay;
  /** Why it is not run: `<!-- not run: … -->` above it. */
  readonly reason?: string;
  /** The code of the error with which it ends where it stands alone: `<!-- rejects: CODE -->` above it. */
  readonly rejects?: string;
}

const WAYS: Readonly<Record<string, SnippetWay>> = { html: 'page', js: 'module', ts: 'module', css: 'style', sh: 'shell' };
const SNIPPET = /(?:^ *<!-- (?<note>not run|rejects): (?<words>[^\n]+) -->\n+)?^ *```(?<language>[\w-]+) ?(?<name>\S*)\n(?<code>.*?)^ *```$/gmsu;

/** Every piece of code of a page, as it is printed. `page` is a path from the root, or a file of the guide. */
export function readSnippets(page: string): readonly Snippet[] {
  const path = page.includes('/') || page === 'README.md' ? page : `docs/guide/${page}`;
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(SNIPPET)].map((match) => {
    const { note, words, language = '', name = '', code = '' } = match.groups ?? {};
    const line = text.slice(0, match.index + match[0].indexOf('```')).split('\n').length;
    const way = note === 'not run' ? undefined : name.endsWith('.mjs') ? 'node' : WAYS[language];
    return { page: path, line, language, name, code, way, ...(note === 'not run' ? { reason: words } : {}), ...(note === 'rejects' ? { rejects: words } : {}) };
  });
}

/** Every page of the documentation for people who use the library, and the README. */
export function listPages(): readonly string[] {
  const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md') && !path.startsWith('docs/decisions/'));
  return ['README.md', ...pages.sort()];
}

/** Every piece of code of every page. */
export function readAllSnippets(): readonly Snippet[] {
  return listPages().flatMap(readSnippets);
}
