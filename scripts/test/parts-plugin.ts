import type { TestRunnerPlugin } from '@web/test-runner';

/** A file as the build writes it: it says that it runs, and what it exports is the test's to say. */
const PART = `globalThis.onPart(import.meta.url);
export default (load, ...imports) => globalThis.evaluatePart(import.meta.url, imports);
`;

/** Serves the folder of lazy files where no build has made one, for `test/platform/parts.test.ts`; other names have no text. */
export function partsPlugin(): TestRunnerPlugin {
  return {
    name: 'parts',
    serve({ path }) {
      if (!path.startsWith('/src/platform/chunks/')) return undefined;
      return { body: /\/part-\d+\.js$/.test(path) ? PART : '', type: 'js' };
    },
  };
}
