import { expect } from '@open-wc/testing';
import type { AttributeConfig } from '../../src/shared/config.js';
import type { WalletTransport } from '../../src/shared/wallet.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const KEY = 'oidc.user:http://authority.localhost:test-client';
const ON_X = '0x1111111111111111111111111111111111111111';
const ON_CHAIN = '0x2222222222222222222222222222222222222222';

/** A wallet that takes every question and answers none. */
const MUTE: WalletTransport = {
  getAddress: () => new Promise(() => {}), sign: () => new Promise(() => {}), disconnect: async () => {},
};

describe('the network of a session', () => {
  let authority: FakeAuthority;
  let page: SessionSetup;
  const element = {};
  const switchTo = (network?: AttributeConfig['network']): void => page.session.contribute(element, { network });

  beforeEach(async () => {
    localStorage.clear();
    authority = await FakeAuthority.create();
  });
  afterEach(() => {
    page.session.dispose();
    localStorage.clear();
  });

  async function open(passport: Record<string, string>): Promise<void> {
    authority.passport = passport;
    localStorage.setItem(KEY, JSON.stringify({ ...await authority.issue(), expires_at: Math.floor(authority.nowMs / 1000) + 86_400 }));
    page = await setupSession({ authority, extra: { network: undefined, walletTransport: MUTE } });
    await page.session.ready;
  }

  it('is Immutable Chain where nobody names one, and follows the attribute under a signed-in user', async () => {
    await open({ imx_eth_address: ON_X, zkevm_eth_address: ON_CHAIN });
    const { session } = page;
    expect(session.config).to.include({ environment: 'production', network: 'immutable-chain' });
    expect(session.state.account).to.deep.equal({ network: 'immutable-chain', address: ON_CHAIN });

    switchTo('immutable-x');
    expect(session.state.account).to.deep.equal({ network: 'immutable-x', address: ON_X });
    switchTo('immutable-chain');
    expect(session.state.account).to.deep.equal({ network: 'immutable-chain', address: ON_CHAIN });
    expect(session.state.status).to.equal('signed-in');
  });

  it('has no account of the other network for who is registered on one', async () => {
    await open({ imx_eth_address: ON_X });
    expect([page.session.state.registration, page.session.state.account]).to.deep.equal(['unregistered', undefined]);

    switchTo('immutable-x');
    expect(page.session.state.registration).to.equal('registered');
  });

  it('ends a registration on the one before, and shows the account on the one that was gone to', async () => {
    await open({ zkevm_eth_address: ON_CHAIN });
    switchTo('immutable-x');
    const registering = expectCode(page.session.register(), 'ABORTED');
    await new Promise<void>((resolve) => {
      page.session.subscribe(({ registrationStep }) => { if (registrationStep) resolve(); });
    });

    switchTo('immutable-chain');
    await registering;

    const { registration, registrationStep, error, account } = page.session.state;
    expect([registration, registrationStep, error, account?.address]).to.deep.equal(['registered', undefined, undefined, ON_CHAIN]);
  });

  describe('where an element states what is in use, or is moved', () => {
    /** What a router does that brings a page with an element of its own, or moves one. */
    const stateAgain = (): void => {
      switchTo('immutable-x');
      page.session.contribute({}, { clientId: 'test-client' });
    };

    it('leaves a registration to itself', async () => {
      await open({ zkevm_eth_address: ON_CHAIN });
      switchTo('immutable-x');
      // A registration that goes on ends by the switch below; any other by a change of user.
      const registering = expectCode(page.session.register(), 'ABORTED');
      await new Promise<void>((resolve) => {
        page.session.subscribe(({ registrationStep }) => { if (registrationStep) resolve(); });
      });

      stateAgain();
      switchTo('immutable-chain');
      await registering;
    });

    it('leaves a transfer and its window to themselves', async () => {
      await open({ imx_eth_address: ON_X });
      switchTo('immutable-x');
      const provider = await page.session.connectImx();
      const transferring = expectCode(provider.transfer({ type: 'ETH', amount: '1', receiver: ON_CHAIN }), 'INVALID_CONFIGURATION');
      const [popup] = page.windows;

      stateAgain();
      expect(popup?.closed).to.equal(false);
      switchTo('immutable-chain');
      await transferring;
      expect(popup?.closed).to.equal(true);
    });
  });

  it('is Immutable X for whoever uses its documented provider', async () => {
    await open({ zkevm_eth_address: ON_CHAIN });

    const error = await expectCode(page.session.connectImx(), 'INVALID_CONFIGURATION');
    expect(error.message).to.include('network="immutable-x"');
  });
});
