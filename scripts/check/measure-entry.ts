import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';

import { build, type BuildOptions, type Plugin } from 'esbuild';

import { ROOT } from '../build/rollup-options.js';

const COMMON = {
  absWorkingDir: ROOT, tsconfig: 'tsconfig.json', bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, outdir: 'out', logLevel: 'silent',
} as const satisfies BuildOptions;

/** An entry as one file, as the CDN's is, without whatever is behind an `import()`. */
export async function bundleAlone(entry: string, plugins: readonly Plugin[] = []): Promise<Uint8Array> {
  const later: Plugin = {
    name: 'later',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
    },
  };
  const { outputFiles } = await build({ ...COMMON, entryPoints: [entry], plugins: [later, ...plugins] });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** The files that an entry loads at once, as esbuild splits them. */
export async function bundleEntry(entry: string): Promise<Uint8Array[]> {
  const { outputFiles, metafile } = await build({ ...COMMON, entryPoints: [entry], splitting: true, metafile: true });
  const found = new Set<string>();
  const waiting = Object.keys(metafile.outputs).filter((file) => metafile.outputs[file]?.entryPoint === entry);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    waiting.push(...(metafile.outputs[file]?.imports ?? []).filter(({ kind }) => kind === 'import-statement').map(({ path }) => path));
  }
  return outputFiles.filter(({ path }) => found.has(relative(ROOT, path))).map(({ contents }) => contents);
}

/**
 * The library as it would be without a feature: every line that names it is left out. Whoever spreads such a mention over
 * several lines is told by a build that fails.
 */
export function withoutLines(name: RegExp): Plugin {
  return {
    name: 'without-lines',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const lines = (await readFile(path, 'utf8')).split('\n');
        return { contents: lines.filter((line) => !name.test(line)).join('\n'), loader: 'ts' };
      });
    },
  };
}
