import { readFileSync, writeFileSync } from 'node:fs';

import { ROOT } from '../build/rollup-options.js';

/** Bytes of each row of the size gate as they were last kept, by what the row is called. */
export type SizeBaseline = Readonly<Record<string, number>>;

const FILE = `${ROOT}scripts/check/size-baseline.json`;

/** Reads what was kept. */
export function readBaseline(file = FILE): SizeBaseline {
  return JSON.parse(readFileSync(file, 'utf8')) as SizeBaseline;
}

/** Keeps these figures: with the change that made them, so that the next one is told what it costs. */
export function writeBaseline(baseline: SizeBaseline, file = FILE): void {
  writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);
}

/** The difference to what was kept, with its sign; `new` for a row that was not there. */
export function toDifference(bytes: number, before: number | undefined): string {
  if (before === undefined) return 'new';
  const difference = bytes - before;
  return difference > 0 ? `+${difference}` : String(difference);
}
