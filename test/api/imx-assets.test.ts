import { expect } from '@open-wc/testing';

import { fetchImxAssetsPage } from '../../src/api/imx-assets.js';
import { expectCode } from '../imx/support/expect-error.js';
import { API, createFakeApi } from '../imx/support/fake-api.js';
import type { Reply } from '../imx/support/fake-api.js';
import { createFakeClock } from '../imx/support/fake-clock.js';

const OWNER = '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001';
const COLLECTION = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';
const ROUTE = `GET /v1/assets?user=${OWNER}&status=imx`;
const row = (more: object = {}) => ({
  token_address: COLLECTION, token_id: '7', user: OWNER, status: 'imx', name: 'Lantern',
  image_url: 'https://images.example.com/7.png', collection: { name: 'Lights', icon_url: null }, ...more,
});

function read(reply: Reply, cursor?: string) {
  const api = createFakeApi({ [`${ROUTE}${cursor ? `&cursor=${cursor}` : ''}`]: reply });
  const { clock } = createFakeClock();
  return fetchImxAssetsPage({ baseUrl: API, fetch: api.fetch, clock }, OWNER, { cursor });
}

describe('fetchImxAssetsPage', () => {
  it('reads a page of assets with their collections, and the cursor of the next', async () => {
    expect(await read({ json: { result: [row({ user: OWNER.toUpperCase().replace('X', 'x') })], cursor: 'next', remaining: 1 } }, 'here')).to.deep.equal({
      rows: [{
        collection: COLLECTION, collectionName: 'Lights', tokenId: '7', name: 'Lantern', imageUrl: 'https://images.example.com/7.png', amount: 1n,
      }],
      unreadable: 0, cursor: 'next', hasMore: true,
    });
  });

  it('row 130: keeps no picture but https, no marks that reverse text, and the largest id with every digit', async () => {
    const tokenId = (2n ** 256n - 1n).toString();
    const { rows } = await read({ json: { result: [
      row({ token_id: tokenId, image_url: 'data:image/svg+xml,<svg onload=alert(1)>', name: 'a\u202eb\u200bc', collection: { name: '\u202e' } }),
      row({ image_url: null, name: null, collection: null }),
    ], cursor: '' } });

    const bare = { collection: COLLECTION, collectionName: undefined, imageUrl: undefined, amount: 1n };
    expect(rows).to.deep.equal([{ ...bare, tokenId, name: 'a b c' }, { ...bare, tokenId: '7', name: undefined }]);
  });

  it('row 131: leaves out and counts what makes no sense, and what belongs to somebody else', async () => {
    const page = await read({ json: { result: [
      row(), null, row({ token_id: 7 }), row({ token_id: '0x7' }), row({ token_address: 'me' }), row({ user: COLLECTION }), row({ user: undefined }),
    ], cursor: '' } });

    expect([page.rows.length, page.unreadable]).to.deep.equal([1, 6]);
  });

  it('takes nothing else for a page', async () => {
    for (const json of [{}, [], { result: {} }, null]) await expectCode(read({ json }), 'API_RESPONSE_INVALID');
  });
});
