import type { EvmProviderError } from '../../shared/evm-provider.js';
import { PassportError, toPassportError } from '../../shared/passport-error.js';

/** The numbers that this provider uses: EIP-1193 and EIP-1474. */
export const EVM_CODES = {
  rejected: 4001,
  unauthorized: 4100,
  unsupported: 4200,
  disconnected: 4900,
  /** Of what the visitor is asked for. Libraries repeat -32603 by themselves, and would ask again. */
  failed: -32000,
  transactionRejected: -32003,
  invalidParams: -32602,
  internal: -32603,
} as const;

/** What a request of the provider rejects with. Its number stands in `code`. */
export class EvmError extends Error implements EvmProviderError {
  override readonly name = 'EvmProviderError';
  readonly code: number;
  readonly data?: unknown;

  constructor(code: number, message: string, options: { readonly cause?: unknown; readonly data?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    if (options.data !== undefined) this.data = options.data;
  }
}

/** What the request does: it decides what a service's failure means for whoever might try again. */
export type RequestKind = 'read' | 'message' | 'transaction';

const UNAUTHORIZED_TYPES: readonly string[] = ['NOT_LOGGED_IN_ERROR', 'USER_NOT_REGISTERED_ERROR'];
/** The visitor has ended it. */
const REJECTED_CODES: readonly string[] = ['TRANSACTION_REJECTED', 'POPUP_CLOSED', 'LOGIN_DENIED', 'ABORTED'];
const FAILED = { read: EVM_CODES.internal, message: EVM_CODES.failed, transaction: EVM_CODES.transactionRejected } as const;

/** Gives whatever was thrown as an error of the provider, with the `PassportError` as its cause. */
export function toEvmError(thrown: unknown, kind: RequestKind = 'read'): EvmError {
  if (thrown instanceof EvmError) return thrown;
  const cause = toPassportError(thrown);
  return new EvmError(getNumber(cause, kind), cause.message, { cause });
}

function getNumber({ code, type }: PassportError, kind: RequestKind): number {
  if (REJECTED_CODES.includes(code)) return EVM_CODES.rejected;
  if (UNAUTHORIZED_TYPES.includes(type)) return EVM_CODES.unauthorized;
  if (code === 'MESSAGE_REFUSED') return EVM_CODES.invalidParams;
  if (code === 'CHAIN_MISMATCH' || code === 'SESSION_DISPOSED') return EVM_CODES.disconnected;
  // What was sent may have arrived: it was not refused, and must not be repeated.
  return code === 'TRANSACTION_OUTCOME_UNKNOWN' ? EVM_CODES.failed : FAILED[kind];
}

/** What the page gave is not what the method takes. */
export function createParamsError(message: string, cause?: unknown): EvmError {
  return new EvmError(EVM_CODES.invalidParams, message, cause === undefined ? {} : { cause });
}

/** There is no account to act for. */
export function createUnauthorizedError(cause?: unknown): EvmError {
  return new EvmError(EVM_CODES.unauthorized, 'Unauthorised - call eth_requestAccounts first', cause === undefined ? {} : { cause });
}

/** The page is on another network, or the session is over. */
export function createDisconnectedError(cause?: unknown): EvmError {
  const message = 'The provider is disconnected: the page has left Immutable Chain, or its session is over.';
  return new EvmError(EVM_CODES.disconnected, message, cause === undefined ? {} : { cause });
}
