import { expect } from '@open-wc/testing';

import { createWalletTransport } from '../../src/wallet/create-wallet-transport.js';
import { FakeClock } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import {
  LINK_TEXT, SEED_HEX, WALLET, createIdToken, setupFrameWallet,
} from './support/fake-wallet.js';
import type { FrameSettings } from './support/fake-wallet.js';

type Wallet = ReturnType<typeof setupFrameWallet>;

const CONNECT = ['magic_auth_login_with_oidc', 'eth_accounts'];

describe('the frame transport', () => {
  let wallets: Wallet[] = [];
  const setup = (...options: Parameters<typeof setupFrameWallet>): Wallet => {
    const wallet = setupFrameWallet(...options);
    wallets.push(wallet);
    return wallet;
  };
  afterEach(async () => {
    await Promise.all(wallets.map((wallet) => wallet.end(wallet.transport)));
    wallets = [];
    expect(document.querySelectorAll('iframe[title="Passport wallet"]').length).to.equal(0);
  });

  it('makes no frame before it is asked for something', () => {
    expect(setup().getFrame()).to.equal(undefined);
  });

  it('sends what the official SDK sends, in its order', async () => {
    const { transport, requests, user, config } = setup();

    expect(await transport.getAddress()).to.equal(WALLET.eth_address);
    expect(await transport.sign({ kind: 'stark-seed' })).to.equal(WALLET.personal_sign_signature);

    expect(requests).to.deep.equal([
      { jsonrpc: '2.0', id: 1, method: 'magic_auth_login_with_oidc', params: [{ jwt: user.idToken, providerId: config.endpoints.magicProviderId }] },
      { jsonrpc: '2.0', id: 2, method: 'eth_accounts', params: [] },
      { jsonrpc: '2.0', id: 3, method: 'magic_is_logged_in', params: [] },
      { jsonrpc: '2.0', id: 4, method: 'eth_accounts', params: [] },
      { jsonrpc: '2.0', id: 5, method: 'magic_is_logged_in', params: [] },
      { jsonrpc: '2.0', id: 6, method: 'eth_accounts', params: [] },
      { jsonrpc: '2.0', id: 7, method: 'personal_sign', params: [SEED_HEX, WALLET.eth_address.toLowerCase()] },
    ]);
  });

  it('row 142: works in a page whose markup has the names of what it uses', async () => {
    const clobber = document.createElement('div');
    clobber.innerHTML = ['defaultView', 'documentElement', 'createElement', 'location']
      .map((name) => `<form name="${name}"></form>`).join('');
    document.body.append(clobber);

    try {
      expect(await setup().transport.getAddress()).to.equal(WALLET.eth_address);
    } finally {
      clobber.remove();
    }
  });

  it('gives the address in EIP-55 form and signatures with a v of 27 or 28', async () => {
    const { transport } = setup({ answers: {
      eth_accounts: { result: [WALLET.eth_address.toLowerCase()] },
      personal_sign: { result: `${WALLET.personal_sign_signature.slice(0, 130).toUpperCase().replace('0X', '0x')}00` },
    } });

    expect(await transport.getAddress()).to.equal(WALLET.eth_address);
    expect(await transport.sign({ kind: 'imx-link', text: LINK_TEXT })).to.equal(WALLET.personal_sign_signature);
  });

  it('row 144: sends nothing when the text is refused', async () => {
    const { transport, getFrame } = setup();

    await expectCode(transport.sign({ kind: 'imx-link', text: SEED_HEX }), 'MESSAGE_REFUSED');

    expect(getFrame()).to.equal(undefined);
  });

  it('logs in again when the session of the frame has ended', async () => {
    const { transport, getMethods } = setup({ answers: { magic_is_logged_in: { result: false } } });

    await transport.getAddress();
    await transport.getAddress();

    expect(getMethods()).to.deep.equal([...CONNECT, 'magic_is_logged_in', ...CONNECT]);
  });

  it('logs out and removes the frame when it disconnects, and makes another on the next call', async () => {
    const { transport, getMethods, getFrame } = setup();
    await transport.getAddress();

    await transport.disconnect();

    expect(getFrame()).to.equal(undefined);
    expect(await transport.getAddress()).to.equal(WALLET.eth_address);
    expect(getMethods()).to.deep.equal([...CONNECT, 'magic_auth_logout', ...CONNECT]);
  });

  it('shares one frame between transports, and logs in for each user', async () => {
    const first = setup();
    const user = { getIdToken: async () => createIdToken('user-2') };
    const second = createWalletTransport(first.config, user);

    await Promise.all([first.transport.getAddress(), second.getAddress()]);
    const frame = first.getFrame();
    await second.disconnect();

    expect(document.querySelectorAll('iframe[title="Passport wallet"]').length).to.equal(1);
    expect(first.getFrame()).to.equal(frame);
    expect(first.getMethods()).to.deep.equal([...CONNECT, ...CONNECT, 'magic_auth_logout']);
  });

  describe('when the wallet answers wrongly', () => {
    const cases: [string, FrameSettings['answers'], 'WALLET_REFUSED' | 'WALLET_RESPONSE_INVALID' | 'WALLET_UNSUPPORTED' | 'WALLET_ADDRESS_MISMATCH'][] = [
      ['a refused login', { magic_auth_login_with_oidc: { error: { code: -32603, message: 'expired' } } }, 'WALLET_REFUSED'],
      ['no account', { eth_accounts: { result: [] } }, 'WALLET_RESPONSE_INVALID'],
      ['an account that is no address', { eth_accounts: { result: ['0x12'] } }, 'WALLET_RESPONSE_INVALID'],
      ['an account with a wrong checksum', { eth_accounts: { result: [WALLET.eth_address.replace('C', 'c')] } }, 'WALLET_RESPONSE_INVALID'],
      ['accounts that are no list', { eth_accounts: { result: WALLET.eth_address } }, 'WALLET_RESPONSE_INVALID'],
      ['a refused signature', { personal_sign: { error: { code: -10011, message: 'denied' } } }, 'WALLET_REFUSED'],
      ['a signature that is none', { personal_sign: { result: 'signed' } }, 'WALLET_RESPONSE_INVALID'],
      ['a contract signature', { personal_sign: { result: `0x${'ab'.repeat(200)}` } }, 'WALLET_UNSUPPORTED'],
      ['both result and error', { personal_sign: { result: '0x', error: { code: 1, message: '' } } }, 'WALLET_RESPONSE_INVALID'],
      ['neither result nor error', { personal_sign: {} }, 'WALLET_RESPONSE_INVALID'],
    ];
    for (const [name, answers, code] of cases) {
      it(`row 101: rejects with ${code} for ${name}, and works again afterwards`, async () => {
        const { transport, order, getFrame } = setup({ answers });

        await expectCode(transport.sign({ kind: 'stark-seed' }), code);
        // By its `load` the frame's next document is noticed; a signature under way would be lost with the last one.
        const loaded = new Promise((resolve) => getFrame()!.addEventListener('load', resolve, { once: true }));
        order({ order: 'reload' });
        await loaded;
        await expectCode(transport.sign({ kind: 'stark-seed' }), code);
      });
    }
  });

  it('row 100: ignores answers to other ids, and takes the first of two', async () => {
    const { transport, order, untilReceived } = setup({ answers: { eth_accounts: null } });
    const address = transport.getAddress();
    await untilReceived(2);

    const other = '0x0000000000000000000000000000000000000001';
    for (const id of ['2', 2.5, 3, 1, null, -2, undefined]) {
      order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id, result: [other] } } });
    }
    order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id: 2, result: [WALLET.eth_address] } } });
    order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id: 2, result: [other] } } });

    expect(await address).to.equal(WALLET.eth_address);
  });

  it('row 105: refuses a wallet that is not the one of the claims, and has nothing signed', async () => {
    const { transport, user, getMethods } = setup();
    user.idToken = createIdToken('user-1', { passport: { imx_user_admin_address: '0x0000000000000000000000000000000000000001' } });

    await expectCode(transport.sign({ kind: 'stark-seed' }), 'WALLET_ADDRESS_MISMATCH');

    expect(getMethods()).to.deep.equal(CONNECT);
  });

  it('row 105: compares addresses whatever their letter case', async () => {
    const { transport, user } = setup();
    user.idToken = createIdToken('user-1', { passport: { imx_user_admin_address: WALLET.eth_address.toLowerCase() } });

    expect(await transport.getAddress()).to.equal(WALLET.eth_address);
  });

  it('rejects with USER_CHANGED when another user signs in meanwhile', async () => {
    const { transport, user, order, untilReceived } = setup({ answers: { eth_accounts: null } });
    const address = transport.getAddress();
    await untilReceived(2);

    user.idToken = createIdToken('user-2');
    order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id: 2, result: [WALLET.eth_address] } } });

    await expectCode(address, 'USER_CHANGED');
  });

  it('ends what is under way when it disconnects', async () => {
    const { transport, untilReceived } = setup({ answers: { eth_accounts: null } });
    const address = transport.getAddress();
    await untilReceived(2);

    void transport.disconnect();

    await expectCode(address, 'NOT_LOGGED_IN_ERROR');
  });

  it('rejects with the reason of an abort, before and during a request', async () => {
    const { transport, untilReceived, getFrame } = setup({ answers: { eth_accounts: null } });
    const reason = new Error('enough');

    expect(await transport.getAddress({ signal: AbortSignal.abort(reason) }).catch((error: unknown) => error)).to.equal(reason);
    expect(getFrame()).to.equal(undefined);

    const controller = new AbortController();
    const address = transport.getAddress({ signal: controller.signal }).catch((error: unknown) => error);
    await untilReceived(2);
    controller.abort(reason);

    expect(await address).to.equal(reason);
  });

  it('row 109: rejects once while offline and sends nothing later', async () => {
    let isOnline = false;
    const { transport, getMethods } = setup({}, { isOnline: () => isOnline });

    const error = await expectCode(transport.sign({ kind: 'stark-seed' }), 'NETWORK_OFFLINE');
    isOnline = true;
    await transport.getAddress();

    expect(error.type).to.equal('WALLET_CONNECTION_ERROR');
    expect(getMethods()).to.deep.equal(CONNECT);
  });

  it('row 103: rejects a request that is never answered, and asks a new frame next time', async () => {
    const clock = new FakeClock();
    const { transport, untilReceived, getFrame } = setup({ answers: { eth_accounts: null } }, { clock });
    const address = transport.getAddress();
    await untilReceived(2);
    const frame = getFrame();

    await clock.advance(10_000);
    await expectCode(address, 'WALLET_TIMEOUT');
    void transport.getAddress().catch(() => {});
    await untilReceived(4);

    expect(getFrame()).not.to.equal(frame);
  });
});
