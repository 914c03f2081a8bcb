import { API_ERRORS } from '../shared/errors/api.js';
import { PassportError } from '../shared/passport-error.js';

/** Gives a request that got no answer as an error of this room. */
export function toTransportError(error: unknown): unknown {
  if (!(error instanceof PassportError) || error.code === 'RESPONSE_TOO_LARGE') return error;
  return new PassportError(API_ERRORS, 'API_UNAVAILABLE', { message: error.message, cause: error });
}

/** An answer of status 2xx whose body is not what the endpoint promises. */
export function createResponseError(what: string): PassportError {
  return new PassportError(API_ERRORS, 'API_RESPONSE_INVALID', { message: `The service sent no readable ${what}.` });
}
