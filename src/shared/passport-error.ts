import { API_ERRORS } from './errors/api.js';
import { AUTH_ERRORS } from './errors/auth.js';
import { IMX_ERRORS } from './errors/imx.js';
import { PLATFORM_ERRORS } from './errors/platform.js';
import { SESSION_ERRORS } from './errors/session.js';
import { SHARED_ERRORS } from './errors/shared.js';
import { SIGNING_ERRORS } from './errors/signing.js';
import type { ErrorEntry, PassportErrorType } from './errors/table.js';
import { WALLET_ERRORS } from './errors/wallet.js';

export type { ErrorEntry, PassportErrorType } from './errors/table.js';

const TABLE = {
  ...SHARED_ERRORS,
  ...PLATFORM_ERRORS,
  ...AUTH_ERRORS,
  ...WALLET_ERRORS,
  ...SIGNING_ERRORS,
  ...API_ERRORS,
  ...IMX_ERRORS,
  ...SESSION_ERRORS,
};

/** What went wrong: one closed union. Removing a member is a major release. */
export type ErrorCode = keyof typeof TABLE;

/** Every code with its documented type and texts, for documentation and tests. */
export const ERROR_TABLE: Readonly<Record<ErrorCode, ErrorEntry>> = TABLE;

/** Options of a `PassportError`. */
export interface PassportErrorOptions {
  /** Replaces the table's message; holds no token, key or signature. */
  readonly message?: string;
  /** Replaces the default type, for provider methods that have one of their own. */
  readonly type?: PassportErrorType;
  /** The error that led here. The caller has removed secrets from it. */
  readonly cause?: unknown;
}

/** The one error class of the library. */
export class PassportError extends Error {
  override readonly name = 'PassportError';
  /** What went wrong, ours: one closed union. */
  readonly code: ErrorCode;
  /** The documented type that ported code compares. */
  readonly type: PassportErrorType;
  /** What to do about it, in English. `describeError` translates. */
  readonly resolution: string;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;

  constructor(code: ErrorCode, options: PassportErrorOptions = {}) {
    const entry = ERROR_TABLE[code];
    super(options.message ?? entry.message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.type = options.type ?? entry.type;
    this.resolution = entry.resolution;
    this.retryable = entry.retryable;
  }
}

/**
 * Gives any thrown value as a `PassportError`: as it is when it is one already, an abort as
 * `ABORTED`, anything else as `UNEXPECTED` with the value as its cause.
 */
export function toPassportError(error: unknown): PassportError {
  if (error instanceof PassportError) return error;
  if (error instanceof DOMException && error.name === 'AbortError') {
    return new PassportError('ABORTED', { cause: error });
  }
  return new PassportError('UNEXPECTED', { cause: error });
}
