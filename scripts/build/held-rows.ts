import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './rollup-options.js';

/** Rows that no title of a test names, with what holds them instead. */
const OTHERWISE: ReadonlyMap<number, string> = new Map([
  [84, 'nothing: there is no DPoP here'],
  [138, '`npm run check` (guards, package), `.github/workflows/publish.yml`'],
]);

const ROW = /^\| (?<row>\d+) \| (?<fault>.+?) \| (?<answer>.+?) \|(?<held>[^|]*)\|$/u;
/** The beginning of a title: `row 41: `, `rows 41 and 42: `, `rows 95 to 100: `, `rows 141, 145 and 147: `. */
const TITLE = /(?<=['"`])rows? (?<rows>\d+(?:(?:,| and|, and| to) \d+)*): /gu;

/** Numbers of rows as a title says them. */
export function parseRows(text: string): readonly number[] {
  return text.split(/, and |, | and /u).flatMap((part) => {
    const [first = 0, last = first] = part.split(' to ').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Which rows the titles in test files name: files below `test/` by row. The emulator's own tests hold what it does, not what a site gets. */
export function findHeldRows(root: string = ROOT): ReadonlyMap<number, readonly string[]> {
  const folder = join(root, 'test');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !/(?:^|\/)node_modules\//u.test(file)).sort();
  const held = new Map<number, string[]>();
  for (const file of files) {
    const rows = new Set([...readFileSync(join(folder, file), 'utf8').matchAll(TITLE)].flatMap((match) => parseRows(match.groups?.['rows'] ?? '')));
    for (const row of rows) {
      if (row !== 146 && file.startsWith('emulator/')) continue;
      held.set(row, [...held.get(row) ?? [], file]);
    }
  }
  return held;
}

/** `auth/refresh, flows/logout`: the files without what all of them have. */
function nameFiles(files: readonly string[]): string {
  return files.map((file) => file.replace(/(?:\.(?:test|flow|run))?\.ts$/u, '')).join(', ');
}

/** The list of rows with what holds each as it is now. */
export function renderHeldRows(list: string, held: ReadonlyMap<number, readonly string[]>): string {
  return list.split('\n').map((line) => {
    const { row, fault, answer } = ROW.exec(line)?.groups ?? {};
    if (row === undefined) return line;
    const files = held.get(Number(row));
    return `| ${row} | ${fault} | ${answer} | ${files ? nameFiles(files) : OTHERWISE.get(Number(row)) ?? ''} |`;
  }).join('\n');
}

/**
 * What is wrong between the list and the tests: rows without either, files that do not hold what the list says, numbers that the
 * list lacks or has twice. A file that the list does not name yet is no mistake: `npm run faults` adds it.
 */
export function judgeHeldRows(list: string, held: ReadonlyMap<number, readonly string[]>): readonly string[] {
  const rows = list.split('\n').map((line) => ROW.exec(line)?.groups).filter((groups) => groups !== undefined);
  const listed = rows.map(({ row }) => Number(row));
  return [
    ...listed.filter((row, index) => listed.indexOf(row) !== index).map((row) => `row ${row} is listed twice`),
    ...listed.filter((row) => !held.has(row) && !OTHERWISE.has(row)).map((row) => `row ${row} is in no title of a test`),
    ...rows.flatMap(({ row, held: named = '' }) => {
      const files = nameFiles(held.get(Number(row)) ?? []).split(', ');
      return OTHERWISE.has(Number(row)) ? [] : named.trim().split(', ').filter((file) => !files.includes(file)).map((file) => `row ${row} is not in ${file}`);
    }),
    ...[...OTHERWISE.keys()].filter((row) => held.has(row)).map((row) => `row ${row} has a test now, and a reason for none`),
    ...[...held].filter(([row]) => !listed.includes(row)).map(([row, files]) => `row ${row}, which ${files.join(', ')} names, is not in the list`),
  ];
}
