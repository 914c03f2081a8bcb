import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const OWN_NAME = /--_([a-z-]+)/gu;

/**
 * Short names for the custom properties that are ours (`--_…`), most used first: the same in every file of a build,
 * because what one sheet declares others use.
 *
 * @param folder - Where the sheets are: files whose names end in `.styles.ts`, at any depth.
 */
export function nameCustomProperties(folder: string): ReadonlyMap<string, string> {
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.styles.ts')).sort();
  const uses = new Map<string, number>();
  for (const file of sheets) {
    for (const [, name = ''] of readFileSync(join(folder, file), 'utf8').matchAll(OWN_NAME)) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const sorted = [...uses].sort(([a, often], [b, oftener]) => oftener - often || (a < b ? -1 : 1));
  if (sorted.length > LETTERS.length) throw new Error('More custom properties than letters.');
  return new Map(sorted.map(([name], index) => [name, LETTERS[index] ?? '']));
}

/** Puts the short names into a sheet. */
export function shortenCustomProperties(sheet: string, names: ReadonlyMap<string, string>): string {
  return sheet.replace(OWN_NAME, (whole, name: string) => (names.has(name) ? `--_${names.get(name)}` : whole));
}
