import type { EngineName } from '../../test/support/driver/engines.js';
import { renderFailure, type Failure } from './failures.js';
import type { TimedTests } from './slowest.js';

/** What one part of the tests came to, in one engine where it has one. */
export interface PartResult {
  /** `browser`, `node`, `flows`, `build`, ... */
  readonly part: string;
  readonly engine?: EngineName;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly durationMs: number;
  /** Plain sentences on what failed besides tests, or on what was not there. */
  readonly notes: readonly string[];
  /** How long its files or flows took. */
  readonly times: readonly TimedTests[];
  /** The tests that failed. */
  readonly failures: readonly Failure[];
}

/** Passed and failed tests of all parts. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** Creates a result of a part that counts nothing unless told. */
export function createResult(part: string, values: Partial<Omit<PartResult, 'part'>> = {}): PartResult {
  return { part, passed: 0, failed: 0, skipped: 0, durationMs: 0, notes: [], times: [], failures: [], ...values };
}

/** A part that had files to run and ran no test has failed, whatever its exit code says. */
export function refuseEmptyPart(result: PartResult, fileCount: number): PartResult {
  if (fileCount === 0 || result.passed + result.failed > 0) return result;
  return { ...result, failed: 1, notes: [...result.notes, `No test ran, though ${fileCount} files were given.`] };
}

/** The result of an engine that is not present: a failure where it is required, a note elsewhere. */
export function createAbsentResult(engine: EngineName, required: readonly EngineName[]): PartResult {
  const isRequired = required.includes(engine);
  return createResult('engine', {
    engine,
    failed: isRequired ? 1 : 0,
    notes: [`${engine} is not present${isRequired ? ', and REQUIRE_ENGINES names it' : ': its tests did not run'}.`],
  });
}

/** Adds all parts up. */
export function sumResults(results: readonly PartResult[]): Totals {
  return results.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

/** The exit code for the totals: a run without a single passed test is no success. */
export function toExitCode({ passed, failed }: Totals): 0 | 1 {
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** The table of parts, the notes and the failures, closed by the line that says it all. */
export function renderReport(results: readonly PartResult[]): string {
  const rows = results.map((result) => [
    result.part, result.engine ?? '-', String(result.passed), String(result.failed), String(result.skipped),
    (result.durationMs / 60_000).toFixed(2),
  ]);
  const table = [['part', 'engine', 'passed', 'failed', 'skipped', 'minutes'], ...rows];
  const widths = table[0]!.map((_title, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) => row
    .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
    .join('  '));
  const notes = results.flatMap((result) => result.notes.map((note) => `${result.part}: ${note}`));
  const { passed, failed } = sumResults(results);
  const failures = results.flatMap(({ part, engine, failures: own }) => own.map((failure) => `  ${[part, engine].filter(Boolean).join(', ')}, ${renderFailure(failure)}`));
  const sections = [notes, failures.length > 0 ? ['Failed:', ...failures] : []].filter((section) => section.length > 0);
  return [...lines, ...sections.flatMap((section) => ['', ...section]), '', `${passed} passed, ${failed} failed`].join('\n');
}
