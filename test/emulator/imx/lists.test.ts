import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BAD_BALANCES, BAD_DECIMALS } from '../../../emulator/src/imx/lists/bad-values.js';
import type { Emulator } from '../../../emulator/src/index.js';
import { getJson, withEmulator } from '../support/people.js';

interface Row {
  readonly token_address: string;
  readonly symbol: string;
  readonly balance: string;
  readonly preparing_withdrawal: string;
  readonly withdrawable: string;
}

interface List {
  readonly result: readonly Row[];
  readonly cursor: string;
  readonly remaining: number;
}

function addressOf(emulator: Emulator, email: string): string {
  return emulator.world.findUserByEmail(email)?.imx?.ethAddress ?? '';
}

async function listOf(emulator: Emulator, email: string, query = ''): Promise<List> {
  const { status, body } = await getJson(emulator, `/v2/balances/${addressOf(emulator, email)}${query}`);
  assert.equal(status, 200);
  return body as List;
}

describe('GET /v2/balances/{owner}', () => {
  it('lists three tokens, exactly', () => withEmulator(async (emulator) => {
    const { result, remaining } = await listOf(emulator, 'tamsin@example.com');

    assert.equal(remaining, 0);
    assert.deepEqual(result, [
      { token_address: '', symbol: 'ETH', balance: '1234500000000000000', preparing_withdrawal: '0', withdrawable: '0' },
      { token_address: '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff', symbol: 'IMX', balance: '42000000000000000000', preparing_withdrawal: '1500000000000000000', withdrawable: '0' },
      { token_address: '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48', symbol: 'USDC', balance: '1999990000', preparing_withdrawal: '0', withdrawable: '250000' },
    ]);
  }));

  it('gives four hundred tokens on four pages', () => withEmulator(async (emulator) => {
    const addresses = new Set<string>();
    let pages = 0;
    for (let cursor = '', remaining = 1; remaining === 1; pages += 1) {
      const page = await listOf(emulator, 'marlow@example.com', `?page_size=100&cursor=${cursor}`);
      for (const row of page.result) addresses.add(row.token_address);
      ({ cursor, remaining } = page);
    }

    assert.equal(pages, 4);
    assert.equal(addresses.size, 400);
  }));

  it('has the smallest and the largest amount', () => withEmulator(async (emulator) => {
    const { result } = await listOf(emulator, 'edda@example.com', '?order_by=balance');

    assert.deepEqual(result.map(({ balance }) => BigInt(balance)), result.map(({ balance }) => BigInt(balance)).sort((a, b) => (a < b ? -1 : 1)));
    assert.ok(result.some(({ balance }) => balance === '1'));
    assert.equal(result.at(-1)?.balance, (2n ** 256n - 1n).toString());
  }));

  it('is empty for who has nothing and for an address that nobody has', () => withEmulator(async (emulator) => {
    assert.deepEqual(await listOf(emulator, 'lumi@example.com'), { result: [], cursor: '', remaining: 0 });
    assert.deepEqual((await getJson(emulator, `/v2/balances/0x${'0'.repeat(40)}`)).body, { result: [], cursor: '', remaining: 0 });
  }));

  it('takes the address in any case', () => withEmulator(async (emulator) => {
    const upper = `0x${addressOf(emulator, 'tamsin@example.com').slice(2).toUpperCase()}`;

    assert.equal(((await getJson(emulator, `/v2/balances/${upper}`)).body as List).result.length, 3);
  }));

  for (const path of ['/v2/balances/0x0', '/v2/balances/nobody', `/v2/balances/0x${'0'.repeat(40)}?cursor=nonsense`, `/v2/balances/0x${'0'.repeat(40)}?page_size=1000`]) {
    it(`refuses ${path} with 400`, () => withEmulator(async (emulator) => {
      const { status, body } = await getJson(emulator, path);

      assert.equal(status, 400);
      assert.equal((body as { code: string }).code, 'bad_request');
    }));
  }

  it('may be read by a page of another origin', () => withEmulator(async (emulator) => {
    const response = await fetch(`${emulator.addresses.api}/v2/balances/0x${'0'.repeat(40)}`, { headers: { origin: 'http://localhost:1' } });

    assert.equal(response.headers.get('access-control-allow-origin'), 'http://localhost:1');
  }));
});

describe('GET /v2/balances/{owner}/{address}', () => {
  it('answers for ETH, for a token in any case, and with zero for one that is not held', () => withEmulator(async (emulator) => {
    const owner = `/v2/balances/${addressOf(emulator, 'tamsin@example.com')}`;
    const read = async (token: string): Promise<Row> => (await getJson(emulator, `${owner}/${token}`)).body as Row;

    assert.equal((await read('eth')).balance, '1234500000000000000');
    assert.equal((await read('0xA0B86991C6218B36C1D19D4A2E9EB0CE3606EB48')).balance, '1999990000');
    assert.deepEqual(await read(`0x${'1'.repeat(40)}`), {
      token_address: `0x${'1'.repeat(40)}`, symbol: '', balance: '0', preparing_withdrawal: '0', withdrawable: '0',
    });
    assert.equal((await getJson(emulator, `${owner}/usdc`)).status, 400);
  }));
});

