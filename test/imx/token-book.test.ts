import { expect } from '@open-wc/testing';

import { TokenBook } from '../../src/imx/token-book.js';
import type { Hex } from '../../src/shared/types.js';
import { getError } from './support/expect-error.js';
import { API, createFakeApi } from './support/fake-api.js';
import type { Routes } from './support/fake-api.js';
import { createFakeClock } from './support/fake-clock.js';

const toAddress = (index: number): Hex => `0x${(index + 0xa0).toString(16).padStart(40, '0')}`;
const toToken = (address: string) => ({ token_address: address, name: 'T', symbol: 'T', decimals: '6' });
const make = (count: number): Hex[] => Array.from({ length: count }, (_, index) => toAddress(index));

function setup(routes: Routes) {
  const api = createFakeApi(routes);
  return { api, book: new TokenBook({ baseUrl: API, fetch: api.fetch, clock: createFakeClock().clock }) };
}

describe('TokenBook', () => {
  it('asks for few tokens one by one, each once, whatever their letter case', async () => {
    const { api, book } = setup({ 'GET /v1/tokens/*': ({ path }) => ({ json: toToken(path.split('/').at(-1)!) }) });

    const { details, complete } = await book.fetchDetails([toAddress(0), toAddress(0).toUpperCase().replace('X', 'x') as Hex]);
    await book.fetchDetails([toAddress(0)]);

    expect([...details.keys()]).to.deep.equal([toAddress(0)]);
    expect(complete).to.equal(true);
    expect(api.requests).to.have.length(1);
  });

  it('has at most four requests under way', async () => {
    let [open, most] = [0, 0];
    const { api } = setup({ 'GET /v1/tokens/*': ({ path }) => ({ json: toToken(path.split('/').at(-1)!) }) });
    const fetchSlowly: typeof fetch = async (...args) => {
      most = Math.max(most, open += 1);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      open -= 1;
      return api.fetch(...args);
    };
    const book = new TokenBook({ baseUrl: API, fetch: fetchSlowly });

    await book.fetchDetails(make(8));

    expect(most).to.equal(4);
    expect(api.requests).to.have.length(8);
  });

  it('reads the list for many tokens, and only until all are found', async () => {
    const { api, book } = setup({ 'GET /v1/tokens': { json: { result: make(20).map(toToken), cursor: 'c' } } });

    const { details, complete } = await book.fetchDetails(make(20));

    expect(details.size).to.equal(20);
    expect(complete).to.equal(true);
    expect(api.lines).to.deep.equal(['GET /v1/tokens']);
  });

  it('takes a token that the whole list lacks for unknown, and does not ask again', async () => {
    const { api, book } = setup({ 'GET /v1/tokens': { json: { result: make(10).map(toToken), cursor: '' } } });

    const first = await book.fetchDetails(make(12));
    await book.fetchDetails(make(12));

    expect([first.details.size, first.complete]).to.deep.equal([10, true]);
    expect(api.requests).to.have.length(1);
  });

  for (const end of [{ status: 404 }, { json: { result: [], cursor: 'c', remaining: 1 } }] as const) {
    it(`asks one by one for the rest when the list ends early: ${JSON.stringify(end)}`, async () => {
      const { api, book } = setup({
        'GET /v1/tokens': { json: { result: make(10).map(toToken), cursor: 'c', remaining: 1 } },
        'GET /v1/tokens?cursor=c': end,
        'GET /v1/tokens/*': ({ path }) => ({ json: toToken(path.split('/').at(-1)!) }),
      });

      const { details, complete } = await book.fetchDetails(make(12));

      expect([details.size, complete]).to.deep.equal([12, true]);
      expect(api.requests).to.have.length(4);
    });
  }

  it('asks one by one for forty at most, and says that it is not all', async () => {
    const { api, book } = setup({
      'GET /v1/tokens': { text: '<html>' }, 'GET /v1/tokens/*': ({ path }) => ({ json: toToken(path.split('/').at(-1)!) }),
    });

    const { details, complete } = await book.fetchDetails(make(60));

    expect([details.size, complete]).to.deep.equal([40, false]);
    expect(api.requests).to.have.length(41);
  });

  it('stays an abort, and starts no further request', async () => {
    const { api, book } = setup({ 'GET /v1/tokens/*': 'silence' });
    const controller = new AbortController();
    api.onRequest(() => controller.abort());

    expect(await getError(book.fetchDetails(make(8), controller.signal))).to.have.property('name', 'AbortError');
    expect(api.requests).to.have.length(1);
  });
});
