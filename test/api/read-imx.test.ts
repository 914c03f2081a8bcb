import { expect } from '@open-wc/testing';

import { whole } from '../../src/api/parse-shape.js';
import { fetchImx, fetchImxPage, readImxList } from '../../src/api/read-imx.js';
import type { ImxRequest, ReadAllOptions } from '../../src/api/read-imx.js';
import { expectCode, getError } from '../imx/support/expect-error.js';
import { API, createFakeApi } from '../imx/support/fake-api.js';
import type { Reply, Routes } from '../imx/support/fake-api.js';
import { createFakeClock } from '../imx/support/fake-clock.js';

const NUMBERS = { path: '/v1/numbers', what: 'number', parse: whole };
let cursors = 0;
const createCursor = (): string => `c${cursors += 1}`;
const page = (result: readonly unknown[], cursor = '', remaining = 0): Reply => ({ json: { result, cursor, remaining } });

function setup(routes: Routes) {
  const api = createFakeApi(routes);
  const { clock, waits } = createFakeClock();
  const target = { baseUrl: API, fetch: api.fetch, clock, maxRetries: 4, maxRetryAfterMs: 30_000 };
  async function readAll(options?: ReadAllOptions, request: ImxRequest = {}) {
    const items: number[] = [];
    let error: unknown;
    try {
      for await (const item of readImxList(target, NUMBERS, request, options)) items.push(item);
    } catch (thrown) {
      error = thrown;
    }
    return { items, error };
  }
  return { api, target, waits, readAll };
}

describe('fetchImx', () => {
  const ONE = { path: '/v1/numbers/{owner}/{address}', what: 'number', parse: whole };

  it('takes the path from the request, and all else as the query, in the names of the API', async () => {
    const { api, target } = setup({ 'GET /v1*': { json: 7 } });

    const request = { owner: '0xa/b', address: 'x y', includeFees: true, partyATokenType: 'ETH', pageSize: 5, cursor: undefined };
    expect(await fetchImx(target, ONE, request)).to.equal(7);

    expect(api.lines).to.deep.equal(['GET /v1/numbers/0xa%2Fb/x%20y?include_fees=true&party_a_token_type=ETH&page_size=5']);
  });

  it('asks for ETH where the address is empty, as answers write it', async () => {
    const { api, target } = setup({ 'GET /v1*': { json: 7 } });

    await fetchImx(target, ONE, { owner: 'a', address: '' });

    expect(api.lines).to.deep.equal(['GET /v1/numbers/a/eth']);
  });

  for (const owner of [undefined, '', '.', '..', {}, []]) {
    it(`sends nothing when a part of the path is ${JSON.stringify(owner)}`, async () => {
      const { api, target } = setup({ 'GET /v1*': { json: 7 } });

      const error = await getError(fetchImx(target, ONE, { owner, address: 'a' } as unknown as ImxRequest));

      expect(error).to.be.instanceOf(TypeError).and.to.have.property('message').that.contains('owner');
      expect(api.requests).to.deep.equal([]);
    });
  }

  it('waits for a service that is too busy, later each time, four times at most', async () => {
    const { api, target, waits } = setup({ 'GET /v1*': { status: 429 } });

    await expectCode(fetchImx(target, ONE, { owner: 'a', address: 'b' }), 'API_RATE_LIMITED');

    expect(waits.filter((ms) => ms !== 10_000)).to.deep.equal([1_000, 2_000, 4_000, 8_000]);
    expect(api.requests).to.have.length(5);
  });

  it('waits as long as the service says, and not longer than half a minute', async () => {
    const replies = [{ status: 429, headers: { 'retry-after': '20' } }, { status: 429, headers: { 'retry-after': '31' } }];
    const { api, target, waits } = setup({ 'GET /v1*': replies });

    const error = await expectCode(fetchImx(target, ONE, { owner: 'a', address: 'b' }), 'API_RATE_LIMITED');

    expect(error.message).to.contain('wait 31 s');
    expect(waits).to.include(20_000).and.not.include(31_000);
    expect(api.requests).to.have.length(2);
  });
});

describe('fetchImxPage', () => {
  it('gives a page as documented', async () => {
    const { api, target } = setup({ 'GET /v1*': { json: { result: [1, 2], cursor: 'c2', remaining: 1, extra: 1 } } });

    expect(await fetchImxPage(target, NUMBERS, { cursor: 'c1' })).to.deep.equal({ result: [1, 2], cursor: 'c2', remaining: 1 });
    expect(api.lines).to.deep.equal(['GET /v1/numbers?cursor=c1']);
  });

  for (const json of [null, [], {}, { result: {} }, { result: [1, 'x'] }, { result: [], cursor: 7 }, { result: [], remaining: '1' }]) {
    it(`refuses ${JSON.stringify(json)}`, async () => {
      const { target } = setup({ 'GET /v1*': { json } });

      await expectCode(fetchImxPage(target, NUMBERS, {}), 'API_RESPONSE_INVALID');
    });
  }
});

