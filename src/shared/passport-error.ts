import type { API_ERRORS } from './errors/api.js';
import type { APPROVAL_ERRORS } from './errors/approval.js';
import type { AUTH_ERRORS } from './errors/auth.js';
import type { CHAIN_ERRORS } from './errors/chain.js';
import type { IMMERSVE_ERRORS } from './errors/immersve.js';
import type { IMX_ERRORS } from './errors/imx.js';
import type { PLATFORM_ERRORS } from './errors/platform.js';
import type { SESSION_ERRORS } from './errors/session.js';
import { SHARED_ERRORS } from './errors/shared.js';
import type { SIGNING_ERRORS } from './errors/signing.js';
import type { ErrorEntry, PassportErrorType } from './errors/table.js';
import type { WALLET_ERRORS } from './errors/wallet.js';

export type { ErrorEntry, PassportErrorType } from './errors/table.js';

/** What went wrong: one closed union. Removing a member is a major release. */
export type ErrorCode =
  | keyof typeof SHARED_ERRORS | keyof typeof PLATFORM_ERRORS | keyof typeof AUTH_ERRORS
  | keyof typeof WALLET_ERRORS | keyof typeof SIGNING_ERRORS | keyof typeof API_ERRORS
  | keyof typeof APPROVAL_ERRORS | keyof typeof IMMERSVE_ERRORS | keyof typeof IMX_ERRORS | keyof typeof CHAIN_ERRORS | keyof typeof SESSION_ERRORS;

/** Codes with what is known of them: the file of a room in `errors/`. */
export type ErrorTable = Readonly<Partial<Record<ErrorCode, ErrorEntry>>>;

/** Options of a `PassportError`. */
export interface PassportErrorOptions {
  /** Replaces the table's message; holds no token, key or signature. */
  readonly message?: string;
  /** Replaces the default type, for provider methods that have one of their own. */
  readonly type?: PassportErrorType;
  /** The error that led here. The caller has removed secrets from it. */
  readonly cause?: unknown;
}

/**
 * The one error class of the library. Whoever throws names the table of the code, so that a page
 * carries the texts of those rooms only that it has loaded.
 */
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

  constructor(table: ErrorTable, code: ErrorCode, options: PassportErrorOptions = {}) {
    const entry = table[code];
    if (!entry) throw new TypeError(`PassportError: the table has no entry for ${code}.`);
    super(options.message ?? entry.message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.type = options.type ?? entry.type;
    this.resolution = entry.resolution;
    this.retryable = entry.retryable;
  }

  /** The same error under another documented type: that of the provider's method which met it. */
  withType(type: PassportErrorType): PassportError {
    const { code, message, cause } = this;
    return new PassportError({ [code]: this }, code, { message, type, cause });
  }
}

/**
 * Gives any thrown value as a `PassportError`: as it is when it is one already, an abort as
 * `ABORTED`, anything else as `UNEXPECTED` with the value as its cause.
 */
export function toPassportError(error: unknown): PassportError {
  if (error instanceof PassportError) return error;
  if (error instanceof DOMException && error.name === 'AbortError') {
    return new PassportError(SHARED_ERRORS, 'ABORTED', { cause: error });
  }
  return new PassportError(SHARED_ERRORS, 'UNEXPECTED', { cause: error });
}
