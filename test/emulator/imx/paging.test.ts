import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutPage, PagingError } from '../../../emulator/src/imx/lists/paging.js';

interface Row {
  readonly name: string;
  readonly amount: bigint;
}

const ROWS: readonly Row[] = Array.from({ length: 250 }, (_, index) => ({ name: `n${String((index * 37) % 250).padStart(3, '0')}`, amount: BigInt(index % 5) }));
const ORDERS = { name: (row: Row) => row.name, amount: (row: Row) => row.amount };

function cut(query: Record<string, string>): ReturnType<typeof cutPage<Row>> {
  return cutPage(ROWS, new URLSearchParams(query), ORDERS);
}

/** Follows the cursors to the end. */
function readAll(query: Record<string, string>): { rows: Row[]; pages: number } {
  const rows: Row[] = [];
  let cursor = '';
  for (let pages = 1; ; pages += 1) {
    const page = cut({ ...query, cursor });
    rows.push(...page.result);
    if (page.remaining === 0) return { rows, pages };
    cursor = page.cursor;
  }
}

describe('cutPage', () => {
  it('has pages of 100 rows unless asked', () => {
    assert.equal(cut({}).result.length, 100);
    assert.equal(cut({ page_size: '' }).result.length, 100);
  });

  for (const size of ['1', '7', '100', '125', '200']) {
    it(`gives every row once, sorted, in pages of ${size}`, () => {
      const { rows, pages } = readAll({ page_size: size });

      assert.deepEqual(rows.map(({ name }) => name), ROWS.map(({ name }) => name).sort());
      assert.equal(pages, Math.ceil(250 / Number(size)));
    });
  }

  it('turns the order round', () => {
    const { rows } = readAll({ direction: 'desc' });

    assert.deepEqual(rows.map(({ name }) => name), ROWS.map(({ name }) => name).sort().reverse());
  });

  it('sorts numbers as numbers and leaves equal ones in their places', () => {
    const { rows } = readAll({ order_by: 'amount', page_size: '30' });

    assert.equal(new Set(rows).size, 250);
    assert.deepEqual(rows.slice(0, 50), ROWS.filter(({ amount }) => amount === 0n));
  });

  it('has an empty cursor after the end', () => {
    const last = cut({ page_size: '125', cursor: cut({ page_size: '125' }).cursor });

    assert.equal(last.remaining, 0);
    assert.notEqual(last.cursor, '');
    assert.deepEqual(cut({ page_size: '125', cursor: last.cursor }), { result: [], cursor: '', remaining: 0 });
  });

  const cursorOfNames = cut({}).cursor;
  const refused: Readonly<Record<string, Record<string, string>>> = {
    'a page size of zero': { page_size: '0' },
    'a negative page size': { page_size: '-1' },
    'a page size over 200': { page_size: '201' },
    'a page size that is no number': { page_size: 'ten' },
    'an unknown order': { order_by: 'colour' },
    'an order that every object has': { order_by: 'constructor' },
    'an unknown direction': { direction: 'up' },
    'a cursor that is no JSON': { cursor: 'x' },
    'a cursor of another order': { cursor: cursorOfNames, order_by: 'amount' },
    'a cursor of another direction': { cursor: cursorOfNames, direction: 'desc' },
    'a cursor beyond the end': { cursor: Buffer.from('{"after":251,"orderBy":"name","direction":"asc"}').toString('base64url') },
    'a cursor that is null': { cursor: Buffer.from('null').toString('base64url') },
  };
  for (const [name, query] of Object.entries(refused)) {
    it(`refuses ${name}`, () => {
      assert.throws(() => cut(query), PagingError);
    });
  }
});
