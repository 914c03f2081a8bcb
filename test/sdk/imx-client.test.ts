import { expect } from '@open-wc/testing';
import { config, x } from '../../src/sdk.js';
import type { ImxClientConfiguration } from '../../src/sdk/x.js';
import { expectCode } from '../support/rejection.js';

const OWNER = '0x0000000000000000000000000000000000000000';
const ROW = { token_address: '', symbol: 'ETH', balance: '1000000000000000000', preparing_withdrawal: '0', withdrawable: '0' };

describe('x.IMXClient', () => {
  const { fetch } = window;
  let asked: URL[];

  function answer(body: unknown): void {
    asked = [];
    window.fetch = async (url) => {
      asked.push(new URL(String(url)));
      return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
    };
  }
  afterEach(() => { window.fetch = fetch; });

  it('lists balances in the documented shape', async () => {
    answer({ result: [{ ...ROW, unknown: 1 }], cursor: 'next', remaining: 1 });
    const client = new x.IMXClient({ baseConfig: { environment: config.Environment.SANDBOX } });

    const response = await client.listBalances({ owner: OWNER, pageSize: 10, cursor: 'c', orderBy: 'symbol', direction: 'asc', symbol: 'ETH' });

    expect(response).to.deep.equal({ result: [ROW], cursor: 'next', remaining: 1 });
    expect(asked[0]?.href).to.equal(`https://api.sandbox.x.immutable.com/v2/balances/${OWNER}?page_size=10&cursor=c&order_by=symbol&direction=asc&symbol=ETH`);
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

  it('refuses an answer that has lost digits or members', async () => {
    const client = new x.IMXClient({ baseConfig: { environment: 'production' } });
    for (const body of [{}, { result: {} }, { result: [null] }, { result: [{ ...ROW, balance: 1e18 }] }, { result: [{ ...ROW, symbol: undefined }] }]) {
      answer(body);
      await expectCode(client.listBalances({ owner: OWNER }), 'API_RESPONSE_INVALID');
    }
  });

  it('names what is missing of its configuration', () => {
    for (const wrong of [undefined, {}, { baseConfig: {} }, { baseConfig: { environment: 'nowhere' } }]) {
      expect(() => new x.IMXClient(wrong as unknown as ImxClientConfiguration)).to.throw(TypeError, 'environment');
    }
  });
});
