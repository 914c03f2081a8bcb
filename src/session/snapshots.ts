import type { SessionState } from './session-types.js';

/**
 * The change that leaves nothing of a user in the state. Only `transactions` stays: it counts those of the page, and
 * whoever compares it with the count of before would take the next one for old.
 */
export const SIGNED_OUT = {
  status: 'signed-out', user: undefined, trust: undefined, account: undefined,
  registration: 'unknown', registrationStep: undefined, isRegisteringElsewhere: undefined, loginWindow: undefined, error: undefined,
} as const satisfies Partial<SessionState>;
