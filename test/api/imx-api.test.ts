import { expect } from '@open-wc/testing';

import { fetchBalance, fetchBalancesPage, fetchToken, fetchTokensPage } from '../../src/api/imx-api.js';
import { fetchUser, postPassportUser, postSignableRegistration } from '../../src/api/registration-api.js';
import { expectCode } from '../imx/support/expect-error.js';
import { API, createFakeApi } from '../imx/support/fake-api.js';
import type { Reply } from '../imx/support/fake-api.js';
import { TRACE } from '../imx/support/trace.js';

const OWNER = '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001';
const IMX = '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff';
const NOT_OBJECTS: readonly Reply[] = [
  { text: '<!doctype html><title>Hello</title>' }, { json: {} }, { status: 204 }, { text: '{"result":[{"token_a' },
  { json: null }, { json: [] }, { text: '' },
];

function setup(route: string, reply: Reply) {
  const api = createFakeApi({ [route]: reply });
  return { api, target: { baseUrl: API, fetch: api.fetch } };
}

describe('fetchBalancesPage', () => {
  const ROUTE = `GET /v2/balances/${OWNER}*`;

  it('reads rows and keeps the good ones beside the bad', async () => {
    const row = { token_address: IMX, symbol: 'IMX', balance: '42', preparing_withdrawal: '0', withdrawable: '0' };
    const { api, target } = setup(ROUTE, {
      json: {
        result: [
          { ...row, token_address: '', symbol: 'ETH', balance: '1' }, row, { ...row, balance: 1e21 }, { ...row, symbol: 7 },
          { ...row, token_address: '0x1' }, { balance: '1' }, null, 'row', [],
        ],
        cursor: 'next', remaining: 1,
      },
    });

    const page = await fetchBalancesPage(target, OWNER, { cursor: 'c' });

    expect(page).to.deep.equal({
      rows: [
        { tokenAddress: 'ETH', symbol: 'ETH', amount: 1n },
        { tokenAddress: IMX, symbol: 'IMX', amount: 42n },
        { tokenAddress: IMX, symbol: 'IMX', amount: undefined },
        { tokenAddress: IMX, symbol: undefined, amount: 42n },
      ],
      unreadable: 5, cursor: 'next', hasMore: true,
    });
    expect(api.lines).to.deep.equal([`GET /v2/balances/${OWNER}?cursor=c`]);
  });

  for (const reply of NOT_OBJECTS) {
    it(`row 131: refuses ${JSON.stringify(reply)}`, async () => {
      await expectCode(fetchBalancesPage(setup(ROUTE, reply).target, OWNER), 'API_RESPONSE_INVALID');
    });
  }
});

describe('fetchBalance', () => {
  it('asks for ETH by its name in paths', async () => {
    const { api, target } = setup(`GET /v2/balances/${OWNER}/eth`, { json: { token_address: '', symbol: 'ETH', balance: '7' } });

    expect(await fetchBalance(target, OWNER, 'ETH')).to.deep.equal({ tokenAddress: 'ETH', symbol: 'ETH', amount: 7n });
    expect(api.requests).to.have.length(1);
  });

  for (const reply of [...NOT_OBJECTS, { json: { balance: '1' } }]) {
    it(`row 131: refuses ${JSON.stringify(reply)}`, async () => {
      await expectCode(fetchBalance(setup('GET /v2*', reply).target, OWNER, 'ETH'), 'API_RESPONSE_INVALID');
    });
  }
});

describe('fetchToken and fetchTokensPage', () => {
  const ROW = {
    token_address: IMX, name: 'Immutable X', symbol: 'IMX', decimals: '18', quantum: '100000000',
    image_url: 'https://images.example.com/imx.svg',
  };
  const TOKEN = {
    tokenAddress: IMX, name: 'Immutable X', symbol: 'IMX', decimals: 18, logoUrl: 'https://images.example.com/imx.svg',
  };

  it('read a token', async () => {
    expect(await fetchToken(setup(`GET /v1/tokens/${IMX}`, { json: ROW }).target, IMX)).to.deep.equal(TOKEN);
  });

  it('read a page of tokens, which has no remaining', async () => {
    const { api, target } = setup('GET /v1/tokens*', { json: { result: [ROW, {}], cursor: 'n' } });

    expect(await fetchTokensPage(target)).to.deep.equal({ rows: [TOKEN], unreadable: 1, cursor: 'n', hasMore: true });
    expect(api.lines).to.deep.equal(['GET /v1/tokens']);
  });

  it('row 129: leave out what makes no sense, and inherited members', async () => {
    const text = `{"token_address":"${IMX}","decimals":"1.5","name":5,"symbol":"","__proto__":{"decimals":"18"},"image_url":"javascript:1"}`;

    expect(await fetchToken(setup('GET /v1*', { text }).target, IMX)).to.deep.equal({
      tokenAddress: IMX, name: undefined, symbol: undefined, decimals: undefined, logoUrl: undefined,
    });
  });

  for (const reply of NOT_OBJECTS) {
    it(`row 131: refuse ${JSON.stringify(reply)}`, async () => {
      await expectCode(fetchToken(setup('GET /v1*', reply).target, IMX), 'API_RESPONSE_INVALID');
      await expectCode(fetchTokensPage(setup('GET /v1*', reply).target), 'API_RESPONSE_INVALID');
    });
  }
});

