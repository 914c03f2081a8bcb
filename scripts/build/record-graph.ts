import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { OutputChunk, Plugin, PluginContext } from 'rollup';

/** One file of a build. */
export interface GraphChunk {
  readonly file: string;
  /** Of the file as written, so that the size gate notices a graph that belongs to another build. */
  readonly sha384: string;
  /** Those of its modules that somebody loads by `import()`. */
  readonly lazy: readonly string[];
  /** Files it imports statically. */
  readonly imports: readonly string[];
  /** Bytes of each module in it before minification, by path from the root. */
  readonly modules: Readonly<Record<string, number>>;
}

/** What went into which file of a build. */
export interface Graph {
  readonly entry: string;
  readonly chunks: readonly GraphChunk[];
  /** Every module that the entry reaches by static imports, before anything is shaken off. */
  readonly staticModules: readonly string[];
}

function findStaticModules(context: PluginContext, entry: string): string[] {
  const found = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...context.getModuleInfo(id)?.importedIds ?? []);
  }
  return [...found];
}

/** Writes the graph of a build to a file, for the size gate. */
export function recordGraph(root: string, file: string): Plugin {
  const toPath = (id: string): string => id.replace(root, '');
  const toGraphChunk = (context: PluginContext, dir: string, chunk: OutputChunk): GraphChunk => ({
    file: chunk.fileName,
    sha384: createHash('sha384').update(readFileSync(join(dir, chunk.fileName))).digest('base64'),
    lazy: chunk.moduleIds.filter((id) => (context.getModuleInfo(id)?.dynamicImporters.length ?? 0) > 0).map(toPath),
    imports: chunk.imports,
    modules: Object.fromEntries(
      Object.entries(chunk.modules).map(([id, module]) => [toPath(id), module.renderedLength]),
    ),
  });
  return {
    name: 'record-graph',
    writeBundle({ dir = '.' }, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const entry = chunks.find((chunk) => chunk.isEntry);
      if (!entry?.facadeModuleId) return this.error('The build has no entry.');
      const graph: Graph = {
        entry: entry.fileName,
        chunks: chunks.map((chunk) => toGraphChunk(this, dir, chunk)),
        staticModules: findStaticModules(this, entry.facadeModuleId).map(toPath),
      };
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(graph, null, 1)}\n`);
    },
  };
}
