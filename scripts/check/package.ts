import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';
import { checkInstalledExports } from './installed-exports.js';
import { readInstalledPackages } from './installed.js';

const MAX_PACKAGES = 24;
const problems: string[] = [];

/** Runs a tool of the project and keeps what it says only when it fails. */
function run(what: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (status !== 0) problems.push(`${what}:\n${stdout}${stderr}`.trimEnd());
  return stdout;
}

const getBin = (path: string): string => join(ROOT, 'node_modules', path);

interface PackedPackage {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

function pack(folder: string): PackedPackage | undefined {
  const { stdout } = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT, encoding: 'utf8',
  });
  return (JSON.parse(stdout) as PackedPackage[])[0];
}

function checkPacked(folder: string): string {
  const packed = pack(folder);
  if (!packed) throw new Error('npm pack gave nothing.');
  const tarball = join(folder, packed.filename);
  run('publint', [getBin('publint/src/cli.js'), 'run', tarball, '--strict']);
  run('are the types wrong', [getBin('@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'undefined.css']);
  const stray = packed.files.filter(({ path }) => !/^(?:dist\/|types\/|custom-elements\.json|package\.json|[A-Z]+(?:\.md)?$)/u.test(path));
  for (const { path } of stray) problems.push(`published without need: ${path}`);
  const exports = checkInstalledExports(folder, tarball, packed.files.map(({ path }) => path));
  problems.push(...exports.problems);
  return `${packed.files.length} files, ${Math.round(packed.size / 1000)} kB packed, ${exports.entries} entries imported from an empty project`;
}

function checkInstalled(): string {
  const installed = readInstalledPackages();
  if (installed.length > MAX_PACKAGES) {
    problems.push(`${installed.length} packages are installed, ${MAX_PACKAGES} are allowed: ${installed.map((it) => it.name).join(' ')}`);
  }
  for (const { name } of installed.filter((it) => it.hasInstallScript)) problems.push(`${name} runs a script at install`);
  return `${installed.length} of ${MAX_PACKAGES} packages installed`;
}

const folder = mkdtempSync(join(tmpdir(), 'package-'));
try {
  const figures = [checkPacked(folder), checkInstalled()];
  for (const problem of problems) console.log(problem);
  console.log(`${figures.join(', ')}; ${problems.length} problems`);
} finally {
  rmSync(folder, { recursive: true });
}
if (problems.length > 0) process.exitCode = 1;
