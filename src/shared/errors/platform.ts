import type { ErrorEntry } from './table.js';

/** Codes of the platform room: what the network and the browser can do to any request. */
export const PLATFORM_ERRORS = {
  NETWORK_OFFLINE: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The browser is offline.',
    resolution: 'Connect to the internet and try again.',
    retryable: true,
  },
  NETWORK_FAILED: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service could not be reached.',
    resolution: 'Check the network connection and try again.',
    retryable: true,
  },
  TIMEOUT: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service did not answer in time.',
    resolution: 'Try again in a moment.',
    retryable: true,
  },
  RESPONSE_TOO_LARGE: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service sent more than is plausible.',
    resolution: 'Try again later; if it happens again, report it to the service.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;
