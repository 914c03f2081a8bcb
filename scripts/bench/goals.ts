import type { ContestantId } from './contestants.js';
import type { Figures, SharedName } from './measures.js';

/** A goal that compares ours with another in one run. */
export interface Goal {
  readonly what: string;
  /** How often ours fits into theirs. */
  readonly ratio: number;
  /** The least that it has to be. */
  readonly least: number;
  readonly isMet: boolean;
}

interface GoalOptions {
  readonly what: string;
  readonly theirs: readonly [ContestantId, SharedName];
  readonly ours: SharedName;
  readonly least: number;
}

const GOALS: readonly GoalOptions[] = [
  { what: 'initial transfer: the single-file build of @imtbl/sdk to ours', theirs: ['sdk-file', 'transfer-button'], ours: 'transfer-button', least: 20 },
  { what: 'later Stark keys and signatures: @imtbl/sdk to ours', theirs: ['sdk', 'stark-warm'], ours: 'stark-warm', least: 2 },
  { what: 'first Stark key and signature: @imtbl/sdk to ours after the warm-up', theirs: ['sdk', 'stark-cold'], ours: 'stark-warmed', least: 4 },
  { what: 'first Stark key and signature: @imtbl/sdk to ours without a warm-up', theirs: ['sdk', 'stark-cold'], ours: 'stark-cold', least: 1 },
];

/** Compares medians of one run. A goal for which a figure is missing is left out. */
export function judgeGoals(figures: Readonly<Partial<Record<ContestantId, Figures>>>): readonly Goal[] {
  return GOALS.flatMap(({ what, theirs: [id, name], ours, least }) => {
    const [theirs, own] = [figures[id]?.[name], figures.ours?.[ours]];
    if (theirs === undefined || own === undefined) return [];
    const ratio = theirs.median / own.median;
    return [{ what, ratio, least, isMet: ratio >= least }];
  });
}
