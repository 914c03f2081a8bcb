import { ACCOUNT_ERRORS } from './account.js';
import type { ErrorEntry } from './table.js';

/** Codes of the imx room: the Immutable X network. */
export const IMX_ERRORS = {
  USER_REGISTRATION_ERROR: {
    type: 'USER_REGISTRATION_ERROR',
    message: 'The account could not be registered.',
    resolution: 'Check the network connection and try again.',
    retryable: true,
  },
  REGISTRATION_PENDING: {
    type: 'USER_REGISTRATION_ERROR',
    message: 'The account is registered, but the sign-in service does not show it yet.',
    resolution: 'Wait a minute and try again; nothing will be registered twice.',
    retryable: true,
  },
  ...ACCOUNT_ERRORS,
  TRANSACTION_OUTCOME_UNKNOWN: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'What was signed has been sent, and no answer tells what became of it.',
    resolution: 'Look at the balance or the order before trying again: it may have gone through.',
    retryable: false,
  },
  OPERATION_NOT_SUPPORTED_ERROR: {
    type: 'OPERATION_NOT_SUPPORTED_ERROR',
    message: 'Passport does not support this operation.',
    resolution: 'Use an operation that the documentation lists as supported.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;
