import { expect } from '@open-wc/testing';

import { fetchChainNftsPage, fetchChainTokensPage } from '../../src/api/chain-api.js';
import { callRpc } from '../../src/api/chain-rpc.js';
import { expectCode } from '../imx/support/expect-error.js';
import { API, createFakeApi } from '../imx/support/fake-api.js';
import type { Reply } from '../imx/support/fake-api.js';
import { createFakeClock } from '../imx/support/fake-clock.js';

const OWNER = '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001';
const NFTS = `GET /v1/chains/imtbl-zkevm-testnet/accounts/${OWNER}/nfts?page_size=200`;
const TOKENS = 'GET /v1/chains/imtbl-zkevm-testnet/tokens?page_size=200';
const row = (more: object = {}) => ({
  contract_address: OWNER, token_id: '7', name: 'Lantern', image: 'https://images.example.com/7.png', balance: '3', ...more,
});

function setup(line: string, reply: Reply) {
  const api = createFakeApi({ [line]: reply });
  const { clock } = createFakeClock();
  return { api, target: { baseUrl: API, fetch: api.fetch, clock } };
}

describe('fetchChainNftsPage', () => {
  const read = (reply: Reply) => fetchChainNftsPage(setup(NFTS, reply).target, 'imtbl-zkevm-testnet', OWNER);

  it('reads a page of assets, with the cursor of the next', async () => {
    const reply = { json: { result: [row()], page: { previous_cursor: '', next_cursor: 'next' } } };

    expect(await read(reply)).to.deep.equal({
      rows: [{ collection: OWNER, tokenId: '7', name: 'Lantern', imageUrl: 'https://images.example.com/7.png', amount: 3n }],
      unreadable: 0, cursor: 'next', hasMore: true,
    });
  });

  it('row 130: keeps no picture but https, no marks that reverse text, and no row without an id', async () => {
    const reply = { json: { result: [
      row({ image: 'javascript:alert(1)', name: 'a\u202eb\u200bc', balance: 3 }), row({ token_id: '0x7' }), row({ token_id: 7 }), row({ contract_address: 'me' }), null,
    ] } };

    const { rows, unreadable, hasMore } = await read(reply);

    expect(rows).to.deep.equal([{ collection: OWNER, tokenId: '7', name: 'a b c', imageUrl: undefined, amount: undefined }]);
    expect([unreadable, hasMore]).to.deep.equal([4, false]);
  });

  it('takes nothing else for a page', async () => {
    for (const json of [{}, [], { result: {} }, null]) await expectCode(read({ json }), 'API_RESPONSE_INVALID');
  });
});

describe('fetchChainTokensPage', () => {
  it('row 149: goes on at no cursor that does not fit into a URL, and ends at none', async () => {
    for (const [cursor, expected] of [['x'.repeat(5_000), [undefined, true]], ['', [undefined, false]], [5, [undefined, false]]] as const) {
      const { target } = setup(TOKENS, { json: { result: [{ contract_address: OWNER }], page: { next_cursor: cursor } } });
      const page = await fetchChainTokensPage(target, 'imtbl-zkevm-testnet');
      expect([page.cursor, page.hasMore]).to.deep.equal(expected);
    }
  });
});

describe('callRpc', () => {
  it('sends one call by itself and several as a batch, and gives errors with their code', async () => {
    const { api, target } = setup('POST /', { json: { jsonrpc: '2.0', id: 1, error: { code: -32_000, message: 'busy' } } });

    expect(await callRpc(target, [{ method: 'eth_chainId', params: [] }])).to.deep.equal([{ error: { code: -32_000, message: 'busy' } }]);
    await expectCode(callRpc(target, [1, 2].map(() => ({ method: 'eth_chainId', params: [] }))), 'API_REFUSED');

    expect(api.requests.map(({ body }) => body)).to.deep.equal([
      { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] },
      [1, 2].map((id) => ({ jsonrpc: '2.0', id, method: 'eth_chainId', params: [] })),
    ]);
  });
});
