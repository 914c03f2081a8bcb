import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Emulator } from '../../../emulator/src/index.js';
import { IMXClient } from '../../../src/sdk/x.js';
import { withEmulator } from '../support/people.js';
import { Trader } from '../support/trader.js';

/** The library's client judges each member of what the emulator writes: neither knows the other's code. */
const createClient = (emulator: Emulator): IMXClient => new IMXClient({
  baseConfig: { environment: 'sandbox' },
  overrides: { immutableXConfig: { apiConfiguration: { basePath: emulator.addresses.api } } },
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const run = (test: (client: IMXClient, emulator: Emulator, tamsin: string) => Promise<void>) => () => withEmulator(
  (emulator) => test(createClient(emulator), emulator, new Trader(emulator, 'tamsin@example.com').address));

describe('x.IMXClient against the emulator', () => {
  it('reads every list to its end, page by page, and finds each entry on its own', run(async (client) => {
    const assets = await collect(client.assets({ pageSize: 3, includeFees: true }));
    const orders = await collect(client.orders({ pageSize: 3, includeFees: true }));
    const trades = await collect(client.trades({ pageSize: 1 }));
    const transfers = await collect(client.transfers({ pageSize: 1 }));
    const tokens = await collect(client.tokens({ pageSize: 40 }));

    assert.ok(assets.length > 3 && orders.length > 3 && trades.length > 0 && transfers.length > 1 && tokens.length > 1);
    for (const { token_address: tokenAddress, token_id: tokenId, user } of assets) {
      assert.equal((await client.getAsset({ tokenAddress, tokenId })).user, user);
    }
    for (const { order_id: id, status } of orders) assert.equal((await client.getOrder({ id, includeFees: true })).status, status);
    for (const { transaction_id: id } of trades) assert.equal((await client.getTrade({ id })).transaction_id, id);
    for (const { transaction_id: id } of transfers) assert.equal((await client.getTransfer({ id })).transaction_id, id);
    for (const { token_address: address, symbol } of tokens.slice(0, 10)) assert.equal((await client.getToken({ address })).symbol, symbol);
    assert.equal(new Set(orders.map(({ order_id: id }) => id)).size, orders.length, 'no order comes twice');
  }));

  it('reads balances one by one and in pages, exactly, with ETH by the empty address', run(async (client, _emulator, owner) => {
    const balances = await collect(client.balances({ owner, pageSize: 1 }));
    const { result, remaining } = await client.listBalances({ owner });

    assert.deepEqual(balances, result);
    assert.equal(remaining, 0);
    assert.equal((await client.getBalance({ owner, address: '' })).balance, '1234500000000000000');
    for (const { token_address: address, balance } of balances) assert.equal((await client.getBalance({ owner, address })).balance, balance);
  }));

  it('takes the documented filters', run(async (client, _emulator, user) => {
    const orders = await collect(client.orders({ status: 'active', sellTokenType: 'ERC721', orderBy: 'created_at', direction: 'desc' }));
    assert.ok(orders.length > 0 && orders.every(({ status, sell }) => status === 'active' && sell.type === 'ERC721'));
    assert.ok((await collect(client.assets({ user }))).every((asset) => asset.user === user));
    assert.deepEqual((await client.listAssets({ metadata: '{"weather":["mild"]}' })).result.length, 1);
    assert.deepEqual((await client.listTokens({ symbols: 'IMX' })).result.map(({ symbol }) => symbol), ['IMX']);
  }));

  it('gives the Stark keys of a wallet, and API_NOT_FOUND for what is not there', run(async (client, emulator) => {
    const trader = new Trader(emulator, 'tamsin@example.com');
    const { accounts } = await client.getUser(trader.address);
    assert.deepEqual(accounts.map(BigInt), [BigInt(trader.person.starkKey)]);

    // Each is awaited from its beginning on: a rejection that waits for its turn counts as one that nobody took.
    await Promise.all([
      client.getUser(`0x${'1'.repeat(40)}`), client.getOrder({ id: 999_999 }), client.getTrade({ id: 999_999 }),
      client.getTransfer({ id: 999_999 }), client.getAsset({ tokenAddress: `0x${'1'.repeat(40)}`, tokenId: '1' }),
    ].map((read) => assert.rejects(read, { code: 'API_NOT_FOUND' })));
  }));

  it('says what it was refused for', run(async (client) => {
    await assert.rejects(client.listOrders({ status: 'odd' as 'active' }), { code: 'API_REFUSED' });
  }));

  it('waits for a service that is asked too fast', run(async (client, emulator) => {
    emulator.faults.set('imx:rate-limit', { times: 2, params: { seconds: 0 } });

    assert.ok((await client.listTokens()).result.length > 0);
    assert.deepEqual(emulator.requests.list(({ path }) => path === '/v1/tokens').map(({ status }) => status), [429, 429, 200]);
  }));

  it('row 149: ends where the list does not, with what came before', run(async (client, emulator, owner) => {
    emulator.faults.set('imx:endless');
    const read: string[] = [];

    await assert.rejects(async () => {
      for await (const { symbol } of client.balances({ owner, pageSize: 1 }, { maxPages: 5 })) read.push(symbol);
    }, { code: 'API_LIST_INCOMPLETE' });
    assert.ok(read.length > 0 && emulator.requests.list(({ path }) => path.startsWith('/v2/balances')).length <= 5);
  }));
});
