import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One piece of code of a page of the guide. */
export interface Snippet {
  readonly language: string;
  /** What stands after the language: the name of the file. */
  readonly name: string;
  readonly code: string;
}

/** Every piece of code of a page of the guide, as it is printed. */
export function readSnippets(page: string): readonly Snippet[] {
  const text = readFileSync(join(ROOT, 'docs/guide', page), 'utf8');
  return [...text.matchAll(/^```(\w+) ?(\S*)\n(.*?)^```$/gmsu)]
    .map(([, language = '', name = '', code = '']) => ({ language, name, code }));
}
