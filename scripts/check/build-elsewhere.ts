import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

import { ROOT } from '../build/rollup-options.js';

/** What is no source of the build. Packages are linked. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.cache', 'coverage', 'screenshots', 'guide-site', 'release', 'test', 'docs', 'demo']);

/** A zone and a language in which a date, a sum or a letter would look otherwise: 14 hours ahead or 12 behind, and a dotless i. */
function createPlace(): Record<string, string> {
  const isAhead = new Date().getTimezoneOffset() === -840;
  return { TZ: isAhead ? 'Etc/GMT+12' : 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
}

/** Every file below a folder with its bytes, by its path. */
function readFolder(folder: string): ReadonlyMap<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((file) => join(file.parentPath, file.name)).sort().map((path) => [relative(folder, path), readFileSync(path)]));
}

/** What is not the same in two sets of files, a sentence for each. */
export function compareFiles(first: ReadonlyMap<string, Buffer>, second: ReadonlyMap<string, Buffer>): string[] {
  const names = [...new Set([...first.keys(), ...second.keys()])].sort();
  return names.filter((name) => !(first.has(name) && second.has(name) && first.get(name)!.equals(second.get(name)!)))
    .map((name) => `not the same when built elsewhere: ${name}${first.has(name) && second.has(name) ? '' : ', which only one of them has'}`);
}

/**
 * Builds a copy of the sources in another folder, another time zone and another language, and compares every file of
 * `dist/` with the build that is there, byte for byte.
 */
export function compareBuilds(): { readonly files: number; readonly problems: readonly string[] } {
  const folder = join(ROOT, '.cache/guards/built-elsewhere');
  rmSync(folder, { recursive: true, force: true });
  for (const name of readdirSync(ROOT).filter((it) => !LEFT_OUT.has(it))) cpSync(join(ROOT, name), join(folder, basename(name)), { recursive: true });
  // Hard links: through a symbolic one, packages would still be in the first folder.
  const linked = spawnSync('cp', ['-al', join(ROOT, 'node_modules'), folder]);
  if (linked.status !== 0) cpSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, ...createPlace() },
  });
  if (status !== 0) return { files: 0, problems: [`the build elsewhere failed:\n${stdout}${stderr}`.trimEnd()] };
  const first = readFolder(join(ROOT, 'dist'));
  const problems = compareFiles(first, readFolder(join(folder, 'dist')));
  rmSync(folder, { recursive: true, force: true });
  return { files: first.size, problems };
}
