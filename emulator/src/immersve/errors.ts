/** A refusal with the body that Immersve documents. */
export class ImmersveError extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, reason: string) {
    super(reason);
    this.status = status;
    this.errorCode = errorCode;
  }
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'BadRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 429: 'TooManyRequests', 500: 'InternalServerError', 503: 'ServiceUnavailable',
};

const CODES: Readonly<Record<number, string>> = { 400: 'INVALID_REQUEST_INPUT', 401: 'UNAUTHORIZED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' };

/** The documented error body for a status. Names of statuses other than 400 and 403 are made up. */
export function toErrorBody(status: number, errorCode = CODES[status] ?? 'ERROR', reason = 'The request failed'): unknown {
  const body = { statusCode: status, statusName: STATUS_NAMES[status] ?? 'Error', errorCode };
  return status === 400 ? { ...body, errors: [{ message: reason, path: [] }] } : { ...body, reason };
}

/** A refusal by rule. */
export function forbid(errorCode: string, reason: string): ImmersveError {
  return new ImmersveError(403, errorCode, reason);
}

/** A refusal of a malformed request. */
export function badRequest(reason: string): ImmersveError {
  return new ImmersveError(400, 'INVALID_REQUEST_INPUT', reason);
}
