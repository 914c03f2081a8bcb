import type { FaultDescription } from '../core/faults.js';

/** What can be wrong with Immersve besides the faults of every service. */
export const IMMERSVE_FAULTS: readonly FaultDescription[] = [
  { name: 'challenge', sentence: 'The text to sign is `message`.', rows: [132, 144], defaults: { message: 'Pay the ferryman.' } },
  { name: 'challenge-life', sentence: 'A challenge lives `ms` milliseconds.', rows: [132], defaults: { ms: 1 } },
  { name: 'refuse', sentence: 'Status 403 with the `errorCode` of the documentation.', rows: [], defaults: { errorCode: 'FORBIDDEN' } },
  { name: 'no-refresh-token', sentence: 'Answers hold no refresh token, as third-party clients have seen.' },
  { name: 'opaque-token', sentence: 'The access token is no JWT, so it does not tell its end.' },
  { name: 'access-life', sentence: 'Access tokens live `ms` milliseconds.', rows: [64], defaults: { ms: 30_000 } },
];
