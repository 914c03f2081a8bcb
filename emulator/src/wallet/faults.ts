import type { FaultDescription } from '../core/faults.js';

/**
 * What can be wrong with the wallet's frame besides the faults of every service. Where a fault has a
 * `method`, it strikes only requests of that JSON-RPC method; empty means every method.
 */
export const WALLET_FAULTS: readonly FaultDescription[] = [
  { name: 'no-ready', sentence: 'The frame loads and never says that it is ready.', rows: [94] },
  { name: 'ready-twice', sentence: 'The frame says twice that it is ready.', rows: [94] },
  { name: 'ready-late', sentence: 'The frame says that it is ready only after `ms` milliseconds.', rows: [94], defaults: { ms: 3000 } },
  { name: 'refuses-framing', sentence: 'The frame\'s page may not be framed by anybody.', rows: [93] },
  { name: 'mute', sentence: 'Requests of `method` are taken and never answered.', rows: [103], defaults: { method: '' } },
  { name: 'slow', sentence: 'Requests of `method` are answered after `ms` milliseconds.', rows: [102, 103], defaults: { method: '', ms: 3000 } },
  {
    name: 'error', sentence: 'Requests of `method` are refused with `code` and `message`.', rows: [101],
    defaults: { method: '', code: -32603, message: 'Internal error' },
  },
  {
    name: 'malformed',
    sentence: 'The answer to `method` has a wrong `shape`: none, both, error-text, code-text, null, prototype or text.',
    rows: [98, 99, 101],
    defaults: { method: '', shape: 'none' },
  },
  {
    name: 'stray-answers', sentence: 'The answer to `method` comes among others: unknown and mistyped ids before it, a second one after it.',
    rows: [100], defaults: { method: '' },
  },
  { name: 'other-address', sentence: 'The wallet answers with the address of another key.', rows: [105] },
  { name: 'random-k', sentence: 'Signatures are valid, and different each time the same message is signed.', rows: [123] },
  {
    name: 'odd-signature',
    sentence: 'The signature has another `form`: truncated, empty, v-zero, no-v, compact, high-s, upper-prefix, spaces, contract or other-key.',
    rows: [122],
    defaults: { form: 'truncated' },
  },
  {
    name: 'overlay', rows: [108, 153],
    sentence: 'Requests of `method` ask the person in the wallet\'s own overlay first, which with an `answer` (accept or refuse) needs no person.',
    defaults: { method: 'personal_sign', answer: '' },
  },
  { name: 'navigate', sentence: 'On a request of `method` the frame leaves for `to` instead of answering.', rows: [104], defaults: { method: '', to: '/elsewhere' } },
  { name: 'dead', sentence: 'From a request of `method` on, the frame hears and says nothing more, as after a crash.', rows: [111], defaults: { method: '' } },
  { name: 'reload', sentence: 'On a request of `method` the frame\'s document is loaded anew instead of answering.', rows: [88, 89], defaults: { method: '' } },
  { name: 'logged-out', sentence: 'The wallet\'s own session has ended when the next request of `method` comes.', rows: [103], defaults: { method: '' } },
];