describe('GET /v1/tokens', () => {
  it('lists every token, with texts for numbers and without remaining', () => withEmulator(async (emulator) => {
    const { body } = await getJson(emulator, '/v1/tokens?page_size=2&symbols=usdc,ETH');

    assert.deepEqual(Object.keys(body as object), ['result', 'cursor']);
    const [eth, usdc] = (body as { result: Record<string, string>[] }).result;
    assert.deepEqual(eth, { token_address: '', name: 'Ethereum', symbol: 'ETH', decimals: '18', quantum: '100000000', image_url: `${emulator.addresses.api}/logos/eth.svg` });
    assert.equal(usdc?.decimals, '6');
  }));

  it('has logos of its own', () => withEmulator(async (emulator) => {
    const { body } = await getJson(emulator, '/v1/tokens/eth');

    const logo = await fetch((body as { image_url: string }).image_url);

    assert.equal(logo.headers.get('content-type'), 'image/svg+xml; charset=utf-8');
    assert.match(await logo.text(), />ETH<\/text>/);
  }));

  it('answers 404 for a token that is not listed', () => withEmulator(async (emulator) => {
    const { status, body } = await getJson(emulator, `/v1/tokens/0x${'1'.repeat(40)}`);

    assert.equal(status, 404);
    assert.equal((body as { code: string }).code, 'resource_not_found');
  }));
});

describe('faults of lists', () => {
  for (const [value, json] of Object.entries(BAD_BALANCES)) {
    it(`row 129: a balance can be "${value}"`, () => withEmulator(async (emulator) => {
      emulator.faults.set('imx:bad-balance', { params: { value, row: 1 } });
      const response = await fetch(`${emulator.addresses.api}/v2/balances/${addressOf(emulator, 'tamsin@example.com')}`);

      const text = await response.text();

      const rows = (JSON.parse(text) as List).result;
      if (json !== '') assert.ok(text.includes(`"balance":${json}`));
      assert.equal(rows[0]?.balance, '1234500000000000000');
      assert.equal(Object.hasOwn(rows[1] ?? {}, 'balance'), json !== '');
    }));
  }

  it('row 129: decimals can be of every kind', () => withEmulator(async (emulator) => {
    for (const [value, json] of Object.entries(BAD_DECIMALS)) {
      emulator.faults.set('imx:bad-decimals', { times: 1, params: { value } });
      const { body } = await getJson(emulator, '/v1/tokens/eth');
      assert.deepEqual((body as { decimals?: unknown }).decimals, json === '' ? undefined : JSON.parse(json));
    }
  }));

  it('row 129: an account can hold a token that no list knows', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:unknown-token');
    
    const row = (await listOf(emulator, 'tamsin@example.com')).result.find(({ symbol }) => symbol === 'UNLISTED');

    assert.ok(row);
    assert.equal((await getJson(emulator, `/v1/tokens/${row.token_address}`)).status, 404);
  }));

  it('row 130: a token can have hostile texts', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:hostile-token', { params: { image_url: 'data:text/html,hello' } });

    const { body } = await getJson(emulator, '/v1/tokens/eth');

    assert.equal((body as { image_url: string }).image_url, 'data:text/html,hello');
    assert.match((body as { name: string }).name, /onerror/);
  }));

  it('row 149: a list can have no end, with a new cursor on each page', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:endless');
    const first = await listOf(emulator, 'tamsin@example.com');
    const second = await listOf(emulator, 'tamsin@example.com', `?cursor=${first.cursor}`);

    assert.deepEqual([first.remaining, second.remaining], [1, 1]);
    assert.notEqual(first.cursor, second.cursor);
  }));

  it('row 149: a list can give the same cursor again', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:same-cursor');
    const first = await listOf(emulator, 'tamsin@example.com');
    const second = await listOf(emulator, 'tamsin@example.com', `?cursor=${first.cursor}`);

    assert.deepEqual([second.cursor, second.remaining], [first.cursor, 1]);
  }));

  it('row 149: a page can have very many rows and very long symbols', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:many-rows', { times: 1, params: { rows: 5000 } });
    assert.equal((await listOf(emulator, 'tamsin@example.com')).result.length, 5000);

    emulator.faults.set('imx:huge-symbol', { times: 1, params: { length: 100_000 } });
    assert.equal((await listOf(emulator, 'tamsin@example.com')).result[0]?.symbol.length, 100_000);
  }));
});
