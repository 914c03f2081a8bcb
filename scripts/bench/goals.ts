import type { ContestantId } from './contestants.js';
import type { Figures, SharedName } from './measures.js';

/** A goal that compares ours with another in one run. */
export interface Goal {
  readonly what: string;
  /** How often ours fits into theirs; undefined where one of the two was not measured. */
  readonly ratio: number | undefined;
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
  { what: 'later ones of a user without a key: @imtbl/sdk to ours', theirs: ['sdk', 'stark-warm'], ours: 'stark-new-warm', least: 2 },
  { what: 'first one of a user without a key: @imtbl/sdk to ours after the warm-up', theirs: ['sdk', 'stark-cold'], ours: 'stark-new-warmed', least: 4 },
  { what: 'first one of a user without a key: @imtbl/sdk to ours without a warm-up', theirs: ['sdk', 'stark-cold'], ours: 'stark-new-cold', least: 1 },
];

/** Compares medians of one run. A goal for which a figure is missing is not met. */
export function judgeGoals(figures: Readonly<Partial<Record<ContestantId, Figures>>>): readonly Goal[] {
  return GOALS.map(({ what, theirs: [id, name], ours, least }) => {
    const [theirs, own] = [figures[id]?.[name], figures.ours?.[ours]];
    const ratio = theirs && own && theirs.median / own.median;
    return { what, ratio, least, isMet: ratio !== undefined && ratio >= least };
  });
}
