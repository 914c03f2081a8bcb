import type { TestSession, TestSuiteResult } from '@web/test-runner';
import { relative } from 'node:path';
import { root } from './files.js';
import type { NodeEvent } from './node-process.js';

/** A test that failed, as it is listed again at the end, where nobody has to look for it. */
export interface Failure {
  /** The file from the project's folder on. */
  readonly file: string;
  /** The titles from the outermost in; empty for the file itself. */
  readonly name: string;
  /** What it failed with. */
  readonly message: string;
}

/** How the test runner begins its log line about a rejection that nobody took, which passes as a log only. */
const UNHANDLED = 'An error was thrown in a Promise outside a test';
const MESSAGE_LENGTH = 300;

/** Whether a rejection in the page was taken by nobody: the runner logs it and calls the file passed. */
export function hasLostRejection({ logs }: Pick<TestSession, 'logs'>): boolean {
  return logs.some(([first]) => String(first).startsWith(UNHANDLED));
}

/** The failed tests of a browser's files, and the files that failed otherwise. */
export function findSessionFailures(sessions: readonly TestSession[]): Failure[] {
  return sessions.flatMap((session) => {
    const { testFile = '', testResults, errors } = session;
    const file = relative(root, testFile);
    const failures = testResults ? findSuiteFailures(testResults, file, []) : [];
    const lost = hasLostRejection(session) ? 'a rejection that nobody took' : undefined;
    if (failures.length > 0 || (session.passed === true && !lost)) return failures;
    return [{ file, name: '', message: errors[0]?.message ?? lost ?? 'did not end as it should' }];
  });
}

function findSuiteFailures(suite: TestSuiteResult, file: string, outer: readonly string[]): Failure[] {
  const titles = suite.name ? [...outer, suite.name] : outer;
  const own = suite.tests
    .filter(({ passed, skipped }) => !passed && !skipped)
    .map(({ name, error }) => ({ file, name: [...titles, name].join(' > '), message: error?.message ?? '' }));
  return [...own, ...suite.suites.flatMap((inner) => findSuiteFailures(inner, file, titles))];
}

/** Takes the events of Node's runner, and gives what failed: under the title of the outermost test, which comes after those inside it. */
export function createFailureList(): { add(event: NodeEvent): void; readonly failures: readonly Failure[] } {
  const failures: Failure[] = [];
  // Of files that run beside each other.
  const inner = new Map<string, Failure[]>();
  return {
    failures,
    add(event) {
      if (event.kind !== 'result' || event.skipped) return;
      const { file, name, error = '', nesting, isGroup } = event;
      const open = inner.get(file) ?? [];
      if (!event.passed && !isGroup) open.push({ file: relative(root, file), name, message: error });
      inner.set(file, nesting > 0 ? open : []);
      if (nesting === 0) failures.push(...open.map((failure) => (isGroup ? { ...failure, name: `${name} > ${failure.name}` } : failure)));
    },
  };
}

/** One line of the list of failures: the first line of a message is enough to know it by. */
export function renderFailure({ file, name, message }: Failure): string {
  const [first = ''] = message.trim().split('\n');
  return `${[file, name].filter(Boolean).join(': ')}\n    ${first.slice(0, MESSAGE_LENGTH)}`.trimEnd();
}
