import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { OutputOptions, Plugin, RollupOptions } from 'rollup';

import { recordGraph } from './record-graph.js';
import {
  minify, refuseNodeBuiltins, removeOldChunks, renameTrustedTypesPolicy, transformTypeScript,
} from './rollup-plugins.js';

/** The root of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where the build tells the size gate what went into which file. Not published. */
export const GRAPH_FOLDER = `${ROOT}.cache/build/`;

const VERSION = (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string }).version;

/** What packages do, is not ours to mend, and changes nothing in the output. */
const FOREIGN_HABITS = new Set(['INVALID_ANNOTATION', 'CIRCULAR_DEPENDENCY', 'THIS_IS_UNDEFINED']);

const PREAMBLE = `/*! passport-widgets ${VERSION}, Apache-2.0; licenses of its parts: licenses.txt of the package's dist */`;

/** What a build may change: the canaries build other entries into other places. */
export interface BundleOptions {
  /** Default: `src/define.ts`. */
  readonly entry?: string;
  /** Default: `dist`. */
  readonly outDir?: string;
  /** Where the graph of each output is written. Default: `.cache/build/`. */
  readonly graphFolder?: string;
}

function createPlugins(outDir: string): Plugin[] {
  return [
    removeOldChunks(outDir),
    refuseNodeBuiltins(),
    nodeResolve({ browser: true, exportConditions: ['browser'], extensions: ['.js'] }),
    transformTypeScript(ROOT),
    renameTrustedTypesPolicy(),
    minify(PREAMBLE),
  ];
}

/** The small entry with its lazy chunks, and everything in one file for pages that want one: one graph, two outputs. */
export function createBundleOptions(options: BundleOptions = {}): RollupOptions & { readonly output: OutputOptions[] } {
  const { entry = `${ROOT}src/define.ts`, outDir = `${ROOT}dist`, graphFolder = GRAPH_FOLDER } = options;
  const createOutput = (name: string, own: OutputOptions): OutputOptions => ({
    dir: outDir,
    format: 'es',
    generatedCode: 'es2015',
    entryFileNames: `${name}.js`,
    sourcemap: true,
    plugins: [recordGraph(ROOT, `${graphFolder}${name}.json`)],
    ...own,
  });
  return {
    input: entry,
    plugins: createPlugins(outDir),
    // The entry keeps what lazy chunks share with it; a facade in front of it would cost a page one more round trip.
    preserveEntrySignatures: 'allow-extension',
    output: [
      createOutput('passport-widgets', { chunkFileNames: 'chunks/[name]-[hash].js' }),
      createOutput('passport-widgets.all', { inlineDynamicImports: true }),
    ],
    onLog(level, log, handler) {
      const ids = [log.id, ...log.ids ?? []].filter((id) => id !== undefined);
      const isForeign = ids.length > 0 && ids.every((id) => id.includes('/node_modules/'));
      if (isForeign && FOREIGN_HABITS.has(log.code ?? '')) return;
      // Any other warning ends the build: one that stays is one that nobody has looked at.
      handler(level === 'warn' ? 'error' : level, log);
    },
  };
}
