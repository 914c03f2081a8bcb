import { randomUUID } from 'node:crypto';

/** A refusal with the body that the guardian documents. */
export class GuardianError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const CODES: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['VALIDATION_ERROR', 'The request is not valid'],
  401: ['UNAUTHORISED_REQUEST', 'The access token is missing or not valid'],
  403: ['AUTHENTICATION_ERROR', 'This is not allowed'],
  404: ['RESOURCE_NOT_FOUND', 'Transaction not found'],
  409: ['CONFLICT_ERROR', 'The transaction has been decided'],
  429: ['TOO_MANY_REQUESTS_ERROR', 'Too many requests'],
  500: ['INTERNAL_SERVER_ERROR', 'Something went wrong'],
};

/** The documented error body for a status. */
export function toErrorBody(status: number, message?: string): Readonly<Record<string, unknown>> {
  const [code, usual] = CODES[status] ?? ['INTERNAL_SERVER_ERROR', `Request failed with status ${status}`];
  return { code, message: message ?? usual, link: 'https://docs.example.com/guardian', trace_id: randomUUID(), details: null };
}
