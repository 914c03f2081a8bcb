import { expect } from '@open-wc/testing';

import { createChainNetwork } from '../../src/chain/chain-network.js';
import { PRESETS } from '../../src/shared/environments.js';
import type { IdTokenClaims, RegistrationStep } from '../../src/shared/network.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { turn } from '../support/fake-clock.js';
import { expectCode, getError } from '../imx/support/expect-error.js';
import { createFakeApi } from '../imx/support/fake-api.js';
import type { Routes } from '../imx/support/fake-api.js';
import { createFakeClock } from '../imx/support/fake-clock.js';
import { createFakeUser, UNREGISTERED } from '../imx/support/fake-user.js';
import type { Refreshed } from '../imx/support/fake-user.js';
import { createFakeWallet } from '../imx/support/fake-wallet.js';
import { TRACE } from '../imx/support/trace.js';

const CHAINS = 'GET /v1/chains';
const REGISTER = 'POST /v2/chains/imtbl-zkevm-testnet/passport/counterfactual-address';
const REGISTERED: IdTokenClaims = {
  ...UNREGISTERED, passport: { zkevm_eth_address: TRACE.account, zkevm_user_admin_address: TRACE.wallet.toLowerCase() },
};
const LISTED = { json: { result: [{ id: 'eip155:1', name: 'other' }, { id: 'eip155:13473', name: 'imtbl-zkevm-testnet' }] } };
const CREATED = { status: 201, json: { counterfactual_address: TRACE.account } };
const ACCOUNT = { network: 'immutable-chain', address: TRACE.account };

function setup(options: { routes?: Routes; refreshes?: readonly Refreshed[]; claims?: IdTokenClaims } = {}) {
  const api = createFakeApi({ [CHAINS]: LISTED, [REGISTER]: CREATED, ...options.routes });
  const user = createFakeUser(options.refreshes ?? [REGISTERED], options.claims);
  const wallet = createFakeWallet();
  const { clock, waits } = createFakeClock();
  const network = createChainNetwork({
    config: { environment: 'sandbox', endpoints: PRESETS.sandbox.endpoints }, user: user.user, wallet: wallet.wallet, fetch: api.fetch, clock,
  });
  const steps: RegistrationStep[] = [];
  const register = (signal?: AbortSignal) => network.register({ signal, onStep: (step) => void steps.push(step) });
  return { api, user, wallet, waits, network, steps, register, countPosts: () => api.lines.filter((line) => line === REGISTER).length };
}

