import type { ErrorEntry } from './table.js';

/** Codes that no single room owns. */
export const SHARED_ERRORS = {
  INVALID_CONFIGURATION: {
    type: 'INVALID_CONFIGURATION',
    message: 'The configuration is incomplete or contradictory.',
    resolution: 'Correct the attribute or key that the message names.',
    retryable: false,
  },
  ENVIRONMENT_UNSUPPORTED: {
    type: 'INVALID_CONFIGURATION',
    message: 'This page or browser does not allow what is needed here.',
    resolution: 'Open the page directly in a current browser.',
    retryable: false,
  },
  ABORTED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The operation was cancelled.',
    resolution: 'Start again when you are ready.',
    retryable: true,
  },
  CODE_UNAVAILABLE: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'A part of the program could not be loaded.',
    resolution: 'Check the network connection and reload the page.',
    retryable: true,
  },
  UNEXPECTED: {
    type: 'UNEXPECTED_ERROR',
    message: 'Something went wrong that should not have.',
    resolution: 'Try again; if it happens again, report it with the cause.',
    retryable: true,
  },
  NOT_LOGGED_IN_ERROR: {
    type: 'NOT_LOGGED_IN_ERROR',
    message: 'Nobody is signed in.',
    resolution: 'Sign in first.',
    retryable: false,
  },
  USER_CHANGED: {
    type: 'NOT_LOGGED_IN_ERROR',
    message: 'Another user signed in meanwhile.',
    resolution: 'Start again as the user who is signed in now.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;
