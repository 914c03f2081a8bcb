import type { FaultDescription } from '../core/faults.js';

/** What can be wrong with the HTTP wallet besides the faults of every service. */
export const TEE_FAULTS: readonly FaultDescription[] = [
  { name: 'other-address', sentence: 'The wallet answers with the address of another key.', rows: [105] },
  { name: 'random-k', sentence: 'Signatures are valid, and different each time the same message is signed.', rows: [123] },
  {
    name: 'odd-signature',
    sentence: 'The signature has another `form`: truncated, empty, v-zero, no-v, compact, high-s, upper-prefix, spaces, contract or other-key.',
    rows: [122],
    defaults: { form: 'truncated' },
  },
];
