import type { ErrorEntry } from './table.js';

/** Codes of whoever needs an account on a network. Apart from those of the rooms: reading balances needs no more. */
export const ACCOUNT_ERRORS = {
  USER_NOT_REGISTERED_ERROR: {
    type: 'USER_NOT_REGISTERED_ERROR',
    message: 'The user is not registered yet.',
    resolution: 'Register first.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;
