import type { ErrorEntry } from './table.js';

/** Codes of the chain room: Immutable Chain. */
export const CHAIN_ERRORS = {
  CHAIN_MISMATCH: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The node answers for another chain.',
    resolution: 'Correct zkEvmRpcUrl or zkEvmChainId of the overrides.',
    retryable: false,
  },
  CHAIN_UNKNOWN: {
    type: 'SERVICE_UNAVAILABLE_ERROR',
    message: 'The service does not know the chain.',
    resolution: 'Correct zkEvmChainId or the base paths of the overrides.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;
