import type { ErrorEntry } from './table.js';

/** Codes of the api room: the REST services. */
export const API_ERRORS = {
  API_UNAVAILABLE: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service is not available.',
    resolution: 'Try again in a moment.',
    retryable: true,
  },
  API_RATE_LIMITED: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service asks to wait.',
    resolution: 'Try again in a minute.',
    retryable: true,
  },
  API_REFUSED: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service refused the request.',
    resolution: 'Check the values of the request.',
    retryable: false,
  },
  API_UNAUTHORIZED: {
    type: 'NOT_LOGGED_IN_ERROR',
    message: 'The service does not accept the session.',
    resolution: 'Sign in again.',
    retryable: false,
  },
  API_NOT_FOUND: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service does not know what was asked for.',
    resolution: 'Check the address or id.',
    retryable: false,
  },
  API_RESPONSE_INVALID: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service sent an answer that makes no sense.',
    resolution: 'Try again later; if it happens again, report it to the service.',
    retryable: true,
  },
  API_LIST_INCOMPLETE: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The list has no end that could be reached.',
    resolution: 'What came before is right; ask for less, by the filters of the request.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;
