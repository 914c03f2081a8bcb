import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';

interface LockEntry {
  readonly version?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

type Lock = Readonly<Record<string, LockEntry>>;

/** A package that a site gets with ours. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly hasInstallScript: boolean;
}

/** What npm installs for one entry: peers too, unless they are optional. */
function getWanted(entry: LockEntry): string[] {
  const peers = Object.keys(entry.peerDependencies ?? {}).filter((name) => !entry.peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys(entry.dependencies ?? {}), ...Object.keys(entry.optionalDependencies ?? {}), ...peers];
}

/** Where npm finds a package from a place: there, or in a folder above. */
function findPlace(lock: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock[place]) return place;
    if (folder === '') return undefined;
  }
}

/** Every package that `npm i passport-widgets` installs, by the lock file: runtime dependencies and theirs. */
export function readInstalledPackages(): InstalledPackage[] {
  const lock = (JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages;
  const found = new Set<string>();
  const waiting = [''];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const name of getWanted(lock[from] ?? {})) {
      const place = findPlace(lock, from, name);
      if (place && !found.has(place)) {
        found.add(place);
        waiting.push(place);
      }
    }
  }
  return [...found].sort().map((place) => ({
    name: place.replace(/^.*node_modules\//u, ''),
    version: lock[place]?.version ?? '?',
    hasInstallScript: lock[place]?.hasInstallScript ?? false,
  }));
}
