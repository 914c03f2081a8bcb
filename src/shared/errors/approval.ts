import type { ErrorEntry } from './table.js';

/** Codes of the approval room: evaluating and confirming transactions. */
export const APPROVAL_ERRORS = {
  TRANSACTION_REJECTED: {
    type: 'TRANSFER_ERROR',
    message: 'Transaction rejected by user.',
    resolution: 'Nothing was signed. Start again to be asked again.',
    retryable: true,
  },
  CONFIRMATION_FAILED: {
    type: 'TRANSFER_ERROR',
    message: 'The transaction could not be confirmed.',
    resolution: 'Nothing was signed. Try again in a moment.',
    retryable: true,
  },
  CONFIRMATION_TIMEOUT: {
    type: 'TRANSFER_ERROR',
    message: 'The transaction was not confirmed in time.',
    resolution: 'Nothing was signed. Start again and answer within five minutes.',
    retryable: true,
  },
  CONFIRMATION_CUT_OFF: {
    type: 'TRANSFER_ERROR',
    message: 'The browser has cut the confirmation window off from this page.',
    resolution: 'Close that window. Pages that confirm transactions send Cross-Origin-Opener-Policy: same-origin-allow-popups, or none.',
    retryable: false,
  },
  TRANSACTION_UNKNOWN: {
    type: 'TRANSFER_ERROR',
    message: 'The guardian does not know the transaction.',
    resolution: 'Nothing was signed. Try again in a moment.',
    retryable: true,
  },
  SERVICE_UNAVAILABLE_ERROR: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'Service unavailable.',
    resolution: 'The service refuses transactions of this account, or from this place. Try again later.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
