import { Buffer } from 'node:buffer';

/** How the rows of a list can be sorted: each name with the text or number it sorts by. */
export type Orders<Row> = Readonly<Record<string, (row: Row) => string | bigint>>;

/** One page of a list, as the API answers it. */
export interface Page<Row> {
  readonly result: readonly Row[];
  /** Goes into the next request; empty after the end. */
  readonly cursor: string;
  /** 1 while there are more rows. */
  readonly remaining: 0 | 1;
}

/** A question that the API refuses with 400 and this message. */
export class PagingError extends Error {}

const DEFAULT_SIZE = 100;
const LARGEST_SIZE = 200;

interface Cursor {
  readonly after: number;
  readonly orderBy: string;
  readonly direction: string;
}

/**
 * Cuts a page out of a list.
 *
 * A cursor remembers the order that it was made for, so that one of another order is refused.
 *
 * @throws {PagingError} for a page size, order, direction or cursor that the API does not know.
 */
export function cutPage<Row>(rows: readonly Row[], query: URLSearchParams, orders: Orders<Row>): Page<Row> {
  const size = readSize(query.get('page_size'));
  const orderBy = query.get('order_by') || Object.keys(orders)[0] || '';
  const direction = query.get('direction') || 'asc';
  const key = orders[orderBy];
  if (!Object.hasOwn(orders, orderBy) || key === undefined) throw new PagingError(`order_by is not one of ${Object.keys(orders).join(', ')}`);
  if (direction !== 'asc' && direction !== 'desc') throw new PagingError('direction is not one of asc, desc');

  const text = query.get('cursor');
  const start = text ? readCursor(text, orderBy, direction, rows.length) : 0;
  const sorted = sortRows(rows, key, direction);
  const end = Math.min(start + size, sorted.length);
  const result = sorted.slice(start, end);
  const cursor = result.length === 0 ? '' : writeCursor({ after: end, orderBy, direction });
  return { result, cursor, remaining: end < sorted.length ? 1 : 0 };
}

function sortRows<Row>(rows: readonly Row[], key: (row: Row) => string | bigint, direction: string): Row[] {
  const sign = direction === 'asc' ? 1 : -1;
  return rows
    .map((row, index) => ({ row, index, sortKey: key(row) }))
    .sort((a, b) => {
      if (a.sortKey === b.sortKey) return a.index - b.index;
      return (a.sortKey < b.sortKey ? -1 : 1) * sign;
    })
    .map(({ row }) => row);
}

function readSize(text: string | null): number {
  if (text === null || text === '') return DEFAULT_SIZE;
  const size = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > LARGEST_SIZE) throw new PagingError(`page_size must be between 1 and ${LARGEST_SIZE}`);
  return size;
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url');
}

function readCursor(text: string, orderBy: string, direction: string, length: number): number {
  const cursor = parseCursor(text);
  const known = cursor !== undefined && Number.isSafeInteger(cursor.after) && cursor.after >= 1 && cursor.after <= length;
  if (!known || cursor.orderBy !== orderBy || cursor.direction !== direction) {
    throw new PagingError('Invalid cursor');
  }
  return cursor.after;
}

function parseCursor(text: string): Cursor | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Cursor) : undefined;
  } catch {
    return undefined;
  }
}
