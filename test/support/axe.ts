import type { AxeResults, RunOptions } from 'axe-core';

/** The success criteria of WCAG 2.2 at level AA, and of all before it. */
const CRITERIA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Those of the rules that look at colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

const OPTIONS: RunOptions = {
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

/**
 * Runs axe over an element and all that it contains. `axe-core` has to be loaded: it puts itself on the window.
 *
 * @param what - `colours` where nothing but the colours has changed since all rules were asked. Default: all rules.
 */
export async function findAxeProblems(context: Element, what: 'everything' | 'colours' = 'everything'): Promise<AxeProblem[]> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const { violations } = await axe.run(context, { ...OPTIONS, runOnly: what === 'colours' ? { type: 'rule', values: COLOUR_RULES } : CRITERIA });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, element }) => ({ rule: id, target: target.flat().join(' >>> '), element })));
}