describe('readImxList', () => {
  it('gives every item of every page, and asks for a page only when somebody reads on', async () => {
    const { api, target, readAll } = setup({
      'GET /v1/numbers?user=u': page([1, 2], 'a', 1), 'GET /v1/numbers?user=u&cursor=a': page([3], 'b', 0),
    });
    for await (const item of readImxList(target, NUMBERS, { user: 'u' })) if (item === 2) break;
    expect(api.requests).to.have.length(1);

    expect(await readAll({}, { user: 'u' })).to.deep.equal({ items: [1, 2, 3], error: undefined });
  });

  it('begins where the cursor of the request says, and at the beginning for an empty one', async () => {
    const { api, readAll } = setup({ 'GET /v1*': page([9]) });

    await readAll({}, { cursor: 'here' });
    await readAll({}, { cursor: '' });

    expect(api.lines).to.deep.equal(['GET /v1/numbers?cursor=here', 'GET /v1/numbers']);
  });

  it('reads on without remaining until a page is empty', async () => {
    const { readAll } = setup({ 'GET /v1*': [{ json: { result: [1], cursor: 'a' } }, { json: { result: [], cursor: 'a' } }] });

    expect(await readAll()).to.deep.equal({ items: [1], error: undefined });
  });

  const ENDLESS: Record<string, readonly [Routes[string], ReadAllOptions, number, string]> = {
    'the same cursor again': [page([1], 'same', 1), {}, 2, 'does not move'],
    'the cursor of the request again': [page([1], 'here', 1), {}, 1, 'does not move'],
    'no cursor': [page([1], '', 1), {}, 1, 'does not move'],
    'a cursor that fits into no URL': [page([1], 'x'.repeat(5_000), 1), {}, 1, 'does not move'],
    'new cursors for ever': [() => page([1], createCursor(), 1), { maxPages: 3 }, 3, '3 pages'],
    'empty pages for ever': [() => page([], createCursor(), 1), {}, 100, '100 pages'],
    'items for ever': [() => page([1, 2, 3], createCursor(), 1), { maxItems: 5 }, 2, '5 items'],
    'a page of too many items': [page(Array.from({ length: 20_001 }, () => 1)), {}, 1, '10000 items'],
  };
  for (const [name, [reply, options, requests, words]] of Object.entries(ENDLESS)) {
    it(`row 149: ends with API_LIST_INCOMPLETE: ${name}`, async () => {
      const { api, readAll } = setup({ 'GET /v1*': reply });

      const { items, error } = await readAll(options, name.includes('request') ? { cursor: 'here' } : {});

      expect(error).to.include({ code: 'API_LIST_INCOMPLETE' }).and.to.have.property('message').that.contains(words);
      expect(api.requests).to.have.length(requests);
      expect(items.length).to.be.at.most(options.maxItems ?? 10_000);
    });
  }

  it('row 149: ends after twenty million characters', async () => {
    let count = 0;
    const filler = ' '.repeat(1_900_000);
    const { api, readAll } = setup({
      'GET /v1*': () => ({ text: `{"result":[1],"cursor":"${count += 1}","remaining":1}${filler}` }),
    });

    expect((await readAll()).error).to.include({ code: 'API_LIST_INCOMPLETE' });
    expect(api.requests).to.have.length(11);
  });

  it('gives what came before a page that fails, and then the failure', async () => {
    const { readAll } = setup({ 'GET /v1*': [page([1], 'a', 1), { status: 400 }] });

    const { items, error } = await readAll();

    expect(items).to.deep.equal([1]);
    expect(error).to.include({ code: 'API_REFUSED' });
  });

  it('stays an abort: before the first page, between two items, and while a page is under way', async () => {
    const before = setup({ 'GET /v1*': page([1, 2]) });
    expect((await before.readAll({ signal: AbortSignal.abort() })).error).to.have.property('name', 'AbortError');
    expect(before.api.requests).to.deep.equal([]);

    const between = new AbortController();
    const items: number[] = [];
    const error = await getError((async () => {
      for await (const item of readImxList(before.target, NUMBERS, {}, { signal: between.signal })) {
        items.push(item);
        between.abort();
      }
    })());
    expect(error).to.have.property('name', 'AbortError');
    expect(items).to.deep.equal([1]);

    const during = new AbortController();
    const quiet = setup({ 'GET /v1*': 'silence' });
    quiet.api.onRequest(() => queueMicrotask(() => during.abort()));
    expect((await quiet.readAll({ signal: during.signal })).error).to.have.property('name', 'AbortError');
  });

  for (const options of [{ maxPages: 0 }, { maxItems: Number.NaN }, { maxPages: -1 }]) {
    it(`refuses limits that make no sense: ${JSON.stringify(options)}`, async () => {
      const { api, readAll } = setup({ 'GET /v1*': page([1]) });

      expect((await readAll(options)).error).to.be.instanceOf(TypeError);
      expect(api.requests).to.deep.equal([]);
    });
  }
});
