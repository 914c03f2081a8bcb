/** A refusal with the body that the chain's API has. */
export class ChainError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const CODES: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR', 401: 'AUTHENTICATION_ERROR', 403: 'AUTHORISATION_ERROR', 404: 'RESOURCE_NOT_FOUND',
  409: 'CONFLICT_ERROR', 429: 'TOO_MANY_REQUESTS_ERROR', 500: 'INTERNAL_SERVER_ERROR',
};

/** The error body for a status, in the form of the indexer's published description. */
export function toErrorBody(status: number, message = `Request failed with status ${status}`): object {
  return { code: CODES[status] ?? 'UNKNOWN_ERROR', message, link: 'https://docs.example.com/', trace_id: '0', details: null };
}
