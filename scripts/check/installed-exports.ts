import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';
import { readInstalledPackages } from './installed.js';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string } | null>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What lit leaves on the global object of a server, and where files of texts leave theirs; nothing else may appear. */
const KNOWN_GLOBALS = [
  'customElements', 'litElementVersions', 'litHtmlVersions', 'litPropertyMetadata', 'litServerRoot', 'reactiveElementVersions',
  'Symbol(passport-widgets/translations@1)',
];

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** Every name by which the package can be imported as a module; patterns by the files that are there. */
function listEntries({ name, exports }: Manifest, files: readonly string[]): string[] {
  // What is null is closed.
  const closed = new Set(Object.entries(exports).filter(([, target]) => target === null).map(([path]) => name + path.slice(1)));
  return Object.entries(exports).flatMap(([path, target]) => {
    if (target === null) return [];
    const file = typeof target === 'string' ? target : target.default;
    if (!file.endsWith('.js')) return [];
    if (!path.includes('*')) return [name + path.slice(1)];
    const [before = '', after = ''] = file.slice(2).split('*');
    return files.filter((it) => it.startsWith(before) && it.endsWith(after))
      .map((it) => name + path.slice(1).replace('*', it.slice(before.length, it.length - after.length)))
      .filter((entry) => !closed.has(entry));
  });
}

/** An empty project with the packed package in it, and of everything else the versions that are tested here. */
function writeProject(folder: string, tarball: string, manifest: Manifest): void {
  const { packages } = readJson<Lock>(join(ROOT, 'package-lock.json'));
  const wanted = new Set(readInstalledPackages().map(({ name }) => name));
  const others = Object.entries(packages).filter(([place]) => (
    place.startsWith('node_modules/') && wanted.has(place.replace(/^.*node_modules\//u, ''))));
  const { dependencies, peerDependencies, peerDependenciesMeta } = packages[''] ?? {};
  const own = { name: 'empty-project', version: '1.0.0', private: true, type: 'module', dependencies: { [manifest.name]: `file:${tarball}` } };
  const lock = {
    ...own,
    lockfileVersion: 3,
    packages: {
      '': own,
      [`node_modules/${manifest.name}`]: { version: manifest.version, resolved: `file:${tarball}`, dependencies, peerDependencies, peerDependenciesMeta },
      ...Object.fromEntries(others.map(([place, entry]) => [place, { ...entry, dev: undefined }])),
    },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(own));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

/** Each import in a process of its own, so that one does not cover for another. */
function importAlone(folder: string, entry: string): string | undefined {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', `
    const read = () => new Map(Reflect.ownKeys(globalThis).map((key) => [key, globalThis[key]]));
    // Node makes some of its own when they are read first.
    read();
    const before = read();
    await import('${entry}');
    const touched = [...read()].filter(([key, value]) => !Object.is(before.get(key), value) && !${JSON.stringify(KNOWN_GLOBALS)}.includes(String(key)));
    if (touched.length > 0) throw new Error('Globals were added or changed: ' + touched.map(([key]) => String(key)));`], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? undefined : `import of ${entry}: ${stderr}`.trimEnd();
}

/** Installs the packed package into an empty project and imports each of its entries, as a server would. */
export function checkInstalledExports(parent: string, tarball: string, files: readonly string[]): { entries: number; problems: string[] } {
  const manifest = readJson<Manifest>(join(ROOT, 'package.json'));
  const folder = join(parent, 'project');
  mkdirSync(folder);
  writeProject(folder, tarball, manifest);
  const installed = spawnSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, encoding: 'utf8' });
  if (installed.status !== 0) return { entries: 0, problems: [`installing the package: ${installed.stderr}`.trimEnd()] };
  const scripts = Object.keys(manifest.scripts ?? {}).filter((name) => /^(?:pre|post)?install$|^prepare$/u.test(name));
  // Those of optional peers, which nobody has here.
  const entries = listEntries(manifest, files).filter((entry) => !entry.endsWith('/immersve-wallets'));
  return {
    entries: entries.length,
    problems: [...scripts.map((name) => `the package runs a script when it is installed: ${name}`),
      ...entries.map((entry) => importAlone(folder, entry)).filter((problem) => problem !== undefined)],
  };
}
