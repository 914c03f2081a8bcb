import type { FaultDescription } from '../core/faults.js';
import { ID_TOKEN_FAULTS } from './id-token-faults.js';
import { CALLBACK_FAULTS, TOKEN_RESPONSE_FAULTS } from './response-faults.js';

/** Faults of endpoints and of the login itself. */
const ENDPOINT_FAULTS: readonly FaultDescription[] = [
  { name: 'denied', sentence: 'The visitor refuses on the login page.', rows: [26] },
  { name: 'short-lived', sentence: 'Tokens live `seconds`; `which` is `id`, `access` or `both`.', rows: [7, 71], defaults: { seconds: 5, which: 'both' } },
  { name: 'late-claim', sentence: 'After registration the `passport` claim is missing in the next `refreshes` refreshes.', rows: [], defaults: { refreshes: 2 } },
  { name: 'no-claim', sentence: 'Tokens carry no `passport` claim.', rows: [] },
  { name: 'refresh-nonce', sentence: 'A refreshed ID token carries a nonce, which the live service leaves out.', rows: [9] },
  { name: 'token-500', sentence: 'The token endpoint answers 500.', rows: [66] },
  { name: 'invalid-grant', sentence: 'The refresh token is refused as unknown.', rows: [67] },
  { name: 'token-stall', sentence: 'Half of the token response arrives, the rest never does.', rows: [69] },
  { name: 'discovery-issuer', sentence: 'The discovery document names another issuer.', rows: [31] },
  { name: 'discovery-endpoint', sentence: 'The member `member` of the discovery document is `value`.', rows: [32], defaults: { member: 'authorization_endpoint', value: 'javascript:window.__pwn=1' } },
  { name: 'jwks-500', sentence: 'The keys cannot be had: status 500.', rows: [35] },
  { name: 'jwks-rotated', sentence: 'A new key signs from now on and the old one is no longer published.', rows: [34] },
  { name: 'jwks-junk', sentence: 'The published keys include weak, foreign and repeated ones.', rows: [36] },
  { name: 'userinfo-sub', sentence: 'The userinfo endpoint speaks about somebody else.', rows: [21] },
  { name: 'revoke-500', sentence: 'The revocation endpoint answers 500.', rows: [85] },
  { name: 'logout-500', sentence: 'The logout endpoint answers 500.', rows: [85] },
  { name: 'coop', sentence: 'The login page cuts itself off from its opener (`Cross-Origin-Opener-Policy`).', rows: [42] },
];

/** Every fault of the identity service; a closed list. */
export const IDENTITY_FAULTS: readonly FaultDescription[] = [
  ...ENDPOINT_FAULTS,
  ...[...ID_TOKEN_FAULTS, ...TOKEN_RESPONSE_FAULTS, ...CALLBACK_FAULTS].map(({ name, sentence, rows, defaults }) => ({ name, sentence, rows, defaults })),
];
