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
} as const satisfies Record<string, ErrorEntry>;
