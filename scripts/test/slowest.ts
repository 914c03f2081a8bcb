import type { TestSession, TestSuiteResult } from '@web/test-runner';
import { relative } from 'node:path';
import type { EngineName } from '../../test/support/driver/engines.js';
import { root } from './files.js';
import type { NodeEvent } from './node-process.js';

/** How long a file of browser tests took, or a test of Node that holds others, such as a flow. */
export interface TimedTests {
  readonly name: string;
  readonly engine?: EngineName;
  readonly durationMs: number;
}

/** The times of a browser's files: what their tests took, without the loading of the page. */
export function timeSessions(sessions: readonly TestSession[], engine: EngineName): TimedTests[] {
  return sessions.map(({ testFile = '', testResults }) => ({
    name: relative(root, testFile),
    engine,
    durationMs: testResults ? sumDurations(testResults) : 0,
  }));
}

function sumDurations({ tests, suites }: TestSuiteResult): number {
  return tests.reduce((sum, { duration = 0 }) => sum + duration, 0) + suites.reduce((sum, suite) => sum + sumDurations(suite), 0);
}

/** The time of an outermost test of Node; nothing for other events. */
export function timeEvent(event: NodeEvent, engine?: EngineName): TimedTests[] {
  if (event.kind !== 'result' || event.nesting > 0) return [];
  // The title of a flow names its file and its engine.
  const name = engine ? event.name : `${relative(root, event.file)}: ${event.name}`;
  return [{ name, ...(engine ? { engine } : {}), durationMs: event.durationMs }];
}

/** The longest times first, as lines: seconds, engine, name. */
export function renderSlowest(times: readonly TimedTests[], count: number): string {
  return [...times]
    .sort((a, b) => b.durationMs - a.durationMs)
    .slice(0, count)
    .map(({ name, engine = '-', durationMs }) => `${(durationMs / 1_000).toFixed(1).padStart(6)} s  ${engine.padEnd(8)}  ${name}`)
    .join('\n');
}