describe('ChainRegistrar', () => {
  it('sends the wallet and the signature of the constant text, and waits for the claim', async () => {
    const { api, wallet, user, steps, register } = setup();

    expect(await register()).to.deep.equal(ACCOUNT);

    expect(api.lines).to.deep.equal([CHAINS, REGISTER]);
    expect(api.requests[1]?.body).to.deep.equal({
      ethereum_address: TRACE.wallet, ethereum_signature: `${TRACE.linkSignature.slice(0, 130)}00`,
    });
    expect(api.requests[1]?.headers).to.include({ authorization: 'Bearer access-1' });
    expect(api.requests[0]?.headers).not.to.have.property('authorization');
    expect(wallet.purposes).to.deep.equal([{ kind: 'chain-register' }]);
    expect(steps).to.deep.equal(['connect-wallet', 'sign', 'submit', 'confirm']);
    expect(user.calls.refresh).to.equal(1);
  });

  it('asks nothing of a user who has an account, and registers one who has it on Immutable X only', async () => {
    const known = setup({ claims: REGISTERED });
    expect(await known.register()).to.deep.equal(ACCOUNT);
    expect(known.api.lines).to.deep.equal([]);

    const elsewhere = setup({ claims: { ...UNREGISTERED, passport: TRACE.claim } });
    expect(elsewhere.network.readAccount({ ...UNREGISTERED, passport: TRACE.claim })).to.equal(undefined);
    expect(await elsewhere.register()).to.deep.equal(ACCOUNT);
    expect(elsewhere.countPosts()).to.equal(1);
  });

  it('row 131: takes 409 for a success, and sends one request for two clicks', async () => {
    const { register, countPosts } = setup({ routes: { [REGISTER]: { status: 409, json: { code: 'conflict', message: 'known' } } } });

    expect(await Promise.all([register(), register()])).to.deep.equal([ACCOUNT, ACCOUNT]);
    expect(countPosts()).to.equal(1);
  });

  it('row 131: looks for a registration whose answer was lost, and tells why when it is not there', async () => {
    for (const reply of ['network', { status: 500 }, { text: '<html>' }, { json: {} }, { text: 'x'.repeat(2_100_000) }] as const) {
      const found = setup({ routes: { [REGISTER]: reply } });
      expect(await found.register()).to.deep.equal(ACCOUNT);
      const lost = setup({ routes: { [REGISTER]: reply }, refreshes: [UNREGISTERED] });
      const { type } = await getError(lost.register()) as PassportError;
      expect([type, lost.user.calls.refresh, lost.countPosts()]).to.deep.equal(['USER_REGISTRATION_ERROR', 2, 1]);
    }
  });

  it('is pending when the claim does not come, and does not register again the next time', async () => {
    const { register, countPosts, waits } = setup({ refreshes: [...Array.from({ length: 4 }, () => UNREGISTERED), REGISTERED] });

    const error = await expectCode(register(), 'REGISTRATION_PENDING');
    expect([error.type, waits.filter((ms) => ms === 1_000).length]).to.deep.equal(['USER_REGISTRATION_ERROR', 3]);
    expect(await register()).to.deep.equal(ACCOUNT);
    expect(countPosts()).to.equal(1);
  });

  it('is CHAIN_UNKNOWN, with nothing signed, when the service does not list the chain or names it oddly', async () => {
    for (const result of [[], [{ id: 'eip155:13371', name: 'imtbl-zkevm-mainnet' }], [{ id: 'eip155:13473', name: '../../v1/else' }]]) {
      const { register, wallet } = setup({ routes: { [CHAINS]: { json: { result } } } });
      const error = await expectCode(register(), 'CHAIN_UNKNOWN');
      expect([error.type, wallet.purposes]).to.deep.equal(['USER_REGISTRATION_ERROR', []]);
    }
  });

  it('row 105: signs nothing for a wallet that the claims do not name, and takes no other account than the answered one', async () => {
    const passport = { zkevm_user_admin_address: TRACE.account };
    const other = setup({ claims: { ...UNREGISTERED, passport } });
    await expectCode(other.register(), 'WALLET_ADDRESS_MISMATCH');
    expect(other.wallet.purposes).to.deep.equal([]);

    const swapped = setup({ routes: { [REGISTER]: { status: 201, json: { counterfactual_address: TRACE.wallet } } } });
    await expectCode(swapped.register(), 'WALLET_ADDRESS_MISMATCH');

    const rebound = setup({ refreshes: [{ ...REGISTERED, passport: { ...REGISTERED.passport, ...passport } }] });
    await expectCode(rebound.register(), 'WALLET_ADDRESS_MISMATCH');
  });

  it('row 106: sends nothing with the token of another user', async () => {
    const { register, user, api, countPosts } = setup({ routes: { [CHAINS]: LISTED } });
    api.onRequest(() => { user.state.claims = { sub: 'email|0002' }; });

    await expectCode(register(), 'USER_CHANGED');
    expect(countPosts()).to.equal(0);
  });

  it('row 71: renews a token that the service refuses, and sends once more', async () => {
    let token = 0;
    const { api, user, register } = setup({ routes: { [REGISTER]: [{ status: 401 }, CREATED] }, refreshes: [UNREGISTERED, REGISTERED] });
    Object.assign(user.user, { getAccessToken: async () => `access-${token += 1}` });

    expect(await register()).to.deep.equal(ACCOUNT);
    expect(api.requests.slice(1).map(({ headers }) => headers['authorization'])).to.deep.equal(['Bearer access-1', 'Bearer access-2']);
  });

  it('stays an abort, and ends with the user', async () => {
    const controller = new AbortController();
    const aborted = setup({ routes: { [REGISTER]: 'silence' } });
    aborted.api.onRequest(({ method }) => method === 'POST' && queueMicrotask(() => controller.abort()));
    expect(await getError(aborted.register(controller.signal))).to.have.property('name', 'AbortError');

    const left = setup({ routes: { [REGISTER]: 'silence' } });
    left.api.onRequest(({ method }) => method === 'POST' && queueMicrotask(() => void left.network.disconnect()));
    expect(await getError(left.register())).to.have.property('name', 'AbortError');
    expect(left.wallet.calls.disconnect).to.equal(1);
  });

  it('gives the failures of the wallet and of the login as they are', async () => {
    const { register, user } = setup();
    Object.assign(user.user, { getClaims: () => Promise.reject(new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR')) });
    await expectCode(register(), 'NOT_LOGGED_IN_ERROR');
  });
});

describe('createChainNetwork', () => {
  it('starts nothing when it is disconnected while claims are read, or while code loads', async () => {
    for (const late of [1, 2]) {
      const { user, wallet, network, api } = setup();
      const gate = Promise.withResolvers<void>();
      const { getClaims } = user.user;
      let reads = 0;
      user.user.getClaims = async () => {
        reads += 1;
        if (reads === late) await gate.promise;
        return getClaims();
      };
      const registering = network.register();
      while (reads < late) await turn();

      await network.disconnect();
      gate.resolve();

      await expectCode(registering, 'ABORTED');
      expect([wallet.calls.getAddress, api.lines]).to.deep.equal([0, []]);
    }
  });

  it('does not take the live chain for the emulator\'s', async () => {
    const { user } = createFakeUser();
    const { wallet } = createFakeWallet();
    const create = () => createChainNetwork({ config: { environment: 'emulator', endpoints: PRESETS.sandbox.endpoints }, user, wallet });
    expect(create).to.throw(PassportError).with.property('code', 'INVALID_CONFIGURATION');
  });

  it('takes every address from the overrides, under the official names', async () => {
    const { user } = createFakeUser([REGISTERED]);
    const { wallet } = createFakeWallet();
    const hosts: string[] = [];
    const service = createFakeApi({ [CHAINS]: { json: { result: [{ id: 'eip155:31337', name: 'mine' }] } }, 'POST /v2*': CREATED });
    const fetchWatched: typeof fetch = (input, init) => {
      hosts.push(new URL(String(input)).host);
      return service.fetch(input, init);
    };
    const overrides = {
      zkEvmRpcUrl: 'https://rpc.example.com', zkEvmChainId: 31_337, zkEvmChainName: 'mine',
      indexerMrBasePath: 'https://indexer.example.com', passportMrBasePath: 'https://passport.example.com',
    };
    const network = createChainNetwork({
      config: { environment: 'production', endpoints: { ...PRESETS.production.endpoints, ...overrides } }, user, wallet, fetch: fetchWatched,
    });

    await network.register();
    await getError(network.listBalances(TRACE.account));

    expect(service.lines).to.include('POST /v2/chains/mine/passport/counterfactual-address');
    expect(service.lines).to.include('GET /v1/chains/mine/tokens?page_size=200');
    expect(hosts).to.deep.equal([
      'passport.example.com', 'passport.example.com', 'indexer.example.com', 'rpc.example.com', 'rpc.example.com',
    ]);
  });

  it('sends the access token to no host that was named for public lists alone', async () => {
    const { user } = createFakeUser([REGISTERED]);
    const { wallet } = createFakeWallet();
    const hosts: string[] = [];
    const service = createFakeApi({ 'POST /v2*': CREATED });
    const network = createChainNetwork({
      config: {
        environment: 'production', endpoints: { ...PRESETS.production.endpoints, indexerMrBasePath: 'https://cache.example.com' },
      }, user, wallet,
      fetch: (input, init) => {
        hosts.push(new URL(String(input)).host);
        return service.fetch(input, init);
      },
    });

    await network.register().catch(() => {});

    expect(hosts.length).to.be.at.least(1);
    expect(hosts).to.not.include('cache.example.com');
  });
});
