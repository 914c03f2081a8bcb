import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './files.js';
import { createResult, type PartResult } from './tally.js';

interface Manifest {
  readonly unpkg?: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Builds what the flows load, when it is missing or older than its sources. Answers nothing when it is fresh. */
export async function buildIfStale(folder: string = root): Promise<PartResult | undefined> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  if (manifest.scripts?.['build'] === undefined) {
    return createResult('build', { notes: ['package.json has no build script: the flows run without built files.'] });
  }
  if (!await isStale(folder, manifest.unpkg ?? 'dist/index.js')) return undefined;
  console.log('Building, because dist/ is missing or older than its sources.');
  const startedMs = performance.now();
  const build = spawn('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(build, 'exit') as [number | null];
  return createResult('build', {
    durationMs: performance.now() - startedMs,
    ...(code === 0 ? {} : { failed: 1, notes: [`npm run build ended with ${code}.`] }),
  });
}

/** What the build reads besides `node_modules/`. */
const SOURCE_FOLDERS = ['src', 'scripts/build', 'scripts/locales'];
const SOURCE_FILES = ['rollup.config.mjs', 'package-lock.json', 'package.json', 'tsconfig.json', 'scripts/check/budgets.ts'];

/** The entry is compared, not the newest file: a build that broke off leaves new files beside an old entry. */
export async function isStale(folder: string, entry: string): Promise<boolean> {
  const builtMs = await readTimeMs(join(folder, entry));
  if (builtMs === undefined) return true;
  const sources = await Promise.all(SOURCE_FOLDERS.map((name) => (
    readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(() => []))));
  const paths = sources.flat().filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));
  const times = await Promise.all([...paths, ...SOURCE_FILES.map((name) => join(folder, name))].map(readTimeMs));
  return times.some((time) => time !== undefined && time > builtMs);
}

async function readTimeMs(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return undefined;
  }
}
