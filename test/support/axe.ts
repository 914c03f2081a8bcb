import type { AxeResults, RunOptions } from 'axe-core';

/** The success criteria of WCAG 2.2 at level AA, and of all before it. */
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
  elementRef: true,
};

/** A rule that a drawing breaks, and where. */
export interface AxeProblem {
  readonly rule: string;
  /** The element that is to be looked at, as selectors through shadow trees. */
  readonly target: string;
  readonly element: Element | undefined;
}

type Axe = { run(context: Element, options: RunOptions): Promise<AxeResults> };

/** Runs axe over an element and all that it contains. `axe-core` has to be loaded: it puts itself on the window. */
export async function findAxeProblems(context: Element): Promise<AxeProblem[]> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const { violations } = await axe.run(context, RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, element }) => ({ rule: id, target: target.flat().join(' >>> '), element })));
}
