import type { FaultDescription } from '../core/faults.js';
import { CLAIM_FAULTS } from './claim-faults.js';
import { DATE_FAULTS, ENDPOINT_FAULTS } from './endpoint-faults.js';
import { LOGIN_FAULTS } from './login-faults.js';
import { DISCOVERY_FAULTS, KEY_SET_FAULTS } from './published.js';
import { CALLBACK_FAULTS, TOKEN_RESPONSE_FAULTS } from './response-faults.js';
import { SIGNATURE_FAULTS } from './signature-faults.js';
import { TOKEN_ERROR_FAULTS } from './token-error-faults.js';

/** Faults of what is issued, by time and by content. */
const ISSUE_FAULTS: readonly FaultDescription[] = [
  { name: 'short-lived', sentence: 'Tokens live `seconds`; `which` is `id`, `access` or `both`.', rows: [7, 71], defaults: { seconds: 5, which: 'both' } },
  { name: 'late-claim', sentence: 'After registration the `passport` claim is missing in the next `refreshes` refreshes.', rows: [], defaults: { refreshes: 2 } },
  { name: 'no-claim', sentence: 'Tokens carry no `passport` claim.', rows: [] },
  { name: 'refresh-nonce', sentence: 'A refreshed ID token carries a nonce, which the live service leaves out.', rows: [9] },
  { name: 'refresh-not-rotated', sentence: 'A refresh keeps the refresh token valid and does not repeat it, which is right.', rows: [68] },
  { name: 'jwks-rotated', sentence: 'A new key signs from this token request on and the old one is no longer published.', rows: [34] },
  { name: 'jwks-rotated-early', sentence: 'A new key signs from this authorization request on and the old one is no longer published.', rows: [34] },
  { name: 'pkce-ignored', sentence: 'The code is redeemed with any verifier.', rows: [28] },
  { name: 'userinfo-sub', sentence: 'The userinfo endpoint speaks about somebody else.', rows: [21] },
];

/** Faults of the way back from a logout. */
const LOGOUT_FAULTS: readonly FaultDescription[] = [
  { name: 'logout-other-state', sentence: 'The page gets back another `state` after the logout.', rows: [56] },
  { name: 'logout-no-state', sentence: 'The page gets back no `state` after the logout.', rows: [56] },
  { name: 'logout-stays', sentence: 'The logout does not lead back to the page.', rows: [56, 85] },
];

/** Every fault of the identity service; a closed list. */
export const IDENTITY_FAULTS: readonly FaultDescription[] = [
  ...LOGIN_FAULTS, ...CALLBACK_FAULTS, ...CLAIM_FAULTS, ...SIGNATURE_FAULTS, ...TOKEN_RESPONSE_FAULTS, ...TOKEN_ERROR_FAULTS,
  ...ISSUE_FAULTS, ...DISCOVERY_FAULTS, ...KEY_SET_FAULTS, ...LOGOUT_FAULTS, ...ENDPOINT_FAULTS, ...DATE_FAULTS,
].map(({ name, sentence, rows, defaults }) => ({ name, sentence, rows, defaults }));
