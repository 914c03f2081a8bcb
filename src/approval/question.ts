import type { ApprovalSummary } from './approval.js';
import type { Panel } from './panel.js';
import { ACTION_TITLES, FACT_LABELS, TEXTS } from './texts.js';

/** Puts a summary into words: what is to be signed, for whom, and the two answers. */
export function createQuestion({ action, groups }: ApprovalSummary, site: string): Panel {
  return {
    title: ACTION_TITLES[action],
    lead: TEXTS.lead(site),
    groups: groups.map((group) => group.map(({ name, value }) => [FACT_LABELS[name], revealHidden(value)] as const)),
    labels: { harmless: TEXTS.reject, go: TEXTS.confirm },
  };
}

/** Shows what cannot be seen, or makes other letters be seen in another order, as a sign of its own. */
function revealHidden(value: string): string {
  return value.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u115F\u1160\u3164\uFFA0]/gu, '\uFFFD');
}
