import { getString, isRecord } from '../shared/guards.js';
import { createResponseError } from './api-error.js';

/** One page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many rows made no sense and were left out. */
  readonly unreadable: number;
  /** Goes into the next request; absent when the service gave none. */
  readonly cursor?: string;
  /** Whether the service says that there is more. */
  readonly hasMore: boolean;
}

/** A cursor is opaque, but not a megabyte: it has to fit into a URL. */
const MAX_CURSOR_LENGTH = 4_096;

/**
 * Reads a page of the form `{result, cursor, remaining}`. Where `remaining` is missing, as in the
 * list of tokens, there is more until a page or its cursor is empty.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID` when it is no page at all.
 */
export function parsePage<Row>(json: unknown, what: string, parseRow: (row: unknown) => Row | undefined): Page<Row> {
  const result = isRecord(json) && Object.hasOwn(json, 'result') ? json.result : undefined;
  if (!isRecord(json) || !Array.isArray(result)) throw createResponseError(what);
  const rows = result.map(parseRow).filter((row) => row !== undefined);
  const text = getString(json, 'cursor') ?? '';
  const cursor = text === '' || text.length > MAX_CURSOR_LENGTH ? undefined : text;
  const remaining = Object.hasOwn(json, 'remaining') ? json.remaining : undefined;
  const hasMore = typeof remaining === 'number' ? remaining > 0 : text !== '' && result.length > 0;
  return { rows, unreadable: result.length - rows.length, cursor, hasMore };
}
