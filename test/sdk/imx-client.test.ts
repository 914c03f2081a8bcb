import { expect } from '@open-wc/testing';
import { config, x } from '../../src/sdk.js';
import type { ImxClientConfiguration } from '../../src/sdk/x.js';
import { ASSET, BALANCE, ORDER, OWNER, TOKEN, TRADE, TRANSFER, USER } from '../api/support/imx-answers.js';
import { expectCode } from '../support/rejection.js';

const PAGING = { pageSize: 10, cursor: 'c', orderBy: 'name', direction: 'asc' } as const;
const PAGING_QUERY = 'page_size=10&cursor=c&order_by=name&direction=asc';
const FEES = { includeFees: true, auxiliaryFeePercentages: '1,2', auxiliaryFeeRecipients: '0xa,0xb' };
const FEES_QUERY = 'include_fees=true&auxiliary_fee_percentages=1%2C2&auxiliary_fee_recipients=0xa%2C0xb';

type Method = Exclude<keyof x.IMXClient, symbol>;

/** Every documented read with every documented parameter, and the request that the official SDK makes of it. */
const READS: readonly (readonly [method: Method, request: unknown, asked: string, answer: object])[] = [
  ['getUser', OWNER, `/v1/users/${OWNER}`, USER],
  ['getBalance', { owner: OWNER, address: 'eth' }, `/v2/balances/${OWNER}/eth`, BALANCE],
  ['listBalances', { owner: OWNER, ...PAGING }, `/v2/balances/${OWNER}?${PAGING_QUERY}`, BALANCE],
  ['getAsset', { tokenAddress: '0xc', tokenId: '42', includeFees: true }, '/v1/assets/0xc/42?include_fees=true', ASSET],
  ['listAssets', {
    ...PAGING, user: '0x1', status: 'imx', name: 'A b', metadata: '{"a":["b"]}', sellOrders: true, buyOrders: false, collection: '0xc',
    updatedMinTimestamp: 't1', updatedMaxTimestamp: 't2', ...FEES,
  }, `/v1/assets?${PAGING_QUERY}&user=0x1&status=imx&name=A+b&metadata=%7B%22a%22%3A%5B%22b%22%5D%7D&sell_orders=true&buy_orders=false`
    + `&collection=0xc&updated_min_timestamp=t1&updated_max_timestamp=t2&${FEES_QUERY}`, ASSET],
  ['getToken', { address: '0xc' }, '/v1/tokens/0xc', TOKEN],
  ['listTokens', { ...PAGING, address: '0xc', symbols: 'IMX,ETH' }, `/v1/tokens?${PAGING_QUERY}&address=0xc&symbols=IMX%2CETH`, TOKEN],
  ['getOrder', { id: '7', ...FEES }, `/v3/orders/7?${FEES_QUERY}`, ORDER],
  ['listOrders', {
    ...PAGING, user: '0x1', status: 'active', minTimestamp: 't1', maxTimestamp: 't2', updatedMinTimestamp: 't3', updatedMaxTimestamp: 't4',
    buyTokenType: 'ETH', buyTokenId: '1', buyAssetId: '2', buyTokenAddress: '3', buyTokenName: '4', buyMinQuantity: '5', buyMaxQuantity: '6',
    buyMetadata: '7', sellTokenType: 'ERC721', sellTokenId: '1', sellAssetId: '2', sellTokenAddress: '3', sellTokenName: '4',
    sellMinQuantity: '5', sellMaxQuantity: '6', sellMetadata: '7', ...FEES,
  }, `/v3/orders?${PAGING_QUERY}&user=0x1&status=active&min_timestamp=t1&max_timestamp=t2&updated_min_timestamp=t3&updated_max_timestamp=t4`
    + '&buy_token_type=ETH&buy_token_id=1&buy_asset_id=2&buy_token_address=3&buy_token_name=4&buy_min_quantity=5&buy_max_quantity=6'
    + '&buy_metadata=7&sell_token_type=ERC721&sell_token_id=1&sell_asset_id=2&sell_token_address=3&sell_token_name=4'
    + `&sell_min_quantity=5&sell_max_quantity=6&sell_metadata=7&${FEES_QUERY}`, ORDER],
  ['getTrade', { id: 555 }, '/v3/trades/555', TRADE],
  ['listTrades', {
    ...PAGING, minTimestamp: 't1', maxTimestamp: 't2', partyATokenType: 'ETH', partyATokenAddress: 'a', partyBTokenType: 'ERC721',
    partyBTokenAddress: 'b', partyBTokenId: '42',
  }, `/v3/trades?${PAGING_QUERY}&min_timestamp=t1&max_timestamp=t2&party_a_token_type=ETH&party_a_token_address=a`
    + '&party_b_token_type=ERC721&party_b_token_address=b&party_b_token_id=42', TRADE],
  ['getTransfer', { id: '556' }, '/v1/transfers/556', TRANSFER],
  ['listTransfers', {
    ...PAGING, user: '0x1', receiver: '0x2', status: 'success', minTimestamp: 't1', maxTimestamp: 't2', tokenType: 'ERC20', tokenId: '1',
    assetId: '2', tokenAddress: '3', tokenName: '4', minQuantity: '5', maxQuantity: '6', metadata: '7',
  }, `/v1/transfers?${PAGING_QUERY}&user=0x1&receiver=0x2&status=success&min_timestamp=t1&max_timestamp=t2&token_type=ERC20&token_id=1`
    + '&asset_id=2&token_address=3&token_name=4&min_quantity=5&max_quantity=6&metadata=7', TRANSFER],
];

