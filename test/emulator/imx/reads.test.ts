import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COLLECTIBLES } from '../../../emulator/src/accounts/collectibles.js';
import type { Emulator } from '../../../emulator/src/index.js';
import { getJson, withEmulator } from '../support/people.js';
import { Trader, type Json } from '../support/trader.js';

interface List {
  readonly result: readonly Json[];
  readonly cursor: string;
  readonly remaining: number;
}

async function list(emulator: Emulator, path: string): Promise<List> {
  const { status, body } = await getJson(emulator, path);
  assert.equal(status, 200, JSON.stringify(body));
  return body as List;
}

function addressOf(emulator: Emulator, name: string): string {
  return new Trader(emulator, `${name}@example.com`).address;
}

const [KEEPER] = COLLECTIBLES;
const KEEPERS = KEEPER?.collection.address ?? '';

/** Each filter, and how many rows it leaves in the world as it is at the start. */
const FILTERS: readonly (readonly [path: string, rows: number])[] = [
  ['/v1/assets?', 14], ['/v1/assets?user=$tamsin', 6], ['/v1/assets?user=$tamsin,$midge', 9], [`/v1/assets?collection=${KEEPERS}`, 5],
  [`/v1/assets?collection=${KEEPERS.toUpperCase().replace('0X', '0x')}&user=$marlow`, 2], ['/v1/assets?status=imx', 14], ['/v1/assets?status=burned', 0],
  ['/v1/assets?name=bri', 1], [`/v1/assets?metadata=${encodeURIComponent('{"weather":["mild"]}')}`, 1],
  [`/v1/assets?metadata=${encodeURIComponent('{"post":["the bar","old pier"]}')}`, 2],
  ['/v1/assets?updated_max_timestamp=2023-03-01T00:02:30Z', 3], ['/v1/assets?updated_min_timestamp=2024-01-01T00:00:00Z', 0],
  ['/v3/orders?', 8], ['/v3/orders?status=active', 6], ['/v3/orders?status=filled', 2], ['/v3/orders?status=expired', 0], ['/v3/orders?user=$marlow', 4],
  ['/v3/orders?user=$marlow&status=active', 3], ['/v3/orders?sell_token_type=ERC721&status=active', 5], [`/v3/orders?sell_token_address=${KEEPERS}`, 2],
  [`/v3/orders?sell_token_address=${KEEPERS}&sell_token_id=5`, 1], ['/v3/orders?buy_token_type=ERC20', 2], ['/v3/orders?buy_token_type=ERC721&status=active', 1],
  ['/v3/orders?sell_token_name=rust', 1], ['/v3/orders?buy_token_type=ETH&buy_min_quantity=10000000000000000&status=active', 3],
  ['/v3/orders?buy_token_type=ETH&buy_max_quantity=10000000000000000&status=active', 1],
  [`/v3/orders?sell_metadata=${encodeURIComponent('{"post":["old pier"]}')}`, 1], ['/v3/orders?min_timestamp=$hours35', 3], ['/v3/orders?max_timestamp=$hours65', 1],
  ['/v3/trades?', 1], ['/v3/trades?party_a_token_type=ETH', 1], ['/v3/trades?party_a_token_type=ERC721', 0], ['/v3/trades?party_b_token_type=ERC721&party_b_token_id=1001', 1],
  ['/v3/trades?party_b_token_id=1', 0], ['/v3/trades?min_timestamp=$hours35', 0],
  ['/v1/transfers?', 2], ['/v1/transfers?user=$marlow', 1], ['/v1/transfers?receiver=$midge', 1], ['/v1/transfers?token_type=ERC721', 1], ['/v1/transfers?token_id=12', 1],
  ['/v1/transfers?status=failure', 0], ['/v1/transfers?token_name=quiet', 1], ['/v1/transfers?min_quantity=2', 1], ['/v1/transfers?max_timestamp=$hours35', 1],
];

