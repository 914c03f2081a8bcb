import { expect } from '@open-wc/testing';

import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';
import { expectCode } from './support/expect-error.js';
import type { Reply } from './support/fake-api.js';
import { createFakeUser, REGISTERED, UNREGISTERED } from './support/fake-user.js';
import { COLLECTION, ETH_ID, RECEIVER, TOKEN, TOKEN_ID, TRANSFERRED } from './support/honest-service.js';
import { METHOD_NAMES, METHODS, setupProvider } from './support/setup-provider.js';
import type { MethodName, ProviderSetup } from './support/setup-provider.js';

const ANSWERS: Readonly<Record<MethodName, unknown>> = {
  'transfer of ETH': TRANSFERRED, 'transfer of an ERC20 token': TRANSFERRED, 'transfer of an ERC721 token': TRANSFERRED,
  exchangeTransfer: TRANSFERRED,
  batchNftTransfer: { transfer_ids: [5000, 5001] },
  createOrder: { order_id: 7777, request_id: 'r-1', status: 'active', time: 1_700_000_001 },
  cancelOrder: { order_id: 7777, status: 'cancelled' },
  createTrade: { trade_id: 8888, request_id: 'r-2', status: 'success' },
};

/** Calls a method that has to fail, and says what came of it. */
async function fail(name: MethodName, code: ErrorCode, options: ProviderSetup) {
  const it = setupProvider(options);
  const error = await expectCode(METHODS[name].call(it.provider), code);
  return { ...it, error, finals: it.api.lines.filter((line) => line === METHODS[name].final).length };
}

describe('Methods of the provider', () => {
  for (const name of METHOD_NAMES) {
    const { call, type, final, signable } = METHODS[name];

    it(`${name}: resolves to the documented answer, and tells that assets may have moved`, async () => {
      const { provider, counts, approval } = setupProvider();

      expect(await call(provider)).to.deep.equal(ANSWERS[name]);
      expect([counts.transacted, approval.open]).to.deep.equal([1, 0]);
    });

    it(`${name}: is ${type} with the service's words where it refuses what is to be signed`, async () => {
      const { error, signed, finals, counts } = await fail(name, 'API_REFUSED', {
        routes: { [signable]: { status: 400, json: { code: 'bad', message: 'nope' } } },
      });

      expect(error.type).to.equal(type);
      expect(error.message).to.contain('nope');
      expect([signed.length, finals, counts.transacted]).to.deep.equal([0, 0, 0]);
    });

    it(`${name}: is ${type} where what is to be signed cannot be read`, async () => {
      for (const json of [null, [], 'text', {}, { payload_hash: 7 }]) {
        const { error, signed } = await fail(name, 'API_RESPONSE_INVALID', { routes: { [signable]: { json } } });
        expect([error.type, signed.length]).to.deep.equal([type, 0]);
      }
    });

    it(`${name}: is refused once by the service that refuses the signed one, which nothing moved`, async () => {
      const { error, finals, counts } = await fail(name, 'API_REFUSED', { routes: { [final]: { status: 400, json: { code: 'c', message: 'm' } } } });

      expect([error.type, finals, counts.transacted]).to.deep.equal([type, 1, 0]);
    });

    it(`${name}: is refused once with 403, which says nothing against the token`, async () => {
      const forbidden = { status: 403, json: { code: 'transaction_not_approved', message: 'm' } };
      for (const line of name === 'exchangeTransfer' ? [final] : [signable, final]) {
        const { error, api, user, counts } = await fail(name, 'API_REFUSED', { routes: { [line]: forbidden } });
        expect([error.type, api.lines.filter((sent) => sent === line).length]).to.deep.equal([type, 1]);
        expect([user.calls.refresh, counts.transacted]).to.deep.equal([0, 0]);
      }
    });

    const lost: readonly Reply[] = ['network', { status: 500 }, { status: 200, text: '<html>' }, { json: { status: 'success' } }];
    it(`${name}: is sent once, though its answer is lost, and says that it may have gone through`, async () => {
      for (const reply of lost) {
        const { error, finals, counts } = await fail(name, 'TRANSACTION_OUTCOME_UNKNOWN', { routes: { [final]: reply } });
        expect([error.type, error.retryable, finals, counts.transacted]).to.deep.equal([type, false, 1, 1]);
      }
    });

    it(`row 71: ${name}: is sent again with a renewed token where the service refuses the token`, async () => {
      const tokens = ['access-1', 'access-1', 'access-2'];
      const fake = createFakeUser([REGISTERED], REGISTERED);
      const user = { ...fake.user, getAccessToken: async () => (fake.calls.refresh > 0 ? 'access-2' : tokens[0]!) };
      const { provider, api } = setupProvider({
        parts: { user }, routes: { [final]: ({ headers }) => (headers['authorization'] === 'Bearer access-2' ? { json: ANSWERS[name] } : { status: 401 }) },
      });

      expect(await call(provider)).to.deep.equal(ANSWERS[name]);
      expect(api.lines.filter((line) => line === final)).to.have.length(2);
    });

    it(`${name}: is USER_NOT_REGISTERED_ERROR for a user without an account, and asks nothing`, async () => {
      const { error, api, approval } = await fail(name, 'USER_NOT_REGISTERED_ERROR', { claims: UNREGISTERED });

      expect(error.type).to.equal('USER_NOT_REGISTERED_ERROR');
      expect([api.lines, approval.open]).to.deep.equal([[], 0]);
    });

    const kept = [
      ['NOT_LOGGED_IN_ERROR', 'NOT_LOGGED_IN_ERROR'], ['USER_CHANGED', 'NOT_LOGGED_IN_ERROR'],
      ['WALLET_TIMEOUT', 'WALLET_CONNECTION_ERROR'], ['STARK_KEY_MISMATCH', 'WALLET_CONNECTION_ERROR'], ['CODE_UNAVAILABLE', type],
    ] as const;
    it(`${name}: keeps the types that say who must act`, async () => {
      for (const [code, expected] of kept) {
        const getKeys = async (): Promise<never> => { throw new PassportError(ERROR_TABLE, code); };
        const { error, signed } = await fail(name, code, { parts: { getKeys } });
        expect([error.type, signed.length]).to.deep.equal([expected, 0]);
      }
    });

    it(`row 106: ${name}: sends nothing once another user is signed in`, async () => {
      const { user, state } = createFakeUser([REGISTERED], REGISTERED);
      const getClaims = async () => {
        if (state.claims.sub !== REGISTERED.sub) throw new PassportError(ERROR_TABLE, 'USER_CHANGED');
        return state.claims;
      };
      const it = setupProvider({ parts: { user: { ...user, getClaims } } });
      it.api.onRequest(({ method, path }) => {
        if (`${method} ${path}` === signable) state.claims = { ...REGISTERED, sub: 'email|0002' };
      });

      await expectCode(call(it.provider), 'USER_CHANGED');
      expect(it.api.lines).not.to.include(final);
    });
  }
});

