import type { ApprovalSummary } from './approval.js';
import type { Panel } from './panel.js';
import type { Words } from './words.js';

/** Puts a summary into words: what is to be signed, for whom, and the two answers. Values stay as they are. */
export function createQuestion({ action, groups }: ApprovalSummary, site: string, words: Words): Panel {
  return {
    words,
    title: words.say(`approval-title-${action}`),
    lead: words.say('approval-lead', { site }),
    groups: groups.map((group) => group.map(({ name, value }) => [words.say(`approval-fact-${name}`), revealHidden(value)] as const)),
    labels: { harmless: words.say('approval-reject'), go: words.say('approval-confirm') },
  };
}

/** The offer of a window that the browser did not open. */
export function createOffer(words: Words): Panel {
  return {
    words,
    title: words.say('approval-blocked'),
    lead: words.say('approval-blocked-lead'),
    groups: [],
    labels: { harmless: words.say('approval-cancel'), go: words.say('approval-open') },
  };
}

/** Shows what cannot be seen, or makes other letters be seen in another order, as a sign of its own. */
function revealHidden(value: string): string {
  return value.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u115F\u1160\u3164\uFFA0]/gu, '\uFFFD');
}
