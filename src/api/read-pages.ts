import type { Page } from './parse-page.js';

/**
 * Where the reading of a list stands after a page: `more` comes, that was `all`, the cursor is
 * `stuck` although there is more, or our own limit is reached (`capped`).
 */
export type PagesState = 'more' | 'all' | 'stuck' | 'capped';

/** A page, and whether another one follows. */
export interface PageRead<Row> {
  readonly rows: readonly Row[];
  readonly unreadable: number;
  readonly state: PagesState;
}

/** Limits of `readPages`. */
export interface ReadPagesOptions {
  /** Default 50. */
  readonly maxPages?: number;
  /** Default 5,000. */
  readonly maxRows?: number;
  /** Where to begin. Default: at the first page. */
  readonly cursor?: string;
}

/**
 * Reads a list page by page, and ends even if the service does not: a cursor that was seen before
 * stops it, and so do the limits (row 149). The state of the last page says which it was.
 */
export async function* readPages<Row>(
  fetchPage: (cursor: string | undefined) => Promise<Page<Row>>, options: ReadPagesOptions = {},
): AsyncGenerator<PageRead<Row>, void, undefined> {
  const { maxPages = 50, maxRows = 5_000 } = options;
  let { cursor } = options;
  const seen = new Set(cursor === undefined ? [] : [cursor]);
  let rowCount = 0;
  for (let pageCount = 1; ; pageCount += 1) {
    const page = await fetchPage(cursor);
    const rows = page.rows.slice(0, maxRows - rowCount);
    rowCount += page.rows.length + page.unreadable;
    const isFull = rowCount > maxRows || (page.hasMore && (rowCount === maxRows || pageCount >= maxPages));
    const state = isFull ? 'capped' : getState(page, seen);
    yield { rows, unreadable: page.unreadable, state };
    if (state !== 'more') return;
    cursor = page.cursor;
    seen.add(cursor ?? '');
  }
}

function getState(page: Page<unknown>, seen: ReadonlySet<string>): PagesState {
  if (!page.hasMore) return 'all';
  return page.cursor === undefined || seen.has(page.cursor) ? 'stuck' : 'more';
}
