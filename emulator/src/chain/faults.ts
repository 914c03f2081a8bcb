import type { FaultDescription } from '../core/faults.js';

/** What can be wrong with the chain besides the faults of every service. */
export const CHAIN_FAULTS: readonly FaultDescription[] = [
  { name: 'no-batches', sentence: 'The node refuses batches with one error for all.', rows: [131] },
  { name: 'other-chain', sentence: 'The node is one of the chain with this `id`.', rows: [129], defaults: { id: 1 } },
  { name: 'missing-answers', sentence: 'Every second answer of a batch is missing, but for the first.', rows: [129] },
  { name: 'wrong-ids', sentence: 'Answers of a batch have ids that nobody asked with, but for the first.', rows: [129] },
  { name: 'bad-number', sentence: 'Contracts answer with `value` instead of 32 bytes.', rows: [129], defaults: { value: '0xzz' } },
  { name: 'endless', sentence: 'The list of tokens never ends: each page says that there is one more.', rows: [149] },
  {
    name: 'hostile-token', sentence: 'Every token has the given `name`, `symbol` and `image_url`.', rows: [130],
    defaults: { name: '<img src=x onerror=alert(1)>', symbol: 'CDSU\u202e', image_url: 'javascript:alert(1)' },
  },
  { name: 'unlisted', sentence: 'The list of chains lacks this one.' },
  { name: 'other-account', sentence: 'The answer to a registration names another account.', rows: [105] },
];
