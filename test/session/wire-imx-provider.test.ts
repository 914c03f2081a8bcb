import { expect } from '@open-wc/testing';
import type { ImxNetwork } from '../../src/imx/imx-network.js';
import { wireImxProvider } from '../../src/session/wire-imx-provider.js';
import type { IdTokenClaims } from '../../src/shared/network.js';
import { createFakeApproval } from '../imx/support/fake-approval.js';
import { createFakeApi } from '../imx/support/fake-api.js';
import { createFakeClock } from '../imx/support/fake-clock.js';
import { createFakeUser, REGISTERED } from '../imx/support/fake-user.js';
import { RECEIVER } from '../imx/support/honest-service.js';
import { TRACE } from '../imx/support/trace.js';
import { expectCode } from '../support/rejection.js';

async function setup() {
  const calls: string[] = [];
  const { user, state } = createFakeUser([REGISTERED], REGISTERED);
  const { clock } = createFakeClock();
  const network = {
    name: 'immutable-x' as ImxNetwork['name'],
    target: { baseUrl: 'https://api.sandbox.x.immutable.com', fetch: createFakeApi().fetch, clock },
    connect: async () => { calls.push('connect'); throw new Error('no wallet here'); },
  };
  const approval = createFakeApproval(calls);
  const config = { isCurrent: true };
  const provider = await wireImxProvider({
    user, clock, approval: approval.approval,
    getNetwork: async () => network as unknown as ImxNetwork,
    isCurrent: () => config.isCurrent,
    register: async () => {
      calls.push('register');
      return { network: 'immutable-x', address: TRACE.account };
    },
  });
  return { provider, calls, state, network, approval, config };
}

const OTHER: IdTokenClaims = { ...REGISTERED, sub: 'email|0002' };
const TRANSFER = { type: 'ETH', amount: '100000000', receiver: RECEIVER } as const;

describe('wireImxProvider', () => {
  it('gives a provider of the user of now', async () => {
    const { provider, calls } = await setup();

    expect(await provider.getAddress()).to.equal(TRACE.account);
    expect(await provider.registerOffchain()).to.deep.equal({ tx_hash: '' });
    expect(calls).to.deep.equal(['register']);
  });

  it('row 106: does nothing for another user, whatever is called', async () => {
    const { provider, calls, state, approval } = await setup();
    state.claims = OTHER;

    for (const call of [
      () => provider.getAddress(), () => provider.isRegisteredOffchain(), () => provider.registerOffchain(),
      () => provider.transfer(TRANSFER), () => provider.cancelOrder({ order_id: 1 }),
      () => provider.exchangeTransfer({ ...TRANSFER, transactionID: 'x' }),
    ]) {
      const error = await expectCode(call(), 'USER_CHANGED');
      expect(error.type).to.equal('NOT_LOGGED_IN_ERROR');
    }
    expect(calls.filter((call) => call === 'register' || call === 'connect')).to.deep.equal([]);
    expect(approval.open).to.equal(0);
  });

  it('is INVALID_CONFIGURATION once the configuration is another one, whatever is called', async () => {
    const { provider, config, calls, approval } = await setup();
    config.isCurrent = false;

    for (const call of [() => provider.getAddress(), () => provider.registerOffchain(), () => provider.transfer(TRANSFER)]) {
      const { message } = await expectCode(call(), 'INVALID_CONFIGURATION');
      expect(message).to.contain('Call it again');
    }
    expect(calls.filter((call) => call === 'register' || call === 'connect')).to.deep.equal([]);
    expect(approval.open).to.equal(0);
  });

  it('is INVALID_CONFIGURATION where the page has moved to another network meanwhile', async () => {
    const { provider, network, calls } = await setup();
    network.name = 'immutable-chain' as ImxNetwork['name'];

    for (const call of [() => provider.transfer(TRANSFER), () => provider.registerOffchain()]) {
      const { message } = await expectCode(call(), 'INVALID_CONFIGURATION');
      expect(message).to.contain('immutable-chain');
    }
    expect(calls).not.to.include('register');
  });
});
