import { LitWarnings } from './lit-warnings.js';

/**
 * Fails a browser test during which Lit has warned. The test runner puts this module before each test file
 * (scripts/test/hooks-plugin.ts).
 */
export const litWarnings = new LitWarnings();

litWarnings.start();

afterEach(function refuseLitWarnings() {
  const warnings = litWarnings.take();
  if (warnings.length > 0) throw new Error(`Lit has warned: ${[...new Set(warnings)].join('\n')}`);
});
