import { expect } from '@open-wc/testing';

import { SDK_VERSION } from '../../src/api/call-api.js';
import { createImxNetwork } from '../../src/imx/imx-network.js';
import { Registrar } from '../../src/imx/registrar.js';
import { PRESETS } from '../../src/shared/environments.js';
import { REGISTRATION_STEPS } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { turn } from '../support/fake-clock.js';
import { expectCode, getError } from './support/expect-error.js';
import { createFakeApi } from './support/fake-api.js';
import type { ReceivedRequest } from './support/fake-api.js';
import { createFakeUser, REGISTERED, UNREGISTERED } from './support/fake-user.js';
import { setupRegistration, SIGNABLE, USERS } from './support/setup-registration.js';
import { TRACE } from './support/trace.js';

/** The two clients name themselves differently; everything else must be equal. */
function withoutVersion(request: ReceivedRequest): ReceivedRequest {
  const { 'x-sdk-version': version, ...headers } = request.headers;
  expect(version).to.equal(SDK_VERSION);
  return { ...request, headers };
}

describe('createImxNetwork', () => {
  it('registers with the requests, keys and signatures of the official SDK, in order', async () => {
    const { api, user, wallet, steps, network, onStep } = setupRegistration({
      routes: { [USERS]: { json: { tx_hash: '' } } },
    });

    const account = await network.register({ onStep });

    expect(account).to.deep.equal({ network: 'immutable-x', address: TRACE.account });
    expect(api.requests.map(withoutVersion)).to.deep.equal(TRACE.requests);
    expect(wallet.purposes).to.deep.equal([{ kind: 'stark-seed' }, { kind: 'stark-seed' }, { kind: 'imx-link', text: TRACE.linkText }]);
    expect(wallet.calls.getAddress).to.equal(1);
    expect(user.calls).to.deep.equal({ refresh: 1, getAccessToken: 1 });
    expect(steps).to.deep.equal(REGISTRATION_STEPS);
  });

  it('registers after connect without another question to the wallet, as the official SDK does', async () => {
    const { wallet, steps, network, onStep } = setupRegistration();

    await network.connect();
    expect(wallet.purposes).to.deep.equal([{ kind: 'stark-seed' }, { kind: 'stark-seed' }]);

    await network.register({ onStep });
    expect(wallet.calls.getAddress).to.equal(1);
    expect(wallet.purposes).to.have.length(3);
    expect(steps).to.deep.equal(REGISTRATION_STEPS);
  });

  it('counts 409 as success, where the official SDK fails', async () => {
    const { api, user, network } = setupRegistration({
      routes: { [USERS]: { status: 409, json: { code: 'account_registration_error', message: 'Key already registered' } } },
    });

    expect(await network.register()).to.have.property('address', TRACE.account);
    expect(api.requests.map(withoutVersion)).to.deep.equal(TRACE.requests);
    expect(user.calls.refresh).to.equal(1);
  });

  it('reads balances with the request of the official SDK', async () => {
    const { api, network } = setupRegistration({
      routes: { [`GET /v2/balances/${TRACE.account}`]: { json: { result: [], cursor: '' } } },
    });

    const list = await network.listBalances(TRACE.account);

    expect(api.requests.map(withoutVersion)).to.deep.equal([{
      method: 'GET',
      path: `/v2/balances/${TRACE.account}`,
      headers: { accept: 'application/json, text/plain, */*' },
      body: undefined,
    }]);
    expect(list).to.deep.include({ owner: TRACE.account, balances: [], complete: true, loadedAtMs: 1_700_000_000_000 });
  });

  it('asks nobody for a user whose claims show the account', async () => {
    const { api, wallet, user, network } = setupRegistration({ claims: REGISTERED });

    expect(await network.register()).to.deep.equal({ network: 'immutable-x', address: TRACE.account });
    expect(api.requests).to.deep.equal([]);
    expect(wallet.calls.getAddress).to.equal(0);
    expect(user.calls.refresh).to.equal(0);
  });

  it('reads the account from the claim, and none from a claim that is no address', () => {
    const { network } = setupRegistration();

    expect(network.readAccount(REGISTERED)).to.deep.equal({ network: 'immutable-x', address: TRACE.account });
    for (const address of ['0x1', '', `${TRACE.account}0`, undefined]) {
      expect(network.readAccount({ ...UNREGISTERED, passport: { imx_eth_address: address } })).to.equal(undefined);
    }
  });

  it('loads the signing code for a registration, and not for balances', async () => {
    let loads = 0;
    const loadRegistrar = async () => {
      loads += 1;
      return { Registrar };
    };
    const { network } = setupRegistration({
      routes: { 'GET /v2*': { json: { result: [], cursor: '' } } }, network: { loadRegistrar },
    });

    await network.listBalances(TRACE.account);
    expect(loads).to.equal(0);

    await network.register();
    expect(loads).to.equal(1);
  });

  it('says CODE_UNAVAILABLE when the signing code cannot be loaded, and tries again', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    const results = [Promise.reject(cause), Promise.resolve({ Registrar })];
    const { network } = setupRegistration({ network: { loadRegistrar: () => results.shift()! } });

    const error = await expectCode(network.register(), 'CODE_UNAVAILABLE');
    expect(error).to.include({ type: 'USER_REGISTRATION_ERROR', cause });
    expect(await network.register()).to.have.property('address', TRACE.account);
  });

  it('takes fetch and key from the configuration', async () => {
    const api = createFakeApi({ 'GET /v2*': { json: { result: [] } } });
    const { user } = setupRegistration().user;
    const { wallet } = setupRegistration().wallet;
    const network = createImxNetwork({
      config: { endpoints: PRESETS.sandbox.endpoints, publishableKey: 'pk_1', fetch: api.fetch }, user, wallet,
    });

    await network.listBalances(TRACE.account);

    expect(api.requests[0]?.headers).to.have.property('x-immutable-publishable-key', 'pk_1');
  });

  it('passes NOT_LOGGED_IN_ERROR on as it is', async () => {
    const { user } = setupRegistration().user;
    const failing = { ...user, getClaims: async () => { throw new PassportError(ERROR_TABLE, 'NOT_LOGGED_IN_ERROR'); } };
    const { network, wallet } = setupRegistration({ network: { user: failing } });

    expect(await expectCode(network.register(), 'NOT_LOGGED_IN_ERROR')).to.have.property('type', 'NOT_LOGGED_IN_ERROR');
    await expectCode(network.connect(), 'NOT_LOGGED_IN_ERROR');
    expect(wallet.calls.getAddress).to.equal(0);
  });

  it('forgets wallet and key on disconnect, and ends what is under way', async () => {
    const { api, wallet, network, countPosts } = setupRegistration({ routes: { [SIGNABLE]: 'silence' } });
    await network.connect();
    const asked = new Promise<void>((resolve) => api.onRequest(() => resolve()));
    const running = getError(network.register());
    await asked;

    await network.disconnect();

    expect(await running).to.have.property('name', 'AbortError');
    expect(wallet.calls.disconnect).to.equal(1);
    expect(countPosts()).to.equal(0);
    await network.connect();
    expect(wallet.calls.getAddress).to.equal(2);
  });

  it('starts nothing when it is disconnected while code loads', async () => {
    let finish = (): void => {};
    const loading = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { wallet, network } = setupRegistration({ network: { loadRegistrar: () => loading.then(() => ({ Registrar })) } });
    const running = network.register();

    await network.disconnect();
    finish();

    await expectCode(running, 'ABORTED');
    expect(wallet.calls.getAddress).to.equal(0);
  });

  it('starts nothing when it is disconnected while claims are read, be the code here by then or not', async () => {
    const { user } = createFakeUser();
    const gate = Promise.withResolvers<void>();
    let reads = 0;
    const late = { ...user, getClaims: async () => {
      reads += 1;
      if (reads === 2 || reads === 3) await gate.promise;
      return user.getClaims();
    } };
    const { wallet, network } = setupRegistration({ network: { user: late } });
    const registering = network.register();
    while (reads < 2) await turn();
    const connecting = network.connect();
    while (reads < 3) await turn();

    await network.disconnect();
    // The next user's: it must not be taken for theirs.
    await network.connect();
    gate.resolve();

    await expectCode(registering, 'ABORTED');
    await expectCode(connecting, 'ABORTED');
    expect(wallet.calls.getAddress).to.equal(1);
  });
});
