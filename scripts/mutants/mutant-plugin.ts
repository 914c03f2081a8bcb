import type { TestRunnerPlugin } from '@web/test-runner';
import type { Mutant } from './mutants.js';

/** Serves the library with one change at a time: the files themselves stay as they are. */
export interface MutantPlugin extends TestRunnerPlugin {
  /** What is served changed from now on; undefined for nothing. */
  mutant: Mutant | undefined;
}

/** Creates the plugin. It stands before the one that takes types away: what is found stands in the source. */
export function createMutantPlugin(): MutantPlugin {
  const isChanged = (path: string): boolean => path === `/src/${plugin.mutant?.file}.ts`;
  const plugin: MutantPlugin = {
    name: 'mutant',
    mutant: undefined,
    // The server keeps what it has prepared: the changed file has a place of its own there.
    transformCacheKey: ({ path }) => (isChanged(path) ? JSON.stringify(plugin.mutant) : undefined),
    transform({ path, body }) {
      const { mutant } = plugin;
      if (!mutant || !isChanged(path) || typeof body !== 'string') return undefined;
      return { body: body.replace(mutant.find, () => mutant.replace) };
    },
  };
  return plugin;
}
