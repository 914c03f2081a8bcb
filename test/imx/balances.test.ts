import { expect } from '@open-wc/testing';

import { fetchImxBalances } from '../../src/imx/balances.js';
import { TokenBook } from '../../src/imx/token-book.js';
import type { ListBalancesOptions } from '../../src/shared/network.js';
import type { Hex } from '../../src/shared/types.js';
import { expectCode, getError } from './support/expect-error.js';
import { API, createFakeApi } from './support/fake-api.js';
import type { ReceivedRequest, Reply, Routes } from './support/fake-api.js';
import { createFakeClock } from './support/fake-clock.js';

const OWNER = '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001';
const LIST = `GET /v2/balances/${OWNER}`;
const IMX = '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff';
const USDC = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';

const balance = (address: string, amount: unknown, symbol?: string) => ({ token_address: address, symbol, balance: amount });
const token = (address: string, decimals: unknown, name = 'Some Token') => (
  { token_address: address, name, symbol: 'TOKEN', decimals, quantum: '1', image_url: `https://images.example.com/${address}.png` }
);
const toAddress = (index: number): Hex => `0x${(index + 1).toString(16).padStart(40, '0')}`;

function setup(routes: Routes) {
  const api = createFakeApi(routes);
  const { clock } = createFakeClock();
  const target = { baseUrl: API, fetch: api.fetch, clock };
  const tokens = new TokenBook(target);
  const list = (options?: ListBalancesOptions) => fetchImxBalances({ target, tokens, clock }, OWNER, options);
  return { api, list };
}