describe('a list', () => {
  for (const [path, rows] of FILTERS) {
    it(`of ${path} has ${rows} rows`, () => withEmulator(async (emulator) => {
      const asked = path.replaceAll(/\$([a-z]+)(\d*)/g, (_all, word: string, number: string) => (
        word === 'hours' ? new Date(emulator.world.clock.now() - Number(number) * 3_600_000).toISOString() : addressOf(emulator, word)
      ));

      assert.equal((await list(emulator, asked)).result.length, rows);
    }));
  }

  for (const path of ['/v1/assets?order_by=price', '/v1/assets?status=lost', '/v1/assets?metadata=5', '/v1/assets?updated_min_timestamp=soon', '/v1/assets?sell_orders=maybe',
    '/v3/orders?status=odd', '/v3/orders?sell_token_type=COIN', '/v3/orders?sell_min_quantity=many', '/v3/trades?direction=up', '/v1/transfers?page_size=0']) {
    it(`of ${path} is refused with 400`, () => withEmulator(async (emulator) => {
      const { status, body } = await getJson(emulator, path);

      assert.equal(status, 400);
      assert.equal((body as Json).code, 'bad_request');
    }));
  }

  for (const path of ['/v1/assets?', '/v3/orders?', '/v1/transfers?']) {
    it(`of ${path} comes in pages, in order, either way`, () => withEmulator(async (emulator) => {
      const all = (await list(emulator, path)).result;
      const back = (await list(emulator, `${path}direction=desc`)).result;
      const paged: Json[] = [];
      for (let cursor = '', remaining = 1; remaining === 1;) {
        const page = await list(emulator, `${path}page_size=1&cursor=${cursor}`);
        paged.push(...page.result);
        ({ cursor, remaining } = page);
      }

      assert.deepEqual(paged, all);
      assert.deepEqual([...back].reverse(), all);
    }));
  }

  it('of orders sorts by what they cost', () => withEmulator(async (emulator) => {
    const { result } = await list(emulator, '/v3/orders?buy_token_type=ETH&status=active&order_by=buy_quantity&direction=desc');

    const amounts = result.map(({ buy }) => BigInt((buy as { data: { quantity: string } }).data.quantity));
    assert.deepEqual(amounts, [50n, 20n, 10n].map((amount) => amount * 10n ** 15n));
  }));

  it('row 149: never ends when told so', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:endless');

    for (const path of ['/v1/assets', '/v3/orders', '/v3/trades', '/v1/transfers']) assert.equal((await list(emulator, path)).remaining, 1);
  }));
});

describe('one of them', () => {
  it('is read by its number, and 404 where there is none', () => withEmulator(async (emulator) => {
    for (const [path, code] of [['/v3/orders', 'order_not_found'], ['/v3/trades', 'trade_not_found'], ['/v1/transfers', 'transfer_not_found']] as const) {
      const [first] = (await list(emulator, path)).result;
      const id = String(first?.order_id ?? first?.transaction_id);

      assert.deepEqual((await getJson(emulator, `${path}/${id}`)).body, first);
      const missing = await getJson(emulator, `${path}/1`);
      assert.equal(missing.status, 404);
      assert.equal((missing.body as Json).code, code);
    }
  }));

  it('of the collectibles has a picture of its own, and fees and orders where they are asked for', () => withEmulator(async (emulator) => {
    const plain = (await getJson(emulator, `/v1/assets/${KEEPERS}/3`)).body as Json;
    const { body } = await getJson(emulator, `/v1/assets/${KEEPERS}/3?include_fees=true&sell_orders=true`);

    assert.equal(plain.fees, undefined);
    assert.equal(plain.orders, undefined);
    const { fees, orders, ...rest } = body as Json & { fees: Json[]; orders: { sell_orders: Json[]; buy_orders: Json[] } };
    assert.deepEqual(rest, plain);
    assert.deepEqual(fees.map(({ type, percentage }) => [type, percentage]), [['royalty', 5]]);
    assert.deepEqual([orders.sell_orders.length, orders.buy_orders.length], [1, 0]);
    const picture = await fetch(String(plain.image_url));
    assert.equal(picture.headers.get('content-type'), 'image/svg+xml; charset=utf-8');
    assert.match(picture.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
    assert.notEqual(await picture.text(), await (await fetch(String((plain.collection as Json).icon_url))).text());
    assert.equal((await fetch(`${emulator.addresses.api}/pictures/${KEEPERS}/99.svg`)).status, 404);
  }));

  it('of the collectibles that nobody has is not found', () => withEmulator(async (emulator) => {
    const { status, body } = await getJson(emulator, `/v1/assets/${KEEPERS}/99`);

    assert.equal(status, 404);
    assert.equal((body as Json).code, 'asset_not_found');
  }));

  it('of the orders says its fees where they are asked for', () => withEmulator(async (emulator) => {
    const path = `/v3/orders?sell_token_address=${KEEPERS}&sell_token_id=3`;
    const read = async (more = ''): Promise<{ buy: { data: Json }; fees?: Json[] }> => {
      const [row] = (await list(emulator, `${path}${more}`)).result;
      return row as unknown as { buy: { data: Json }; fees?: Json[] };
    };
    const price = 2n * 10n ** 16n;

    const plain = await read();
    const full = await read('&include_fees=true&auxiliary_fee_recipients=0x1&auxiliary_fee_percentages=3');

    assert.equal(plain.buy.data.quantity_with_fees, '');
    assert.equal(plain.fees, undefined);
    assert.equal(full.buy.data.quantity_with_fees, (price * 110n / 100n).toString());
    assert.deepEqual(full.fees?.map(({ type, amount }) => [type, BigInt(String(amount))]), [['protocol', price * 2n / 100n], ['royalty', price * 5n / 100n], ['ecosystem', price * 3n / 100n]]);
  }));

  it('row 130: of the collectibles is hostile when told so', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:hostile-asset');

    for (const row of [(await list(emulator, '/v1/assets')).result[0], (await getJson(emulator, `/v1/assets/${KEEPERS}/1`)).body as Json]) {
      assert.equal(row?.image_url, 'javascript:alert(1)');
    }
  }));
});
