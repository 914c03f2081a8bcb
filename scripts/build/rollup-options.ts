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

/** What a build may change: the canary of the size gate builds another entry into another place. */
export interface BundleOptions {
  /** Default: `src/define.ts`. */
  readonly entry?: string;
  /** Default: `dist`. */
  readonly outDir?: string;
  /** Where the module graph is written; default: a file below `.cache/build/`. */
  readonly graphFile?: string;
}

function createPlugins(): Plugin[] {
  return [
    refuseNodeBuiltins(),
    nodeResolve({ browser: true, exportConditions: ['browser'], extensions: ['.js'] }),
    transformTypeScript(ROOT),
    renameTrustedTypesPolicy(),
    minify(PREAMBLE),
  ];
}

function createOptions(name: string, options: BundleOptions, output: OutputOptions): RollupOptions {
  const { entry = `${ROOT}src/define.ts`, outDir = `${ROOT}dist`, graphFile = `${GRAPH_FOLDER}${name}.json` } = options;
  return {
    input: { [name]: entry },
    plugins: [...createPlugins(), recordGraph(ROOT, graphFile)],
    // The entry keeps what lazy chunks share with it; a facade in front of it would cost a page one more round trip.
    preserveEntrySignatures: 'allow-extension',
    output: {
      dir: outDir,
      format: 'es',
      generatedCode: 'es2015',
      entryFileNames: '[name].js',
      sourcemap: true,
      // Sources are in the map; a path of the machine that built it is not.
      sourcemapExcludeSources: false,
      ...output,
    },
    onLog(level, log, handler) {
      const ids = [log.id, ...log.ids ?? []].filter((id) => id !== undefined);
      const isForeign = ids.length > 0 && ids.every((id) => id.includes('/node_modules/'));
      if (isForeign && FOREIGN_HABITS.has(log.code ?? '')) return;
      // Any other warning ends the build: one that stays is one that nobody has looked at.
      handler(level === 'warn' ? 'error' : level, log);
    },
  };
}

/** The small entry with its lazy chunks. */
export function createSplitOptions(options: BundleOptions = {}): RollupOptions {
  const split = createOptions('passport-widgets', options, { chunkFileNames: 'chunks/[name]-[hash].js' });
  return { ...split, plugins: [split.plugins, removeOldChunks(options.outDir ?? `${ROOT}dist`)] };
}

/** Everything in one file, for pages that want one. */
export function createSingleOptions(options: BundleOptions = {}): RollupOptions {
  return createOptions('passport-widgets.all', options, { inlineDynamicImports: true });
}
