import { expect } from '@open-wc/testing';

import { createWalletTransport, endFrameSession } from '../../src/wallet/create-wallet-transport.js';
import { createSessionMark } from '../../src/wallet/session-mark.js';
import { expectCode } from '../support/rejection.js';
import { WALLET, setupFrameWallet } from './support/fake-wallet.js';

type Wallet = ReturnType<typeof setupFrameWallet>;

const CONNECT = ['magic_auth_login_with_oidc', 'eth_accounts'];
const REFUSAL = { error: { code: -32603, message: 'Internal error: User denied account access.' } };

describe('the session in the wallet\'s frame', () => {
  let wallets: Wallet[] = [];
  const setup = (...options: Parameters<typeof setupFrameWallet>): Wallet => {
    const wallet = setupFrameWallet(...options);
    wallets.push(wallet);
    return wallet;
  };
  afterEach(async () => {
    for (const wallet of wallets) {
      createSessionMark(wallet.config).clear();
      await wallet.end(wallet.transport);
    }
    wallets = [];
    expect(document.querySelectorAll('iframe[title="Passport wallet"]').length).to.equal(0);
  });

  for (const method of ['eth_accounts', 'personal_sign']) {
    it(`row 103: is opened again once when it ended before ${method}, and the request with it`, async () => {
      const { transport, order, getMethods } = setup({ answers: { [method]: REFUSAL, magic_is_logged_in: { result: false } } });
      window.addEventListener('message', function heal({ data }) {
        if (data?.seen?.payload?.method !== 'magic_is_logged_in' || !getMethods().includes(method)) return;
        window.removeEventListener('message', heal);
        order({ order: 'answer', method, answer: { result: method === 'eth_accounts' ? [WALLET.eth_address] : WALLET.personal_sign_signature } });
      });

      expect(await transport.sign({ kind: 'stark-seed' })).to.equal(WALLET.personal_sign_signature);

      const again = getMethods().slice(getMethods().indexOf(method));
      expect(again.slice(0, 3)).to.deep.equal([method, 'magic_is_logged_in', 'magic_auth_login_with_oidc']);
      expect(getMethods().filter((name) => name === 'personal_sign')).to.have.lengthOf(method === 'personal_sign' ? 2 : 1);
    });
  }

  it('row 103: is opened again no more than once for a request that is refused all the same', async () => {
    const { transport, getMethods } = setup({ answers: { eth_accounts: REFUSAL, magic_is_logged_in: { result: false } } });

    await expectCode(transport.getAddress(), 'WALLET_REFUSED');

    expect(getMethods()).to.deep.equal([...CONNECT, 'magic_is_logged_in', ...CONNECT]);
  });

  it('row 103: is left alone when it has not ended and the wallet refuses', async () => {
    const { transport, getMethods } = setup({ answers: { eth_accounts: REFUSAL } });

    await expectCode(transport.getAddress(), 'WALLET_REFUSED');

    expect(getMethods()).to.deep.equal([...CONNECT, 'magic_is_logged_in']);
  });

  it('row 105: signs nothing where it is another user\'s by then: it is shared with other tabs', async () => {
    const { transport, order, getMethods } = setup();
    window.addEventListener('message', function change({ data }) {
      if (data?.seen?.payload?.method !== 'eth_accounts') return;
      window.removeEventListener('message', change);
      order({ order: 'answer', method: 'eth_accounts', answer: { result: ['0x0000000000000000000000000000000000000001'] } });
    });

    await expectCode(transport.sign({ kind: 'stark-seed' }), 'WALLET_ADDRESS_MISMATCH');

    expect(getMethods()).to.deep.equal([...CONNECT, 'magic_is_logged_in', 'eth_accounts']);
  });

  it('is ended on a page that has not used the wallet, and once only', async () => {
    const { getMethods, config, getFrame } = setup();
    // As a page has left it that is gone.
    createSessionMark(config).set();

    await endFrameSession(config);
    await endFrameSession(config);

    expect(getMethods()).to.deep.equal(['magic_auth_logout']);
    expect(createSessionMark(config).isSet).to.equal(false);
    expect(getFrame()).to.equal(undefined);
  });

  it('row 103: keeps nobody longer than two seconds from leaving, and is ended by a later logout', async () => {
    const { config, getFrame } = setup({ answers: { magic_auth_logout: null } });
    createSessionMark(config).set();
    const beganMs = performance.now();

    await endFrameSession(config);

    expect(performance.now() - beganMs).to.be.below(3_000);
    expect(createSessionMark(config).isSet).to.equal(true);
    expect(getFrame()).to.equal(undefined);
  });

  it('is not looked for where no user of this client has connected a wallet', async () => {
    const { config, getFrame, requests } = setup();

    const ended = endFrameSession(config);

    expect(getFrame()).to.equal(undefined);
    await ended;
    expect(requests).to.deep.equal([]);
  });

  it('is ended by a transport whose frame has ended before', async () => {
    const { transport, getMethods, getFrame, config } = setup();
    await transport.getAddress();
    for (let i = 0; i < 5; i += 1) {
      getFrame()?.remove();
      await Promise.resolve();
    }
    expect(getFrame()).to.equal(undefined);

    await transport.disconnect();

    expect(getMethods().at(-1)).to.equal('magic_auth_logout');
    expect(createSessionMark(config).isSet).to.equal(false);
    const other = createWalletTransport(config, { getIdToken: () => Promise.reject(new Error('nobody')) });
    await other.disconnect();
    expect(getMethods().filter((name) => name === 'magic_auth_logout')).to.have.lengthOf(1);
  });
});
