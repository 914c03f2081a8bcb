import type { FaultDescription } from '../core/faults.js';

/** What can be wrong with the relayer besides the faults of every service. */
export const RELAYER_FAULTS: readonly FaultDescription[] = [
  { name: 'refuse', sentence: 'The call is refused with an error of JSON-RPC.', defaults: { code: -32_000, message: 'the relayer is busy' } },
  { name: 'pending', sentence: 'A transaction stays PENDING; each poll takes one of `times`.' },
  { name: 'failed', sentence: 'A transaction that is given ends with this `status`, and nothing is carried out.', defaults: { status: 'FAILED', reason: 'out of gas' } },
  { name: 'late-block', sentence: 'A transaction is in no block for `ms` milliseconds of the emulator\'s clock.', rows: [115], defaults: { ms: 10_000 } },
  { name: 'price', sentence: 'The relayer wants this `price`, in the smallest unit of IMX; 0 is none.', defaults: { price: '0' } },
  { name: 'no-imx', sentence: 'The relayer takes no IMX.' },
  { name: 'bad-price', sentence: 'The price is this `value`, which may be none.', defaults: { value: '-1' } },
  { name: 'bad-hash', sentence: 'The hash of a transaction is this `value`.', defaults: { value: '0x1' } },
  { name: 'bad-signature', sentence: 'The relayer signs with this `value`.', defaults: { value: '0201' } },
];
