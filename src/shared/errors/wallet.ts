import type { ErrorEntry } from './table.js';

/** Codes of the wallet room. */
export const WALLET_ERRORS = {
  WALLET_CONNECTION_ERROR: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet could not be reached.',
    resolution: 'Check the network connection and try again.',
    retryable: true,
  },
  WALLET_TIMEOUT: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet did not answer in time.',
    resolution: 'Try again in a moment.',
    retryable: true,
  },
  WALLET_REFUSED: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet refused the request.',
    resolution: 'Sign in again and retry.',
    retryable: true,
  },
  WALLET_RESPONSE_INVALID: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet sent an answer that makes no sense.',
    resolution: 'Try again; if it happens again, report it to the wallet service.',
    retryable: true,
  },
  WALLET_UNSUPPORTED: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet is a contract or of a kind whose signatures give no fixed key.',
    resolution: 'Sign in with an account whose wallet is a single key.',
    retryable: false,
  },
  WALLET_ADDRESS_MISMATCH: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet belongs to another account.',
    resolution: 'Sign out, then sign in with the account that owns the wallet.',
    retryable: false,
  },
  WALLET_OBSTRUCTED: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet had something to show, and the page was in its way.',
    resolution: 'Close the dialog that is open and try again. Pages close theirs on the event passport-wallet-show.',
    retryable: true,
  },
  WALLET_CLOSED: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet\'s screen was closed before it was finished.',
    resolution: 'Try again and answer what the wallet asks.',
    retryable: true,
  },
  MESSAGE_REFUSED: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'A service asked for the signature of a text that must not be signed.',
    resolution: 'Nothing was signed. Report this to the site.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;
