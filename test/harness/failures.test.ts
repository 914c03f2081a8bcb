import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestSession } from '@web/test-runner';
import { createFailureList, findSessionFailures, renderFailure, type Failure } from '../../scripts/test/failures.js';
import { root } from '../../scripts/test/files.js';
import type { NodeEvent } from '../../scripts/test/node-process.js';
import { createResult, renderReport } from '../../scripts/test/tally.js';

const FILE = join(root, 'test/a.test.ts');

type ResultEvent = Extract<NodeEvent, { kind: 'result' }>;

function createEvent(values: Partial<ResultEvent>): NodeEvent {
  return { kind: 'result', file: FILE, name: 'a test', nesting: 0, passed: false, skipped: false, isGroup: false, durationMs: 12, ...values };
}

function listFailures(...events: readonly NodeEvent[]): readonly Failure[] {
  const list = createFailureList();
  events.forEach((event) => list.add(event));
  return list.failures;
}

describe('the list of failures', () => {
  const session = (values: Partial<TestSession>): TestSession => ({ testFile: FILE, errors: [], logs: [], passed: false, ...values }) as TestSession;
  const failed = { name: 'a test', passed: false, skipped: false, error: { message: 'expected 1\nto equal 2' } };

  it('names a browser\'s tests with their suites', () => {
    const testResults = { name: '', tests: [], suites: [{ name: 'outer', tests: [{ ...failed, passed: true }], suites: [{ name: 'inner', tests: [failed, { ...failed, skipped: true }], suites: [] }] }] };

    const failures = findSessionFailures([session({ testResults })]);

    assert.deepEqual(failures.map(renderFailure), ['test/a.test.ts: outer > inner > a test\n    expected 1']);
  });

  it('names files that failed otherwise: not loaded, never ended, or a rejection that nobody took', () => {
    const logs = [['An error was thrown in a Promise outside a test. Did you forget to await?']];

    const failures = findSessionFailures([session({ errors: [{ message: 'no module' }] }), session({}), session({ passed: true, logs }), session({ passed: true })]);

    assert.deepEqual(failures.map(({ message }) => message), ['no module', 'did not end as it should', 'a rejection that nobody took']);
  });

  it('names tests of Node under the title of the outermost, also of files that run beside each other', () => {
    const other = join(root, 'test/b.test.ts');

    const failures = listFailures(
      createEvent({ nesting: 1, error: 'Error: in vain' }), createEvent({ nesting: 1, passed: true }), createEvent({ nesting: 1, file: other }),
      createEvent({ name: 'a flow', isGroup: true }), createEvent({ name: 'another', isGroup: true, file: other }),
      createEvent({ skipped: true }), createEvent({ passed: true }), createEvent({ name: 'alone' }),
    );

    assert.deepEqual(failures.map(renderFailure), ['test/a.test.ts: a flow > a test\n    Error: in vain', 'test/b.test.ts: another > a test', 'test/a.test.ts: alone']);
  });

  it('stands at the end of the report, above the last line', () => {
    const failures = listFailures(createEvent({ error: 'Error: in vain' }));

    const lines = renderReport([createResult('flows', { engine: 'webkit', failed: 1, failures }), createResult('node', { passed: 1 })]).split('\n');

    assert.deepEqual(lines.slice(-5), ['Failed:', '  flows, webkit, test/a.test.ts: a test', '    Error: in vain', '', '1 passed, 1 failed']);
  });
});
