import { expect } from '@open-wc/testing';
import { NetworkHub } from '../../src/session/network-hub.js';
import type { SessionState } from '../../src/session/session-types.js';
import { StateStore } from '../../src/session/state-store.js';
import { wireEvmProvider } from '../../src/session/wire-evm-provider.js';
import { resolveConfig } from '../../src/shared/config.js';
import type { NetworkName } from '../../src/shared/types.js';
import { createDesk, ACCOUNT, expectNumber, RECEIVER } from '../chain/support/evm-desk.js';
import { expectCode } from '../support/rejection.js';

const SIGNED_IN: SessionState = {
  status: 'signed-in', registration: 'registered', trust: 'verified', account: { network: 'immutable-chain', address: ACCOUNT },
};

const createConfig = (network: NetworkName) => resolveConfig({ clientId: 'client', redirectUri: `${location.origin}/callback.html`, environment: 'sandbox', network, fetch: createDesk().api.fetch }, location);

function setup(state: SessionState = SIGNED_IN) {
  const states = new StateStore(state);
  const { parts } = createDesk();
  let config = createConfig('immutable-chain');
  const { provider, announce } = wireEvmProvider({
    ...parts, getConfig: () => config, subscribe: (listener) => states.subscribe(listener),
  });
  const events: unknown[] = [];
  provider.on('accountsChanged', (accounts) => events.push(accounts));
  provider.on('disconnect', ({ code }) => events.push(code));
  return { states, provider, announce, events, setNetwork: (network: NetworkName) => { config = createConfig(network); } };
}

describe('wireEvmProvider', () => {
  it('follows the session: its user, its account on this network, and its end', async () => {
    const { states, provider, events } = setup();
    expect(await provider.request({ method: 'eth_chainId' })).to.equal('0x34a1');

    states.set({ account: { network: 'immutable-x', address: RECEIVER } });
    states.set({ account: { network: 'immutable-chain', address: RECEIVER }, trust: 'restored' });
    states.set({ trust: 'verified' });
    states.set({ status: 'signed-out', account: undefined, trust: undefined });
    expect(events).to.deep.equal([[], [RECEIVER], []]);
    await expectNumber(provider.request({ method: 'personal_sign', params: ['Hello', RECEIVER] }), 4100);

    // As `replace` tells it: the end, and in the same step how the next one begins.
    states.set({ status: 'unconfigured' });
    states.set(SIGNED_IN);
    await expectNumber(provider.request({ method: 'eth_chainId' }), 4900);
    expect(events.slice(3)).to.deep.equal([4900]);
  });

  it('is 4900 while the page is on another network, and answers when it is back', async () => {
    const { states, provider, setNetwork, events } = setup();
    setNetwork('immutable-x');
    states.set({ account: undefined });
    await expectNumber(provider.request({ method: 'eth_accounts' }), 4900);
    setNetwork('immutable-chain');
    states.set(SIGNED_IN);

    expect(await provider.request({ method: 'eth_chainId' })).to.equal('0x34a1');
    expect(events).to.deep.equal([4900, [], [ACCOUNT]]);
  });

  it('has nothing by which a page could tell it another chain', () => {
    const { provider } = setup();

    expect(Object.isFrozen(provider)).to.equal(true);
    expect(Object.keys(provider)).to.deep.equal(['isPassport', 'request', 'on', 'removeListener']);
    expect(provider.on('connect', () => {})).to.equal(provider);
  });

  it('announces once, and withdraws with the session', () => {
    const { states, announce } = setup();
    let count = 0;
    const listener = (): void => { count += 1; };
    window.addEventListener('eip6963:announceProvider', listener);

    announce();
    announce();
    window.dispatchEvent(new Event('eip6963:requestProvider'));
    states.set({ status: 'unconfigured' });
    window.dispatchEvent(new Event('eip6963:requestProvider'));
    window.removeEventListener('eip6963:announceProvider', listener);

    expect(count).to.equal(2);
  });
});

describe('NetworkHub.createEvmProvider', () => {
  const hooks = { signIn: async () => null, register: () => Promise.reject(new Error('nobody')), subscribe: new StateStore(SIGNED_IN).subscribe.bind(new StateStore(SIGNED_IN)), onTransacted: () => {} };
  const { parts: { clock } } = createDesk();

  it('is INVALID_CONFIGURATION on a page of another network, which the message names', async () => {
    const hub = new NetworkHub({ config: createConfig('immutable-x'), clock, getKeeper: () => undefined });

    const { message } = await expectCode(hub.createEvmProvider(hooks, {}), 'INVALID_CONFIGURATION');
    expect(message).to.contain('immutable-x');
  });

  it('makes none once the configuration has been replaced', async () => {
    const hub = new NetworkHub({ config: createConfig('immutable-chain'), clock, getKeeper: () => undefined });
    const made = expectCode(hub.createEvmProvider(hooks, { announceProvider: true }), 'ABORTED');
    await hub.end();

    await made;
  });

  it('gives the same provider each time', async () => {
    const hub = new NetworkHub({ config: createConfig('immutable-chain'), clock, getKeeper: () => undefined });

    expect(await hub.createEvmProvider(hooks, {})).to.equal(await hub.createEvmProvider(hooks, {}));
  });
});
