import type { TestRunnerConfig } from '@web/test-runner';

/**
 * What no page of ours may need: styles in markup, text that becomes code or markup. It is reported and not refused:
 * tests use all of it themselves. `test/support/policy-hook.ts` counts what is ours.
 */
const POLICY = [
  "style-src 'none'", "script-src 'self' 'unsafe-inline' blob: data:", "object-src 'none'", "base-uri 'none'", "require-trusted-types-for 'script'",
].join('; ');

/** Serves the pages of tests with a strict policy. */
export const servePolicy: NonNullable<TestRunnerConfig['middleware']>[number] = async (context, next) => {
  await next();
  if (context.response.is('html')) context.set('Content-Security-Policy-Report-Only', POLICY);
};
