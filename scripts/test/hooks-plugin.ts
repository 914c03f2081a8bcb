import type { TestRunnerPlugin } from '@web/test-runner';

const HOOKS = ['leaks-hook', 'lit-warnings-hook'];

/** Puts what judges every browser test before each test file: the looks for leaked secrets and for Lit's warnings. */
export function hooksPlugin(): TestRunnerPlugin {
  const imports = HOOKS.map((name) => `import '/test/support/${name}.ts';`).join('');
  return {
    name: 'hooks',
    transform({ path, body }) {
      if (!/^\/test\/.*\.test\.ts$/.test(path) || typeof body !== 'string') return undefined;
      // On the same line, so that the lines of errors stay right.
      return { body: `${imports}${body}` };
    },
  };
}