describe('fetchImxBalances', () => {
  it('joins balances with their tokens; ETH is known', async () => {
    const { api, list } = setup({
      [LIST]: { json: { result: [balance('', '1500000000000000000', 'ETH'), balance(IMX, '42', 'IMX')], cursor: '' } },
      [`GET /v1/tokens/${IMX}`]: { json: token(IMX, '18', 'Immutable X') },
    });

    expect(await list()).to.deep.equal({
      owner: OWNER,
      balances: [
        { token: { address: 'ETH', symbol: 'ETH', name: 'Ethereum', decimals: 18 }, amount: 1_500_000_000_000_000_000n },
        {
          token: {
            address: IMX, symbol: 'IMX', name: 'Immutable X', decimals: 18, logoUrl: `https://images.example.com/${IMX}.png`,
          },
          amount: 42n,
        },
      ],
      complete: true,
      loadedAtMs: 1_700_000_000_000,
    });
    expect(api.lines).to.deep.equal([LIST, `GET /v1/tokens/${IMX}`]);
  });

  it('is frozen', async () => {
    const result = await setup({ [LIST]: { json: { result: [balance('', '1')] } } }).list();

    expect([result, result.balances, result.balances[0], result.balances[0]?.token].every(Object.isFrozen)).to.equal(true);
  });

  const AMOUNTS = [
    [(2n ** 256n - 1n).toString(), 2n ** 256n - 1n], ['1', 1n], ['0', 0n], [1e21, undefined], ['1e3', undefined],
    [-1, undefined], ['-1', undefined], ['0x10', undefined], [' 1', undefined], [null, undefined], ['', undefined],
  ] as const;
  it('row 129: shows no amount where there is none, and leaves the other rows', async () => {
    const rows = AMOUNTS.map(([text], index) => balance(toAddress(index), text, `T${index}`));
    const { list } = setup({
      [LIST]: { json: { result: rows } },
      'GET /v1/tokens': { json: { result: rows.map((row) => token(row.token_address, '18')) } },
    });

    const { balances, complete } = await list();

    expect(balances.map((row) => row.amount)).to.deep.equal(AMOUNTS.map(([, amount]) => amount));
    expect(balances.map((row) => row.token.symbol)).to.deep.equal(rows.map((row) => row.symbol));
    expect(complete).to.equal(true);
  });

  const DECIMALS = [
    ['0', 0], ['18', 18], [18, 18], ['77', 77], ['255', 255], [-1, undefined], ['1.5', undefined], [undefined, undefined],
  ] as const;
  for (const [decimals, expected] of DECIMALS) {
    it(`row 129: reads decimals ${typeof decimals} ${decimals} as ${expected}`, async () => {
      const { balances, complete } = await setup({
        [LIST]: { json: { result: [balance(IMX, '1')] } }, [`GET /v1/tokens/${IMX}`]: { json: token(IMX, decimals) },
      }).list();

      expect(balances[0]?.token.decimals).to.equal(expected);
      expect(complete).to.equal(true);
    });
  }

  it('leaves out a row without a token, and says that it is not all', async () => {
    const { balances, complete } = await setup({ [LIST]: { json: { result: [balance('', '1'), balance('0x1', '2')] } } }).list();

    expect(balances).to.have.length(1);
    expect(complete).to.equal(false);
  });

  it('shows an unknown token with its smallest unit, by symbol or address, and asks once', async () => {
    const { api, list } = setup({ [LIST]: { json: { result: [balance(IMX, '5', 'IMX'), balance(USDC, '6')] } } });

    const { balances, complete } = await list();
    await list();

    expect(balances.map((row) => row.token.symbol)).to.deep.equal(['IMX', '0xa0b8…eb48']);
    expect(balances.map((row) => row.token.decimals)).to.deep.equal([undefined, undefined]);
    expect(complete).to.equal(true);
    expect(api.lines.filter((line) => line.includes('/v1/tokens/'))).to.have.length(2);
  });

  it('says that it is not all when a token could not be asked for, and asks again next time', async () => {
    const { list } = setup({
      [LIST]: { json: { result: [balance(IMX, '5', 'IMX')] } },
      [`GET /v1/tokens/${IMX}`]: ['network', 'network', { json: token(IMX, '18') }],
    });

    const first = await list();
    expect([first.complete, first.balances[0]?.amount, first.balances[0]?.token.decimals]).to.deep.equal([false, 5n, undefined]);

    const second = await list();
    expect([second.complete, second.balances[0]?.token.decimals]).to.deep.equal([true, 18]);
  });

  it('does not take the decimals of another token', async () => {
    const { balances, complete } = await setup({
      [LIST]: { json: { result: [balance(IMX, '5')] } }, [`GET /v1/tokens/${IMX}`]: { json: token(USDC, '6') },
    }).list();

    expect(balances[0]?.token.decimals).to.equal(undefined);
    expect(complete).to.equal(false);
  });

  it('reads all pages, and the list of tokens instead of four hundred single ones', async () => {
    const page = (request: ReceivedRequest, make: (index: number) => unknown, withRemaining: boolean): Reply => {
      const start = Number(new URLSearchParams(request.path.split('?')[1]).get('cursor') ?? 0);
      const result = Array.from({ length: Math.max(0, Math.min(100, 400 - start)) }, (_, index) => make(start + index));
      return { json: { result, cursor: String(start + 100), ...(withRemaining && { remaining: start + 100 < 400 ? 1 : 0 }) } };
    };
    const { api, list } = setup({
      [`${LIST}*`]: (request) => page(request, (index) => balance(toAddress(index), String(index), 'T'), true),
      'GET /v1/tokens*': (request) => page(request, (index) => token(toAddress(index), String(index % 19)), false),
    });

    const { balances, complete } = await list();

    expect(balances.map((row) => row.amount)).to.deep.equal(Array.from({ length: 400 }, (_, index) => BigInt(index)));
    expect(balances.every((row, index) => row.token.decimals === index % 19)).to.equal(true);
    expect(complete).to.equal(true);
    expect(api.requests).to.have.length(8);
  });

  it('keeps what it has when a later page fails', async () => {
    const { balances, complete } = await setup({
      [LIST]: { json: { result: [balance('', '1')], cursor: 'c', remaining: 1 } }, [`${LIST}?cursor=c`]: { status: 500 },
    }).list();

    expect(balances).to.have.length(1);
    expect(complete).to.equal(false);
  });

  it('throws when the first page fails', async () => {
    await expectCode(setup({ [LIST]: { status: 500 } }).list(), 'API_UNAVAILABLE');
  });

  it('row 149: ends where the service does not, and says that it is not all', async () => {
    const { api, list } = setup({ [`${LIST}*`]: { json: { result: [balance('', '1')], cursor: 'same', remaining: 1 } } });

    const { balances, complete } = await list();

    expect(balances).to.have.length(1);
    expect(complete).to.equal(false);
    expect(api.requests).to.have.length(2);
  });

  it('row 149: ends when new cursors bring old rows', async () => {
    let count = 0;
    const { api, list } = setup({
      [`${LIST}*`]: () => ({ json: { result: [balance('', '1')], cursor: `c${count++}`, remaining: 1 } }),
    });

    expect((await list()).complete).to.equal(false);
    expect(api.requests).to.have.length(2);
  });

  it('row 149: ends after five thousand rows, and clips symbols of a megabyte', async () => {
    const result = Array.from({ length: 6_000 }, (_, index) => balance(toAddress(index), '1', 'T'));
    result[0]!.symbol = 'x'.repeat(1_000_000);
    const { balances, complete } = await setup({
      [LIST]: { json: { result } }, 'GET /v1/tokens': { json: { result: [] } },
    }).list();

    expect(balances).to.have.length(5_000);
    expect(balances[0]?.token.symbol).to.have.length(32);
    expect(complete).to.equal(false);
  });

  it('asks for some tokens one by one, in the order asked, each once', async () => {
    const { api, list } = setup({
      [`${LIST}/eth`]: { json: balance('', '7', 'ETH') }, [`${LIST}/${IMX}`]: { json: balance(IMX, '8', 'IMX') },
      [`GET /v1/tokens/${IMX}`]: { json: token(IMX, '18') },
    });

    const { balances, complete } = await list({ tokens: [IMX, 'ETH', IMX.toUpperCase().replace('0X', '0x') as Hex] });

    expect(balances.map((row) => [row.token.address, row.amount])).to.deep.equal([[IMX, 8n], ['ETH', 7n]]);
    expect(complete).to.equal(true);
    expect(api.lines.filter((line) => line.startsWith(LIST))).to.have.length(2);
  });

  it('shows a token that the service does not know without an amount: unknown is not zero', async () => {
    const { balances, complete } = await setup({ [`${LIST}/eth`]: { json: balance('', '7') } }).list({ tokens: ['ETH', IMX] });

    expect(balances.map((row) => row.amount)).to.deep.equal([7n, undefined]);
    expect(complete).to.equal(true);
  });

  it('keeps the tokens that could be read, and throws when none could', async () => {
    const routes: Routes = { [`${LIST}/eth`]: { json: balance('', '7') }, [`${LIST}/${IMX}`]: { status: 500 } };

    const { balances, complete } = await setup(routes).list({ tokens: ['ETH', IMX] });
    expect([balances.length, complete]).to.deep.equal([1, false]);

    await expectCode(setup(routes).list({ tokens: [IMX] }), 'API_UNAVAILABLE');
  });

  it('does not take the balance of another token', async () => {
    await expectCode(setup({ [`${LIST}/${IMX}`]: { json: balance('', '7') } }).list({ tokens: [IMX] }), 'API_RESPONSE_INVALID');
  });

  it('picks many tokens out of the whole list', async () => {
    const result = Array.from({ length: 30 }, (_, index) => balance(toAddress(index), '1'));
    const { api, list } = setup({ [LIST]: { json: { result } }, 'GET /v1/tokens': { json: { result: [] } } });

    const { balances } = await list({ tokens: Array.from({ length: 12 }, (_, index) => toAddress(index * 2)) });

    expect(balances).to.have.length(12);
    expect(api.lines).to.deep.equal([LIST, 'GET /v1/tokens']);
  });

  it('refuses an owner or a token that is no address before it asks', async () => {
    const { api, list } = setup({});

    await expectCode(list({ tokens: ['0x1'] }), 'INVALID_CONFIGURATION');
    const error = await expectCode(list({ tokens: ['IMX' as Hex] }), 'INVALID_CONFIGURATION');
    expect(error.message).to.include('tokens: "IMX"');
    expect(api.requests).to.deep.equal([]);
  });

  it('stays an abort, at the list and at the tokens', async () => {
    for (const silent of [LIST, `GET /v1/tokens/${IMX}`]) {
      const { api, list } = setup({ [LIST]: { json: { result: [balance(IMX, '1')] } }, [silent]: 'silence' });
      const controller = new AbortController();
      api.onRequest(({ method, path }) => {
        if (`${method} ${path}` === silent) queueMicrotask(() => controller.abort());
      });

      expect(await getError(list({ signal: controller.signal }))).to.have.property('name', 'AbortError');
    }
  });
});
