import { expect } from '@open-wc/testing';
import { fetchLinkedAddresses } from '../../src/api/passport-profile-api.js';
import { expectCode } from '../imx/support/expect-error.js';
import { API, createFakeApi } from '../imx/support/fake-api.js';
import type { Reply } from '../imx/support/fake-api.js';

const ROUTE = 'GET /passport-profile/v1/user/info';
const FIRST = '0x1111222233334444555566667777888899990000';
const SECOND = '0xABCDEF2233334444555566667777888899990000';

function setup(reply: Reply) {
  const api = createFakeApi({ [ROUTE]: reply });
  return { api, target: { baseUrl: API, fetch: api.fetch } };
}

describe('fetchLinkedAddresses', () => {
  it('reads the addresses, and leaves out what is none', async () => {
    const { api, target } = setup({ json: { sub: 'email|1', linked_addresses: [FIRST, SECOND, '0x1', 7, null, `${FIRST}00`] } });

    expect(await fetchLinkedAddresses(target, { accessToken: 'token' })).to.deep.equal([FIRST, SECOND]);
    expect(api.lines).to.deep.equal([ROUTE]);
  });

  for (const reply of [{ json: {} }, { json: { linked_addresses: 'none' } }, { json: [] }, { text: '<!doctype html>' }]) {
    it(`row 131: refuses ${JSON.stringify(reply)}`, async () => {
      await expectCode(fetchLinkedAddresses(setup(reply).target, { accessToken: 'token' }), 'API_RESPONSE_INVALID');
    });
  }

  it('says that the token was refused', async () => {
    await expectCode(fetchLinkedAddresses(setup({ status: 401 }).target, { accessToken: 'token' }), 'API_UNAUTHORIZED');
  });
});
