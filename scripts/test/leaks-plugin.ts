import type { TestRunnerPlugin } from '@web/test-runner';

/** Puts the look for leaked secrets before each test file. */
export function leaksPlugin(): TestRunnerPlugin {
  return {
    name: 'leaks',
    transform({ path, body }) {
      if (!/^\/test\/.*\.test\.ts$/.test(path) || typeof body !== 'string') return undefined;
      // On the same line, so that the lines of errors stay right.
      return { body: `import '/test/support/leaks-hook.ts';${body}` };
    },
  };
}
