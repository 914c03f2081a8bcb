import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folders of `test/` whose tests run in Node. All others run in browsers. */
export const NODE_FOLDERS = ['architecture', 'emulator', 'guide', 'harness', 'start', 'testing'] as const;

/** The files of the three kinds of tests, as paths from the repository's folder. */
export interface TestFiles {
  readonly browser: readonly string[];
  readonly node: readonly string[];
  readonly flows: readonly string[];
}

/** The patterns by which the test runner finds the browser tests. */
export const BROWSER_TESTS = ['test/**/*.test.ts', ...[...NODE_FOLDERS, 'flows'].map((folder) => `!test/${folder}/**`)];

/**
 * Finds the test files.
 *
 * @param filters - Beginnings of paths, such as `test/auth`; none means all.
 */
export async function findTestFiles(filters: readonly string[] = [], folder: string = root): Promise<TestFiles> {
  const entries = await readdir(join(folder, 'test'), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => filters.length === 0 || filters.some((filter) => matches(path, filter)))
    .sort();
  const tests = paths.filter((path) => path.endsWith('.test.ts'));
  const isNode = (path: string): boolean => NODE_FOLDERS.some((name) => path.startsWith(`test/${name}/`));
  return {
    browser: tests.filter((path) => !isNode(path) && !path.startsWith('test/flows/')),
    node: tests.filter(isNode),
    flows: paths.filter((path) => path.endsWith('.flow.ts')),
  };
}

/** A filter is a file, or a folder with or without its last slash. */
function matches(path: string, filter: string): boolean {
  const wanted = filter.replace(/^\.\//, '').replace(/\/$/, '');
  return path === wanted || path.startsWith(`${wanted}/`) || path.startsWith(`${wanted}.`);
}
