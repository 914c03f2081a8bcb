/** What several rounds of one measure gave. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

/** The middle value, or the mean of the two in the middle. Throws for none. */
export function getMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new RangeError('There is no median of no values.');
  return (low + high) / 2;
}

/** Median, least and largest value, to a hundredth. Throws for none, and for what is no number. */
export function summarize(values: readonly number[]): Summary {
  if (values.some((value) => !Number.isFinite(value))) throw new RangeError(`Not a figure: ${values.join(', ')}`);
  return { median: round(getMedian(values)), min: round(Math.min(...values)), max: round(Math.max(...values)), rounds: values.length };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Figures of several rounds, by the name of what was measured. */
export class Samples<Name extends string> {
  readonly #values = new Map<Name, number[]>();

  /** Takes the figures of one round. */
  add(figures: Readonly<Partial<Record<Name, number>>>): void {
    for (const [name, value] of Object.entries(figures) as [Name, number][]) {
      this.#values.set(name, [...this.#values.get(name) ?? [], value]);
    }
  }

  /** What was measured, in the order of the first round. */
  names(): readonly Name[] {
    return [...this.#values.keys()];
  }

  /** Undefined where there is no figure. */
  summarize(name: Name): Summary | undefined {
    const values = this.#values.get(name);
    return values && summarize(values);
  }
}