describe('fetchUser', () => {
  const ROUTE = `GET /v1/users/${TRACE.wallet.toLowerCase()}`;

  it('reads the registered keys, asking in lower case', async () => {
    expect(await fetchUser(setup(ROUTE, { json: { accounts: [TRACE.starkKey] } }).target, TRACE.wallet))
      .to.deep.equal([TRACE.starkKey]);
  });

  it('has no keys for a wallet that the service says it does not know', async () => {
    const reply = { status: 404, json: { code: 'account_not_found', message: 'Account not found' } };

    expect(await fetchUser(setup(ROUTE, reply).target, TRACE.wallet)).to.deep.equal([]);
  });

  const NOT_SAID: readonly Reply[] = [
    { status: 404, text: '<h1>Not found</h1>' }, { status: 404, json: { code: 'route_not_found' } },
    { json: { accounts: [] } }, { json: { accounts: ['0x'] } }, { json: { accounts: [7] } }, { json: { accounts: 'x' } },
    ...NOT_OBJECTS,
  ];
  for (const reply of NOT_SAID) {
    it(`row 120: does not take ${JSON.stringify(reply)} for "not known"`, async () => {
      await expectCode(fetchUser(setup(ROUTE, reply).target, TRACE.wallet), 'API_RESPONSE_INVALID');
    });
  }
});

describe('postSignableRegistration', () => {
  const BAD = [
    ...NOT_OBJECTS, { json: { payload_hash: '0x1' } }, { json: { signable_message: 'x' } },
    { json: { payload_hash: 1, signable_message: 'x' } }, { json: { payload_hash: '0x1', signable_message: '' } },
    { json: { payload_hash: `0x${'1'.repeat(200)}`, signable_message: 'x' } },
    { json: { payload_hash: '0x1', signable_message: 'x'.repeat(10_001) } },
  ];
  for (const reply of BAD) {
    it(`row 131: refuses ${JSON.stringify(reply).slice(0, 80)}`, async () => {
      const { target } = setup('POST /v1*', reply);

      await expectCode(
        postSignableRegistration(target, { etherKey: OWNER, starkKey: '0x1' }), 'API_RESPONSE_INVALID',
      );
    });
  }
});

describe('postPassportUser', () => {
  const registration = { etherKey: TRACE.wallet, starkKey: '0x1', etherSignature: '0x2', starkSignature: '0x3' } as const;
  const post = (reply: Reply) => postPassportUser(
    setup('POST /v2/passport/users', reply).target, registration, { accessToken: 'access-1' },
  );

  it('reads the registered keys', async () => {
    const json = { ether_key: OWNER, stark_key: '0x1', user_admin_key: TRACE.wallet };

    expect(await post({ status: 201, json }))
      .to.deep.equal({ isKnown: false, etherKey: OWNER, starkKey: '0x1', userAdminKey: TRACE.wallet });
  });

  it('accepts the form that the official SDK declares', async () => {
    expect(await post({ json: { tx_hash: '' } }))
      .to.deep.equal({ isKnown: false, etherKey: undefined, starkKey: undefined, userAdminKey: undefined });
  });

  it('row 131: reads 409 as registered before', async () => {
    expect(await post({ status: 409, text: '<html>' })).to.deep.equal({ isKnown: true });
  });

  for (const reply of [...NOT_OBJECTS, { json: { user_admin_key: 'me' } }, { json: { ether_key: '0x1' } }]) {
    it(`row 131: refuses ${JSON.stringify(reply)}`, async () => {
      await expectCode(post(reply), 'API_RESPONSE_INVALID');
    });
  }
});
