import type { TestRunnerPlugin } from '@web/test-runner';

const HOOKS = ['leaks-hook', 'lit-warnings-hook', 'policy-hook'];

/**
 * Puts what judges every browser test before each test file: the looks for leaked secrets, for Lit's warnings, and for what a
 * strict page would refuse.
 */
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
