import type { SessionState } from './session-types.js';

/** The change that leaves nothing of a user in the state. */
export const SIGNED_OUT = {
  status: 'signed-out', user: undefined, trust: undefined, account: undefined,
  registration: 'unknown', registrationStep: undefined, loginWindow: undefined, error: undefined,
} as const satisfies Partial<SessionState>;