describe('x.IMXClient', () => {
  const { fetch } = window;
  let asked: URL[];

  function answer(...bodies: unknown[]): void {
    asked = [];
    window.fetch = async (url) => {
      asked.push(new URL(String(url)));
      return new Response(JSON.stringify(bodies[Math.min(asked.length, bodies.length) - 1]), { headers: { 'content-type': 'application/json' } });
    };
  }
  afterEach(() => { window.fetch = fetch; });

  function setup() {
    const client = new x.IMXClient({ baseConfig: { environment: config.Environment.SANDBOX } });
    const call = (method: Method, ...args: unknown[]) => (client[method] as (...args: unknown[]) => Promise<unknown>)(...args);
    return { client, call };
  }

  for (const [method, request, expected, shape] of READS) {
    const isList = method.startsWith('list');
    it(`${method} asks as the official SDK does, and answers in the documented shape`, async () => {
      answer(isList ? { result: [{ ...shape, unknown: 1 }], cursor: 'next', remaining: 1 } : { ...shape, unknown: 1 });
      const { call } = setup();

      const response = await call(method, request);

      const list = method === 'listTokens' ? { result: [shape], cursor: 'next' } : { result: [shape], cursor: 'next', remaining: 1 };
      expect(response).to.deep.equal(isList ? list : shape);
      expect(asked.map(({ href }) => href)).to.deep.equal([`https://api.sandbox.x.immutable.com${expected}`]);
    });

    it(`${method} refuses an answer of another shape, and ends with its signal`, async () => {
      const { call } = setup();
      for (const body of [null, [], {}, { result: {} }, { result: [null] }, { result: [{}] }]) {
        answer(body);
        await expectCode(call(method, request), 'API_RESPONSE_INVALID');
      }
      answer(shape);
      const error = await call(method, request, { signal: AbortSignal.abort() }).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('name', 'AbortError');
      expect(asked).to.deep.equal([]);
    });
  }

  const ALL = { balances: BALANCE, assets: ASSET, tokens: TOKEN, orders: ORDER, trades: TRADE, transfers: TRANSFER } as const;
  for (const [method, shape] of Object.entries(ALL)) {
    it(`${method} iterates over all pages`, async () => {
      answer({ result: [shape, shape], cursor: 'two', remaining: 1 }, { result: [shape], cursor: '', remaining: 0 });
      const { client } = setup();
      const read = client[method as keyof typeof ALL] as (request?: object) => AsyncIterable<object>;

      const items: object[] = [];
      for await (const item of read.call(client, method === 'balances' ? { owner: OWNER } : undefined)) items.push(item);

      expect(items).to.deep.equal([shape, shape, shape]);
      expect(asked.map(({ search }) => search)).to.deep.equal(['', '?cursor=two']);
    });
  }

  it('lists without a request where none is needed', async () => {
    answer({ result: [] });
    const { client } = setup();

    for (const list of [client.listAssets(), client.listOrders(), client.listTrades(), client.listTransfers()]) {
      expect(await list).to.deep.equal({ result: [], cursor: '', remaining: 0 });
    }
    expect(await client.listTokens()).to.deep.equal({ result: [], cursor: '' });
  });

  it('asks the base path that overrides name', async () => {
    answer({ result: [] });
    const client = new x.IMXClient({
      baseConfig: { environment: 'production' },
      overrides: { immutableXConfig: { apiConfiguration: { basePath: 'https://api.example' } } },
    });

    expect(await client.listBalances({ owner: OWNER })).to.deep.equal({ result: [], cursor: '', remaining: 0 });
    expect(asked[0]?.href).to.equal(`https://api.example/v2/balances/${OWNER}`);
  });

  it('names what is missing of its configuration', () => {
    for (const wrong of [undefined, {}, { baseConfig: {} }, { baseConfig: { environment: 'nowhere' } }]) {
      expect(() => new x.IMXClient(wrong as unknown as ImxClientConfiguration)).to.throw(TypeError, 'environment');
    }
  });

  // Checked by the compiler: code that names the official types compiles.
  it('has the documented types', async () => {
    answer({ result: [ORDER], cursor: '', remaining: 0 });
    const request: x.OrdersApiListOrdersV3Request = { status: 'active', sellTokenAddress: '0xc' };
    const response: x.ListOrdersResponseV3 = await setup().client.listOrders(request);
    const order: x.OrderV3 | undefined = response.result[0];
    const price: string | undefined = order?.buy.data.quantity;

    expect(price).to.equal('1000000000000000');
  });
});
