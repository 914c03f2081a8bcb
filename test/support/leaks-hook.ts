import { LeakWatch } from './leaks.js';

/**
 * Looks for secrets after each browser test. The test runner puts this module before each test file
 * (scripts/test/hooks-plugin.ts), so that its hooks are those of the whole file.
 */
export const leakWatch = new LeakWatch();

/** What the looks have cost, for who wants to know. */
export const leakCost = { looks: 0, ms: 0 };

leakWatch.start();

afterEach(function lookForLeaks() {
  const startedMs = performance.now();
  const leaks = leakWatch.look();
  leakWatch.reset();
  leakCost.looks += 1;
  leakCost.ms += performance.now() - startedMs;
  if (leaks.length > 0) throw new Error(`Secrets have leaked: ${leaks.map(({ channel, secret }) => `${secret} to ${channel}`).join(', ')}`);
});
