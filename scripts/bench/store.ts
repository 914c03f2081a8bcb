import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';
import type { Baseline } from './compare.js';
import type { ContestantId } from './contestants.js';
import type { Figures, Machine } from './measures.js';
import { renderCharts, renderPerformancePage } from './performance-page.js';

/** What the last kept comparison gave. */
export interface PeerResults {
  readonly date: string;
  readonly machine: Machine;
  /** In the order of the columns. */
  readonly titles: Readonly<Partial<Record<ContestantId, string>>>;
  readonly figures: Readonly<Partial<Record<ContestantId, Figures>>>;
  /** What could not be measured, and why. */
  readonly notes: readonly string[];
}

const BASELINE = join(ROOT, 'scripts/bench/baseline.json');
const PEERS = join(ROOT, 'scripts/bench/peers/results.json');

function read<T>(file: string): T | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as T : undefined;
}

/** Figures of ours as they were kept; undefined where none were. */
export function readBaseline(): Baseline | undefined {
  return read<Baseline>(BASELINE);
}

/** The comparison as it was kept; undefined where none was. */
export function readPeerResults(): PeerResults | undefined {
  return read<PeerResults>(PEERS);
}

/** Keeps figures of ours, for the next run to be compared with, and writes the page about them. */
export function writeBaseline(baseline: Baseline): void {
  writeFileSync(BASELINE, `${JSON.stringify(baseline, null, 2)}\n`);
  writePage();
}

/** Keeps a comparison, and writes the page about it. */
export function writePeerResults(results: PeerResults): void {
  writeFileSync(PEERS, `${JSON.stringify(results, null, 2)}\n`);
  writePage();
}

/** Writes `docs/performance.md` and its charts from what is kept. */
function writePage(): void {
  const [baseline, peers] = [readBaseline(), readPeerResults()];
  writeFileSync(join(ROOT, 'docs/performance.md'), renderPerformancePage(baseline, peers));
  for (const [file, svg] of Object.entries(renderCharts(peers))) writeFileSync(join(ROOT, 'docs/images', file), svg);
}
