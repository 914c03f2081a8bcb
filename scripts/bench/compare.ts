import { formatFigure, MEASURES, UNITS, type Figures, type Machine, type Measure, type OwnName, type SharedName } from './measures.js';
import type { Summary } from './statistics.js';

/** What was kept: figures of ours, and the machine that gave them. */
export interface Baseline {
  /** Such as `2026-11-21`. */
  readonly date: string;
  readonly machine: Machine;
  readonly figures: Figures;
}

/** One line of the comparison. */
export interface Verdict {
  readonly name: SharedName | OwnName;
  readonly measure: Measure;
  readonly summary?: Summary;
  readonly kept?: Summary;
  /** To what was kept; undefined where there is nothing to compare. */
  readonly ratio?: number;
  /** Why the run fails; undefined where it does not. */
  readonly problem?: string;
}

/** A build may be this much larger than what was kept before it is a problem: the size gate judges by the byte. */
const BYTES_TOLERANCE = 1.05;
/** Of times, of memory and of what follows from them, which no two runs share: what is beyond it is no noise. */
const WIDE_FACTOR = 4;
/** Of a time: a few milliseconds more are nothing, whatever they are multiples of. */
const LEAST_LOSS_MS = 50;

/** Compares figures with what was kept. A measure that was kept and is not there any more is a problem; a new one is not. */
export function compareFigures(figures: Figures, baseline: Baseline | undefined, machine: Machine): readonly Verdict[] {
  const kept = baseline?.figures ?? {};
  const isSameKind = baseline !== undefined && baseline.machine.cores === machine.cores && baseline.machine.platform === machine.platform;
  const names = Object.keys(MEASURES) as (SharedName | OwnName)[];
  return names.filter((name) => figures[name] !== undefined || kept[name] !== undefined)
    .map((name) => judge(name, figures[name], kept[name], isSameKind));
}

function judge(name: SharedName | OwnName, summary: Summary | undefined, kept: Summary | undefined, isSameKind: boolean): Verdict {
  const measure = MEASURES[name];
  if (summary === undefined) return { name, measure, kept, problem: 'was not measured' };
  const value = getJudged(summary, measure);
  const before = kept && getJudged(kept, measure);
  const ratio = before === undefined || before === 0 ? undefined : value / before;
  return { name, measure, summary, kept, ratio, problem: findProblem(measure, value, before, isSameKind) };
}

/** The value of a summary by which it is judged. */
export function getJudged(summary: Summary, { isJudgedByBest }: Measure): number {
  return isJudgedByBest ? summary.min : summary.median;
}

function findProblem(measure: Measure, value: number, before: number | undefined, isSameKind: boolean): string | undefined {
  const { kind, limit } = measure;
  const show = (figure: number): string => `${formatFigure(figure, kind)} ${UNITS[kind]}`.trim();
  if (limit !== undefined && value > limit) return `${show(value)}, at most ${show(limit)}`;
  if (before === undefined || (limit !== undefined && kind !== 'ratio')) return undefined;
  if (kind === 'count') return value > before ? `${show(value)}, was ${show(before)}` : undefined;
  if (kind === 'bytes') return value > before * BYTES_TOLERANCE ? `${show(value)}, was ${show(before)}` : undefined;
  if ((!isSameKind && kind !== 'ratio') || value <= before * WIDE_FACTOR || (kind === 'time' && value - before <= LEAST_LOSS_MS)) return undefined;
  return `${show(value)}, was ${show(before)}: more than ${WIDE_FACTOR} times as much`;
}
