import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestSession, TestSuiteResult } from '@web/test-runner';
import { countSessions } from '../../scripts/test/count-sessions.js';
import { root } from '../../scripts/test/files.js';
import { renderJourney } from '../../scripts/test/journey-report.js';
import { createCounter } from '../../scripts/test/node-part.js';
import type { NodeEvent } from '../../scripts/test/node-process.js';

type ResultEvent = Extract<NodeEvent, { kind: 'result' }>;

function createEvent(values: Partial<ResultEvent>): NodeEvent {
  return { kind: 'result', file: '/a.test.ts', name: 'a test', nesting: 0, passed: true, skipped: false, isGroup: false, durationMs: 12, ...values };
}

function countEvents(...events: NodeEvent[]): ReturnType<ReturnType<typeof createCounter>['values']> {
  const counter = createCounter();
  events.forEach((event) => counter.add(event));
  return counter.values();
}

describe('counting tests of Node', () => {
  it('counts the tests inside others, not those that hold them', () => {
    assert.deepEqual(countEvents(
      createEvent({ nesting: 1 }),
      createEvent({ nesting: 1, passed: false }),
      createEvent({ nesting: 0, passed: false, isGroup: true }),
      createEvent({ nesting: 1 }),
      createEvent({ nesting: 0 }),
      createEvent({ nesting: 0 }),
    ), { passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a test that fails after the tests inside it have passed', () => {
    assert.deepEqual(countEvents(createEvent({ nesting: 1 }), createEvent({ passed: false })), { passed: 1, failed: 1, skipped: 0 });
  });

  it('counts skipped tests apart', () => {
    assert.deepEqual(countEvents(createEvent({ skipped: true }), createEvent({})), { passed: 1, failed: 0, skipped: 1 });
  });

  it('keeps files apart that run at the same time', () => {
    assert.deepEqual(countEvents(createEvent({ nesting: 1, file: '/a.test.ts' }), createEvent({ file: '/b.test.ts' })), { passed: 2, failed: 0, skipped: 0 });
  });

  it('notes a file without a test, which the runner calls passed', () => {
    const counter = createCounter();

    // The runner names the file as it was given, and knows it by its whole path.
    counter.add(createEvent({ name: 'test/a.test.ts', file: join(root, 'test/a.test.ts') }));

    assert.equal(counter.values().passed, 0);
    assert.match(counter.notes().join(), /^test\/a\.test\.ts holds no test/);
  });
});

describe('counting tests of browsers', () => {
  const suite = (...tests: Partial<TestSuiteResult['tests'][number]>[]): TestSuiteResult => ({
    name: 'suite', suites: [], tests: tests.map((test) => ({ name: 'a test', passed: false, skipped: false, ...test })),
  });
  const session = (values: Partial<TestSession>): TestSession => ({ errors: [], logs: [], passed: true, ...values }) as TestSession;

  it('counts tests of suites inside suites', () => {
    const outer = { ...suite({ passed: true }), suites: [suite({ passed: true }, { skipped: true })] };

    assert.deepEqual(countSessions([session({ testResults: outer })]), { passed: 2, failed: 0, skipped: 1 });
  });

  it('counts a failed test once', () => {
    assert.deepEqual(countSessions([session({ testResults: suite({}), passed: false })]), { passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a file that could not be loaded, and one that broke after its tests, as a failure', () => {
    assert.deepEqual(countSessions([session({ passed: false })]), { passed: 0, failed: 1, skipped: 0 });
    assert.deepEqual(countSessions([session({ testResults: suite({ passed: true }), passed: false })]), { passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a rejection that nobody took as a failure', () => {
    const logs = [['An error was thrown in a Promise outside a test. Did you forget to await a function or assertion?'], ['Error']];

    assert.deepEqual(countSessions([session({ testResults: suite({ passed: true }), logs })]), { passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a session that never finished as a failure', () => {
    const unfinished = session({});
    delete unfinished.passed;

    assert.equal(countSessions([unfinished]).failed, 1);
  });
});

describe('the report of a journey', () => {
  it('shows what the browser is before the steps that came first', () => {
    const text = renderJourney('firefox', [
      createEvent({ nesting: 1, name: 'open the page' }),
      createEvent({ nesting: 1, name: 'sign in', passed: false, error: 'Waited in vain' }),
      createEvent({ name: 'by frame', passed: false, isGroup: true }),
      { kind: 'said', file: '/a', nesting: 0, message: 'userAgent: Example/1.0' },
    ]);

    assert.match(text, /^firefox\n {2}userAgent: Example\/1\.0\n {2}by frame\n {4}open the page +12 ms {2}ok\n {4}sign in +12 ms {2}failed\n +Waited in vain$/);
  });

  it('shows a flow that failed before its first step', () => {
    assert.match(renderJourney('webkit', [createEvent({ name: 'by frame', passed: false, error: 'no browser' })]), /the flow itself +12 ms {2}failed\n +no browser$/);
  });
});
