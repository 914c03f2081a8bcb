import type { ErrorEntry } from './table.js';

/** Codes of the immersve room: what its service answers, and what a visitor's own wallet does. */
export const IMMERSVE_ERRORS = {
  IMMERSVE_DOMAIN_NOT_ALLOWED: {
    type: 'INVALID_CONFIGURATION',
    message: 'Immersve does not allow this site for the client application.',
    resolution: 'Add the origin of this page to the allowed origins of the client application.',
    retryable: false,
  },
  IMMERSVE_ACCOUNT_DOES_NOT_EXIST: {
    type: 'AUTHENTICATION_ERROR',
    message: 'There is no Immersve account for this wallet.',
    resolution: 'Create an account, or choose another wallet.',
    retryable: false,
  },
  IMMERSVE_ACCOUNT_EXISTS: {
    type: 'AUTHENTICATION_ERROR',
    message: 'There is an Immersve account for this wallet already.',
    resolution: 'Sign in with it, or choose another wallet.',
    retryable: false,
  },
  IMMERSVE_INVALID_SIGNATURE: {
    type: 'AUTHENTICATION_ERROR',
    message: 'Immersve does not accept the signature of this wallet.',
    resolution: 'Try again, or use another wallet.',
    retryable: true,
  },
  IMMERSVE_CHALLENGE_EXPIRED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The sign-in request expired before it was signed.',
    resolution: 'Sign in again and sign the request at once.',
    retryable: true,
  },
  IMMERSVE_SESSION_EXPIRED: {
    type: 'NOT_LOGGED_IN_ERROR',
    message: 'The Immersve session has ended.',
    resolution: 'Sign in again.',
    retryable: false,
  },
  IMMERSVE_CLIENT_MISMATCH: {
    type: 'INVALID_CONFIGURATION',
    message: 'The Immersve session belongs to another client application.',
    resolution: 'Check the client application id and sign in again.',
    retryable: false,
  },
  IMMERSVE_FORBIDDEN: {
    type: 'AUTHENTICATION_ERROR',
    message: 'Immersve refused the request.',
    resolution: 'Check the client application id, then sign in again.',
    retryable: false,
  },
  IMMERSVE_REQUEST_INVALID: {
    type: 'INVALID_CONFIGURATION',
    message: 'Immersve does not understand the request.',
    resolution: 'Check the client application id, the network and the endpoint.',
    retryable: false,
  },
  IMMERSVE_RATE_LIMITED: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'Immersve asks to wait.',
    resolution: 'Try again in a minute.',
    retryable: true,
  },
  IMMERSVE_UNAVAILABLE: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'Immersve is not available.',
    resolution: 'Try again in a moment.',
    retryable: true,
  },
  IMMERSVE_RESPONSE_INVALID: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'Immersve sent an answer that makes no sense.',
    resolution: 'Try again later; if it happens again, report it to Immersve.',
    retryable: true,
  },
  IMMERSVE_CHALLENGE_UNSAFE: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The service asked the wallet to sign something that is no sign-in request for this site and account.',
    resolution: 'Nothing was signed. Report this to the site.',
    retryable: false,
  },
  IMMERSVE_NO_WALLET: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'This wallet is not available in this browser.',
    resolution: 'Install or unlock the wallet, then reload the page.',
    retryable: true,
  },
  IMMERSVE_WALLET_LOAD_FAILED: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The code of this wallet could not be loaded.',
    resolution: 'Check the network connection and try again, or choose another wallet.',
    retryable: true,
  },
  IMMERSVE_USER_REJECTED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The request was declined in the wallet.',
    resolution: 'Start again when you are ready.',
    retryable: true,
  },
  IMMERSVE_WALLET_BUSY: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet is waiting for an answer to an earlier request.',
    resolution: 'Open the wallet, answer the request, then try again.',
    retryable: true,
  },
  IMMERSVE_WALLET_UNSUPPORTED: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'This wallet cannot sign what Immersve needs.',
    resolution: 'Choose another wallet.',
    retryable: false,
  },
  IMMERSVE_WALLET_TIMEOUT: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet did not answer in time.',
    resolution: 'Open the wallet, then try again.',
    retryable: true,
  },
  IMMERSVE_WALLET_ERROR: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet failed.',
    resolution: 'Try again, or choose another wallet.',
    retryable: true,
  },
  IMMERSVE_ACCOUNT_CHANGED: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'Another account was chosen in the wallet meanwhile.',
    resolution: 'Nothing was sent. Start again with the account that you want.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
