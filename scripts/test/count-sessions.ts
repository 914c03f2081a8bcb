import type { TestSession, TestSuiteResult } from '@web/test-runner';
import type { PartResult } from './tally.js';

/** How the test runner begins its log line about a rejection that nobody took, which passes as a log only. */
const UNHANDLED = 'An error was thrown in a Promise outside a test';

/** Counts the tests of an engine's sessions. A file that could not run, or lost a rejection, counts as one failure. */
export function countSessions(sessions: readonly TestSession[]): Pick<PartResult, 'passed' | 'failed' | 'skipped'> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const session of sessions) {
    const failedBefore = counts.failed;
    if (session.testResults) countSuite(session.testResults, counts);
    const lostRejection = session.logs.some(([first]) => String(first).startsWith(UNHANDLED));
    if ((session.passed !== true || lostRejection) && counts.failed === failedBefore) counts.failed += 1;
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
