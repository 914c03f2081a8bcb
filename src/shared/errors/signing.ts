import type { ErrorEntry } from './table.js';

/** Codes of the signing room: Stark keys and signatures. */
export const SIGNING_ERRORS = {
  STARK_KEY_MISMATCH: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet gives another Stark key than the one that is registered.',
    resolution: 'Nothing was registered or signed. Contact Immutable support.',
    retryable: false,
  },
  WALLET_NOT_DETERMINISTIC: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'The wallet signs the same text differently each time, so that no key can be derived from it twice.',
    resolution: 'Nothing was registered. Sign in with another account, or report this to the wallet service.',
    retryable: false,
  },
  PAYLOAD_MISMATCH: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service wants something else signed than was asked.',
    resolution: 'Nothing was signed. Report this to the site.',
    retryable: false,
  },
  PAYLOAD_INVALID: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service asked for the signature of something that is no payload hash.',
    resolution: 'Nothing was signed. Try again later.',
    retryable: true,
  },
  SIGNATURE_INVALID: {
    type: 'WALLET_CONNECTION_ERROR',
    message: 'A signature was made that does not verify.',
    resolution: 'Nothing was sent. Try again.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
