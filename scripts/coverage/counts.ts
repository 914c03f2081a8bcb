import type { Places } from './places.js';
import type { Functions } from './script.js';

/** How often each line, by its number, and each branch, by its key, of one file ran. */
export interface FileCounts {
  readonly lines: Record<string, number>;
  readonly branches: Record<string, number>;
}

/** The counts of files by their paths, such as `src/auth/login.ts`. */
export type Counts = Record<string, FileCounts>;

/** How often V8 saw each offset of a script run: of the ranges around it the innermost says it. */
export function createLookup(functions: Functions, length: number): (offset: number) => number {
  const counts = new Float64Array(length);
  const ranges = functions.flatMap((one) => one.ranges)
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const { startOffset, endOffset, count } of ranges) counts.fill(count, startOffset, endOffset);
  return (offset) => counts[offset] ?? 0;
}

/** Counts for the places of one file. */
export function countPlaces({ lines, branches }: Places, lookup: (offset: number) => number): FileCounts {
  const counts: FileCounts = { lines: {}, branches: {} };
  for (const { line, offset } of lines) counts.lines[line] = Math.max(counts.lines[line] ?? 0, lookup(offset));
  for (const { key, offset, without } of branches) {
    counts.branches[key] = Math.max(0, lookup(offset) - (without === undefined ? 0 : lookup(without)));
  }
  return counts;
}

/** Adds counts to others, in place. */
export function addCounts(sum: Counts, more: Counts): void {
  for (const [file, { lines, branches }] of Object.entries(more)) {
    const own = sum[file] ??= { lines: {}, branches: {} };
    for (const [line, count] of Object.entries(lines)) own.lines[line] = (own.lines[line] ?? 0) + count;
    for (const [key, count] of Object.entries(branches)) own.branches[key] = (own.branches[key] ?? 0) + count;
  }
}

/** The counts of what `known` has, and how many others there were: those come from code in another form. */
export function keepKnown(known: Counts, counts: Counts): { readonly kept: Counts; readonly strange: number } {
  let strange = 0;
  const pick = (own: Record<string, number>, more: Record<string, number> = {}): Record<string, number> => {
    strange += Object.keys(more).filter((key) => !(key in own)).length;
    return Object.fromEntries(Object.keys(own).map((key) => [key, more[key] ?? 0]));
  };
  const kept = Object.entries(known).map(([file, { lines, branches }]) => (
    [file, { lines: pick(lines, counts[file]?.lines), branches: pick(branches, counts[file]?.branches) }] as const));
  return { kept: Object.fromEntries(kept), strange };
}
