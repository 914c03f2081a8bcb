import { expect } from '@open-wc/testing';

import { parsePage } from '../../src/api/parse-page.js';
import type { Page } from '../../src/api/parse-page.js';
import { readPages } from '../../src/api/read-pages.js';
import type { PageRead, ReadPagesOptions } from '../../src/api/read-pages.js';
import { expectCode } from '../imx/support/expect-error.js';

const parseNumber = (row: unknown): number | undefined => (typeof row === 'number' ? row : undefined);
const parse = (json: unknown): Page<number> => parsePage(json, 'numbers', parseNumber);

async function read(bodies: (cursor: string | undefined, count: number) => unknown, options?: ReadPagesOptions) {
  const cursors: (string | undefined)[] = [];
  const pages: PageRead<number>[] = [];
  const fetchPage = async (cursor: string | undefined): Promise<Page<number>> => {
    cursors.push(cursor);
    return parse(bodies(cursor, cursors.length));
  };
  for await (const page of readPages(fetchPage, options)) pages.push(page);
  return { cursors, rows: pages.flatMap((page) => [...page.rows]), states: pages.map((page) => page.state) };
}

describe('readPages', () => {
  it('reads on while remaining says so', async () => {
    const { cursors, rows, states } = await read((_, count) => (
      { result: [count], cursor: `c${count}`, remaining: count < 3 ? 1 : 0 }
    ));

    expect(cursors).to.deep.equal([undefined, 'c1', 'c2']);
    expect(rows).to.deep.equal([1, 2, 3]);
    expect(states).to.deep.equal(['more', 'more', 'all']);
  });

  it('reads on without remaining until a page or its cursor is empty', async () => {
    const byPage = await read((_, count) => ({ result: count < 3 ? [count] : [], cursor: `c${count}` }));
    const byCursor = await read((_, count) => ({ result: [count], cursor: count < 2 ? 'c' : '' }));

    expect(byPage).to.deep.include({ rows: [1, 2], states: ['more', 'more', 'all'] });
    expect(byCursor).to.deep.include({ rows: [1, 2], states: ['more', 'all'] });
  });

  it('row 149: stops when the cursor does not move', async () => {
    const { cursors, states } = await read(() => ({ result: [1], cursor: 'same', remaining: 1 }));

    expect(cursors).to.deep.equal([undefined, 'same']);
    expect(states).to.deep.equal(['more', 'stuck']);
  });

  it('row 149: stops when the cursors go round', async () => {
    const { cursors, states } = await read((_, count) => ({ result: [1], cursor: `c${count % 3}`, remaining: 1 }));

    expect(cursors).to.have.length(4);
    expect(states.at(-1)).to.equal('stuck');
  });

  it('row 149: stops when there is more, but no cursor, or one that fits into no URL', async () => {
    const without = await read(() => ({ result: [1], remaining: 1 }));
    const long = await read(() => ({ result: [1], cursor: 'x'.repeat(5_000), remaining: 1 }));

    expect(without.states).to.deep.equal(['stuck']);
    expect(long.states).to.deep.equal(['stuck']);
  });

  it('row 149: stops at fifty pages of an endless list', async () => {
    const { cursors, states } = await read((_, count) => ({ result: [], cursor: `c${count}`, remaining: 1 }));

    expect(cursors).to.have.length(50);
    expect(states.at(-1)).to.equal('capped');
  });

  it('row 149: stops at the row limit, and counts rows that make no sense', async () => {
    const { rows, states } = await read((_, count) => ({ result: [1, 'x', 2], cursor: `c${count}`, remaining: 1 }), { maxRows: 5 });

    expect(rows).to.deep.equal([1, 2, 1, 2]);
    expect(states).to.deep.equal(['more', 'capped']);
  });

  it('begins at a cursor, which is not taken twice', async () => {
    const { cursors, states } = await read(() => ({ result: [1], cursor: 'here', remaining: 1 }), { cursor: 'here' });

    expect(cursors).to.deep.equal(['here']);
    expect(states).to.deep.equal(['stuck']);
  });

  it('is whole when the limits are reached exactly', async () => {
    const { states } = await read(() => ({ result: [1, 2], cursor: 'c', remaining: 0 }), { maxRows: 2, maxPages: 1 });

    expect(states).to.deep.equal(['all']);
  });
});

describe('parsePage', () => {
  for (const json of [undefined, null, [], {}, { result: {} }, { result: null }, 'x', { cursor: '' }]) {
    it(`refuses ${JSON.stringify(json)} with API_RESPONSE_INVALID`, async () => {
      await expectCode((async () => parse(json))(), 'API_RESPONSE_INVALID');
    });
  }

  it('leaves out rows that make no sense, and counts them', () => {
    expect(parse({ result: [1, null, 2, {}] })).to.deep.include({ rows: [1, 2], unreadable: 2 });
  });
});
