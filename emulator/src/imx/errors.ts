/** A refusal with the body that Immutable X documents. */
export class ImxError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

// Only `account_not_found` is known from the API's clients; the others are named after their status.
const CODES: Readonly<Record<number, readonly [string, string]>> = {
  400: ['bad_request', 'The request is not valid'],
  401: ['unauthorized', 'The access token is missing or not valid'],
  403: ['forbidden', 'This is not allowed'],
  404: ['resource_not_found', 'There is nothing here'],
  409: ['account_registration_error', 'Key already registered'],
  422: ['unprocessable_entity', 'The request cannot be carried out'],
  429: ['too_many_requests', 'Too many requests'],
  500: ['internal_server_error', 'Something went wrong'],
  503: ['service_unavailable', 'The service is not available'],
};

/** The documented error body for a status. */
export function toErrorBody(status: number, code?: string, message?: string): { code: string; message: string; details: string } {
  const [knownCode, knownMessage] = CODES[status] ?? ['unknown_error', `Request failed with status ${status}`];
  return { code: code ?? knownCode, message: message ?? knownMessage, details: '' };
}

/** A refusal of a malformed request. */
export function badRequest(message: string): ImxError {
  return new ImxError(400, 'bad_request', message);
}
