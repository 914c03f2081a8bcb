import { PassportError } from './passport-error.js';
import type { PassportErrorType } from './passport-error.js';

/** Types that say more than "the registration failed": who must act, and where. */
const KEPT_TYPES: readonly PassportErrorType[] = [
  'USER_REGISTRATION_ERROR', 'WALLET_CONNECTION_ERROR', 'NOT_LOGGED_IN_ERROR', 'INVALID_CONFIGURATION',
];

/**
 * Gives a failure of a registration the documented type `USER_REGISTRATION_ERROR` and leaves its code;
 * errors of the wallet and of the login keep theirs, and so does an abort.
 */
export function toRegistrationError(error: unknown): unknown {
  if (!(error instanceof PassportError) || error.code === 'ABORTED' || KEPT_TYPES.includes(error.type)) return error;
  return error.withType('USER_REGISTRATION_ERROR');
}