describe('Approval of the provider\'s methods', () => {
  for (const name of METHOD_NAMES) {
    const { call, type, final, signable } = METHODS[name];

    it(`${name}: opens its window before anything is awaited, and asks before it signs and sends`, async () => {
      const { provider, log, approval } = setupProvider();

      const promise = call(provider);
      expect(log).to.deep.equal(['begin']);
      await promise;

      const order = ['begin', signable, 'confirm', 'sign', final, 'end'].map((entry) => log.indexOf(entry));
      expect(order).to.deep.equal([...order].sort((a, b) => a - b));
      expect(order).not.to.include(-1);
      expect(approval.begun).to.deep.equal([{ window: name === 'batchNftTransfer' ? 'batch' : undefined }]);
    });

    const verdicts = [
      ['TRANSACTION_REJECTED', type], ['CONFIRMATION_TIMEOUT', type], ['TRANSACTION_UNKNOWN', type],
      ['SERVICE_UNAVAILABLE_ERROR', 'SERVICE_UNAVAILABLE_ERROR'],
    ] as const;
    it(`${name}: signs nothing that is not confirmed, and keeps SERVICE_UNAVAILABLE_ERROR as it is`, async () => {
      for (const [verdict, expected] of verdicts) {
        const { error, signed, finals, approval, counts } = await fail(name, verdict, { verdict });
        expect([error.type, signed.length, finals, approval.open, counts.transacted]).to.deep.equal([expected, 0, 0, 0, 0]);
      }
    });

    it(`row 117: ${name}: ends with the window that is closed before there is anything to ask`, async () => {
      const it = setupProvider({ routes: { [signable]: 'silence' } });
      it.api.onRequest(({ method, path }) => {
        if (`${method} ${path}` === signable) queueMicrotask(() => it.approval.abort('TRANSACTION_REJECTED'));
      });

      const error = await expectCode(call(it.provider), 'TRANSACTION_REJECTED');

      expect([error.type, it.signed.length, it.approval.open]).to.deep.equal([type, 0, 0]);
    });
  }

  it('row 150: tells what was asked for, and every hash of a batch', async () => {
    const { provider, approval } = setupProvider();
    await METHODS['transfer of ETH'].call(provider);
    await METHODS.batchNftTransfer.call(provider);
    await METHODS.createOrder.call(provider);
    await METHODS.createTrade.call(provider);
    await METHODS.cancelOrder.call(provider);

    const [eth, batch, order, trade, cancel] = approval.requests;
    expect(eth!.account).to.match(/^0x/);
    expect(eth!.summary).to.deep.equal({
      action: 'transfer', groups: [[{ name: 'amount', value: '0.0000000005 ETH' }, { name: 'receiver', value: RECEIVER }]],
    });
    expect(batch!.subject).to.have.property('furtherHashes').with.length(1);
    expect(batch!.summary.groups.map((group) => group.find(({ name }) => name === 'token-id')?.value)).to.deep.equal(['1', '2']);
    const values = [order, trade].map((request) => request!.summary.groups[0]!.map(({ name, value }) => `${name}: ${value}`));
    expect(values[0]).to.include.members([
      'sell: 1 NFT', `token: ${COLLECTION}`, 'buy: 0.00001 ETH', `fee: 1.5 % to ${RECEIVER}`,
    ]);
    expect(values[1]).to.include.members(['order: 7777', 'sell: 0.00001 ETH', 'buy: 1 NFT', 'token-id: 12']);
    expect(cancel!.summary).to.deep.equal({ action: 'cancel-order', groups: [[{ name: 'order', value: '7777' }]] });
  });

  it('row 150: tells the fee and the time that are signed, which may be more and other than what was asked', async () => {
    const read = async (call: (provider: ReturnType<typeof setupProvider>['provider']) => Promise<unknown>, order: object) => {
      const { provider, approval } = setupProvider({ lies: { order } });
      await call(provider);
      return approval.requests[0]!.summary.groups[0]!.map(({ name, value }) => `${name}: ${value}`);
    };
    const feeInfo = { assetId: ETH_ID, feeLimit: '8500', sourceVaultId: 1 };

    expect((await read(METHODS.createOrder.call, { feeInfo, expirationTimestamp: 500_003 })).slice(-3))
      .to.deep.equal([`fee: 1.5 % to ${RECEIVER}`, 'fee: up to 0.00000085 ETH', 'expires: 2027-01-15 11:00 UTC']);
    expect((await read(METHODS.createTrade.call, { expirationTimestamp: 500_003 })).slice(-2))
      .to.deep.equal(['fee: up to 0.0000007 ETH', 'expires: 2027-01-15 11:00 UTC']);
    const erc20 = { type: 'ERC20', amount: '10000000000000', tokenAddress: TOKEN } as const;
    expect((await read((provider) => provider.createOrder({
      sell: erc20, buy: { type: 'ETH', amount: '10000000000000' }, fees: [],
    }), { feeInfo: { ...feeInfo, assetId: TOKEN_ID, feeLimit: '2000' }, expirationTimestamp: 4_194_303 })).slice(-3))
      .to.deep.equal(['fee: up to 200000000000 smallest units', `token: ${TOKEN}`, 'expires: 2448-06-25 15:00 UTC']);
  });

  it('row 150: exchangeTransfer has the visitor asked in our own words, and shows its token for the signed transfer alone', async () => {
    const { provider, approval, api } = setupProvider();

    await METHODS.exchangeTransfer.call(provider);

    const [{ subject, summary }] = approval.requests as [(typeof approval.requests)[0]];
    expect(subject).to.deep.equal({ kind: 'unguarded' });
    expect(summary.action).to.equal('exchange-transfer');
    expect(summary.groups[0]).to.deep.include({ name: 'receiver', value: RECEIVER });
    expect(api.requests.filter(({ headers }) => 'authorization' in headers).map(({ path }) => path)).to.deep.equal(['/v2/exchanges/tx-77/transfers']);
  });
});
