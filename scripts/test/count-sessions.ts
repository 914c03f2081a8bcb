import type { TestSession, TestSuiteResult } from '@web/test-runner';
import { hasLostRejection } from './failures.js';
import type { PartResult } from './tally.js';

/** Counts the tests of an engine's sessions. A file that could not run, or lost a rejection, counts as one failure. */
export function countSessions(sessions: readonly TestSession[]): Pick<PartResult, 'passed' | 'failed' | 'skipped'> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const session of sessions) {
    const failedBefore = counts.failed;
    if (session.testResults) countSuite(session.testResults, counts);
    if ((session.passed !== true || hasLostRejection(session)) && counts.failed === failedBefore) counts.failed += 1;
  }
  return counts;
}

function countSuite(suite: TestSuiteResult, counts: { passed: number; failed: number; skipped: number }): void {
  for (const test of suite.tests) {
    if (test.skipped) counts.skipped += 1;
    else if (test.passed) counts.passed += 1;
    else counts.failed += 1;
  }
  suite.suites.forEach((inner) => countSuite(inner, counts));
}
