import { API_ERRORS } from '../shared/errors/api.js';
import { PassportError } from '../shared/passport-error.js';
import { callApi } from './call-api.js';
import type { ApiAnswer, ApiTarget } from './call-api.js';
import { parsePage } from './parse-page.js';
import { maybe, objectOf, text, whole } from './parse-shape.js';
import type { Parser } from './parse-shape.js';
import { readPages } from './read-pages.js';

/** A GET endpoint of Immutable X. */
export interface ImxEndpoint<Shape> {
  /** Such as `/v3/orders/{id}`: what stands in braces is taken from the request, all else of it is the query. */
  readonly path: string;
  /** What is read, for errors: `order`. */
  readonly what: string;
  /** Of the answer, or of each entry where it is a list. */
  readonly parse: Parser<Shape>;
}

/** The parameters of a request by their documented names. Those that are undefined are left out. */
export type ImxRequest = Readonly<Record<string, string | number | boolean | undefined>>;

/** Options of every read. */
export interface ReadOptions {
  readonly signal?: AbortSignal;
}

/** Options of reading a list to its end. */
export interface ReadAllOptions extends ReadOptions {
  /** Default 100. */
  readonly maxPages?: number;
  /** Default 10,000. */
  readonly maxItems?: number;
}

/** One page as the API documents it. */
export interface ListAnswer<Row> {
  result: Row[];
  /** Goes into the next request. */
  cursor: string;
  /** More than 0 when another page follows. */
  remaining: number;
}

/** Across all pages, in characters: ten bodies of the largest size that is read at all. */
const MAX_LENGTH = 20_000_000;

const parseEnvelope = objectOf<Partial<Omit<ListAnswer<never>, 'result'>>>({ cursor: maybe(text), remaining: maybe(whole) });

/**
 * Reads what is one of its kind. The answer is of the documented shape, member for member as it came;
 * what is not documented is dropped. Throws as `callApi` does, and `TypeError` for a request that
 * cannot be sent.
 */
export async function fetchImx<Shape>(
  target: ApiTarget, endpoint: ImxEndpoint<Shape>, request: ImxRequest, options: ReadOptions = {},
): Promise<Shape> {
  const { json } = await get(target, endpoint, request, options);
  return endpoint.parse(json, endpoint.what);
}

/** Reads one page of a list. Throws as `fetchImx` does. */
export async function fetchImxPage<Row>(
  target: ApiTarget, endpoint: ImxEndpoint<Row>, request: ImxRequest, options: ReadOptions = {},
): Promise<ListAnswer<Row>> {
  const { json } = await get(target, endpoint, request, options);
  const { rows, envelope: { cursor = '', remaining = 0 } } = parseList(json, endpoint);
  return { result: [...rows], cursor, remaining };
}

/**
 * Reads a list from the request's cursor on, page by page as far as somebody reads on. An iteration
 * that ends without an error has given everything.
 *
 * @throws {PassportError} as `fetchImx`, and `API_LIST_INCOMPLETE` when the service's cursor does not move
 * on, or when a limit is reached (row 149).
 */
export async function* readImxList<Row>(
  target: ApiTarget, endpoint: ImxEndpoint<Row>, request: ImxRequest, options: ReadAllOptions = {},
): AsyncGenerator<Row, void, undefined> {
  const { signal, maxPages = 100, maxItems = 10_000 } = options;
  if (!(maxPages >= 1 && maxItems >= 1)) throw new TypeError('maxPages and maxItems: give a number from 1.');
  const { cursor: first, ...rest } = request;
  let length = 0;
  const fetchPage = async (cursor: string | undefined): Promise<ReturnType<typeof parseList<Row>>> => {
    const answer = await get(target, endpoint, { ...rest, cursor }, { signal });
    length += answer.length;
    return parseList(answer.json, endpoint);
  };
  const cursor = first === undefined || first === '' ? undefined : String(first);
  for await (const { rows, state } of readPages(fetchPage, { maxPages, maxRows: maxItems, cursor })) {
    for (const row of rows) {
      signal?.throwIfAborted();
      yield row;
    }
    if (state === 'stuck') throw createEndlessError('its cursor does not move on');
    if (state === 'capped') throw createEndlessError(`more than ${maxPages} pages or ${maxItems} items`);
    if (state === 'more' && length > MAX_LENGTH) throw createEndlessError(`more than ${MAX_LENGTH} characters`);
  }
}

async function get(
  target: ApiTarget, { path: template, what }: ImxEndpoint<unknown>, request: ImxRequest, { signal }: ReadOptions,
): Promise<ApiAnswer> {
  const query = new Map(Object.entries(request).map(([name, value]) => [name, toText(value, name, what)]));
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    // As the API's own answers write ETH; in a path it has another name.
    const value = name === 'address' && query.get(name) === '' ? 'eth' : query.get(name);
    query.delete(name);
    // Dots would name another endpoint.
    if (!value || /^\.+$/.test(value)) throw new TypeError(`${name} of the ${what} is missing.`);
    return encodeURIComponent(value);
  });
  const named = [...query].map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]);
  return callApi(target, { path, query: Object.fromEntries(named) as Record<string, string | undefined>, signal });
}

function toText(value: unknown, name: string, what: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new TypeError(`${name} of the ${what} is ${typeof value}, where a text, a number or a boolean can be sent.`);
}

function parseList<Row>(json: unknown, { what, parse }: ImxEndpoint<Row>) {
  const page = parsePage(json, `${what} page`, (row) => parse(row, what));
  return { ...page, envelope: parseEnvelope(json, `${what} page`) };
}

function createEndlessError(why: string): PassportError {
  const { message } = API_ERRORS.API_LIST_INCOMPLETE;
  return new PassportError(API_ERRORS, 'API_LIST_INCOMPLETE', { message: `${message.slice(0, -1)}: ${why}.` });
}
