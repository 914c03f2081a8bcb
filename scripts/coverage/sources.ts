import { transform } from 'esbuild';
import { readdir, readFile } from 'node:fs/promises';
import type { SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { root } from '../test/files.js';
import { countPlaces, type Counts } from './counts.js';
import { listPlaces } from './places.js';

/** Runs in Node, in the tests of a site. */
const FOR_NODE = /^src\/testing(?:\/|\.ts$)/u;

/** Others that have a `src/` of their own. */
const FOREIGN = /(?:^|\/)(?:node_modules|emulator)\//u;

/** The name of a source from the repository's folder, or undefined for what is not of `src/`. */
export function toSourceFile(source: string): string | undefined {
  const file = /(?:^|\/)(src\/.+\.ts)$/u.exec(source.replaceAll('\\', '/').replace(root.replaceAll('\\', '/'), ''))?.[1];
  return file === undefined || FOREIGN.test(source) || FOR_NODE.test(file) ? undefined : file;
}

/** Everything of `src/` that may run in a browser, run by nobody yet. */
export async function readSources(): Promise<Counts> {
  const counts: Counts = {};
  const entries = await readdir(join(root, 'src'), { recursive: true });
  const files = entries.map((path) => toSourceFile(`src/${path.replaceAll('\\', '/')}`))
    .filter((file) => file !== undefined && !file.endsWith('.d.ts')).sort() as string[];
  const { compilerOptions } = JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')) as { compilerOptions: object };
  for (const file of files) {
    const { code, map } = await transform(await readFile(join(root, file), 'utf8'), {
      loader: 'ts', target: 'esnext', sourcefile: file, sourcemap: true, tsconfigRaw: JSON.stringify({ compilerOptions }),
    });
    const places = listPlaces(code, JSON.parse(map) as SourceMapPayload, () => file).get(file);
    if (places !== undefined) counts[file] = countPlaces(places, () => 0);
  }
  return counts;
}
