import type { FaultDescription } from '../core/faults.js';

/** What can be wrong with the guardian and its confirmation page besides the faults of every service. */
export const GUARDIAN_FAULTS: readonly FaultDescription[] = [
  { name: 'unknown', sentence: 'A transaction is not known yet: 404, as while it is on its way from the API.' },
  { name: 'skip', sentence: 'No confirmation is required, whatever the transaction is.', rows: [150] },
  { name: 'page-stays', sentence: 'The confirmation page is ready, and nobody does anything on it.', rows: [117] },
  { name: 'page-closes', sentence: 'The confirmation page closes its own window.', rows: [117] },
  { name: 'page-mute', sentence: 'The confirmation page never says that it is ready.', rows: [117] },
  { name: 'page-late', sentence: 'The confirmation page says that it is ready only after `ms` milliseconds.', defaults: { ms: 3000 } },
  { name: 'page-ready-twice', sentence: 'The confirmation page says twice that it is ready.', rows: [114] },
  { name: 'page-coop', sentence: 'The confirmation page cuts itself off from its opener (`Cross-Origin-Opener-Policy: value`).', rows: [117], defaults: { value: 'same-origin' } },
  { name: 'page-reloads', sentence: 'The confirmation page loads itself anew once it has been told to start.', rows: [117] },
  { name: 'page-error', sentence: 'The confirmation page says that the confirmation failed.' },
  {
    name: 'messages', rows: [113, 114],
    sentence: 'The page says all `types` of message one after the other, `times` over; it approves when the first is transaction_confirmed.',
    defaults: { types: ['transaction_rejected', 'transaction_confirmed'], times: 1 },
  },
  { name: 'other-id', sentence: 'The page approves nothing and says that the transaction `id` was confirmed.', rows: [116], defaults: { id: '0x1' } },
  { name: 'lie-unchecked', sentence: 'Lie: what was never approved is carried out all the same.' },
  { name: 'lie-unapproved', sentence: 'Lie: the page says that it was confirmed and approves nothing.', rows: [116] },
  { name: 'lie-rejected', sentence: 'Lie: who rejects is reported as having confirmed, and the approval is made.' },
  { name: 'lie-window', sentence: 'Lie: the confirmation is said by another window than the one that was opened, and approves nothing.', rows: [112] },
  { name: 'lie-origin', sentence: 'Lie: the confirmation is said by a page of another origin, and approves nothing.', rows: [112] },
  { name: 'lie-transaction', sentence: 'Lie: asked for one transaction, the guardian describes another.', rows: [116] },
  { name: 'lie-evaluated', sentence: 'Lie: the guardian says that it evaluated another transaction.', rows: [116] },
];
