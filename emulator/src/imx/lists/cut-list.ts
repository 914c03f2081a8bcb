import { randomUUID } from 'node:crypto';
import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { badRequest } from '../errors.js';
import { cutPage, PagingError } from './paging.js';
import type { Orders, Page } from './paging.js';

/** Cuts the page that a request asks for, with the faults that lists can have. */
export function cutList<Row>(context: ServiceContext, exchange: Exchange, rows: readonly Row[], orders: Orders<Row>): Page<Row> {
  const query = new URLSearchParams(exchange.url.searchParams);
  const endless = takeFault(context.faults, exchange, 'imx:endless') !== undefined;
  const same = takeFault(context.faults, exchange, 'imx:same-cursor') !== undefined;
  // The cursors of these two faults are nobody's: every page is the first one.
  if (endless || same) query.delete('cursor');

  try {
    const page = cutPage(rows, query, orders);
    if (endless) return { ...page, cursor: randomUUID(), remaining: 1 };
    if (same) return { ...page, cursor: 'the-same-cursor', remaining: 1 };
    return page;
  } catch (error) {
    if (error instanceof PagingError) throw badRequest(error.message);
    throw error;
  }
}
