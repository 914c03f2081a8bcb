import type { ErrorEntry } from './table.js';

/** Codes of the session room. */
export const SESSION_ERRORS = {
  SESSION_CONFLICT: {
    type: 'INVALID_CONFIGURATION',
    message: 'Other code has taken the place of the session on this page.',
    resolution: 'Remove the script that occupies it, or load passport-widgets first.',
    retryable: false,
  },
  SESSION_DISPOSED: {
    type: 'INVALID_CONFIGURATION',
    message: 'This session was disposed of.',
    resolution: 'Call configure() with {replace: true} to begin anew.',
    retryable: false,
  },
  POPUP_BLOCKED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The browser blocked the sign-in window.',
    resolution: 'Allow pop-ups for this page, or continue in this window.',
    retryable: true,
  },
  POPUP_CLOSED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The sign-in window was closed before sign-in finished.',
    resolution: 'Sign in again and finish in the window that opens.',
    retryable: true,
  },
  POPUP_TIMEOUT: {
    type: 'AUTHENTICATION_ERROR',
    message: 'Sign-in was not finished in time.',
    resolution: 'Sign in again.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
