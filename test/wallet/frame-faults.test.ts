import { expect } from '@open-wc/testing';

import { createMagicAddress } from '../../src/wallet/magic-rpc.js';
import { FakeClock, flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { WALLET, WALLET_ORIGIN, setupFrameWallet } from './support/fake-wallet.js';

type Wallet = ReturnType<typeof setupFrameWallet>;

const HANDSHAKE_LIMIT_MS = 10_000;

describe('the frame transport, when the frame has an accident', () => {
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

  it('row 88: sends again what was lost with a removed frame', async () => {
    const { transport, getFrame, getMethods, untilReceived, order, untilLoaded } = setup({ answers: { eth_accounts: null } });
    const address = transport.getAddress();
    await untilReceived(2);

    getFrame()!.remove();
    await untilLoaded(2);
    await untilReceived(3);
    order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id: 2, result: [WALLET.eth_address] } } });

    expect(await address).to.equal(WALLET.eth_address);
    expect(getMethods()).to.deep.equal(['magic_auth_login_with_oidc', 'eth_accounts', 'eth_accounts']);
  });

  it('row 88: sends again once only', async () => {
    const { transport, getFrame, untilReceived } = setup({ answers: { eth_accounts: null } });
    const address = expectCode(transport.getAddress(), 'WALLET_CONNECTION_ERROR');
    await untilReceived(2);

    getFrame()!.remove();
    await untilReceived(3);
    getFrame()!.remove();

    await address;
  });

  it('row 88: does not ask for a signature twice', async () => {
    const { transport, getFrame, getMethods, untilReceived, untilLoaded } = setup({ answers: { personal_sign: null } });
    const signature = expectCode(transport.sign({ kind: 'stark-seed' }), 'WALLET_CONNECTION_ERROR');
    await untilReceived(4);
    expect(getMethods().at(-1)).to.equal('eth_accounts');
    await untilReceived(5);

    getFrame()!.remove();
    await signature;
    await untilLoaded(2);
    await transport.getAddress();

    expect(getMethods().filter((method) => method === 'personal_sign')).to.have.lengthOf(1);
  });

  it('row 88: survives more removals than a hostile page gets, while the frame lives between them', async () => {
    const { transport, getFrame } = setup();
    for (let i = 0; i < 8; i += 1) {
      expect(await transport.getAddress()).to.equal(WALLET.eth_address);
      getFrame()!.remove();
      await flush();
    }
  });

  it('row 89: notices by its load that the document has changed', async () => {
    const { transport, order, untilReceived, untilLoaded, untilFrameLoad } = setup({ answers: { eth_accounts: null } });
    const address = transport.getAddress();
    await untilFrameLoad();
    await untilReceived(2);

    order({ order: 'reload' });
    await untilLoaded(2);
    await untilReceived(3);
    order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id: 2, result: [WALLET.eth_address] } } });

    expect(await address).to.equal(WALLET.eth_address);
  });

  it('row 90: gives up when the page removes the frame each time, and starts afresh on the next call', async () => {
    const { transport, getFrame } = setup({ ready: 0 });
    const address = expectCode(transport.getAddress(), 'WALLET_CONNECTION_ERROR');
    await flush();
    for (let i = 0; i < 5; i += 1) {
      getFrame()!.remove();
      await flush();
    }

    await address;
    expect(getFrame()).to.equal(undefined);
    void transport.getAddress().catch(() => {});
    await flush();
    expect(getFrame()).to.be.instanceOf(HTMLIFrameElement);
  });

  it('row 91: is not confused by a frame of the page with the same address', async () => {
    const { transport, getFrame, config } = setup();
    const first = transport.getAddress();
    await flush();
    const decoy = getFrame()!.cloneNode() as HTMLIFrameElement;
    decoy.title = 'Decoy';
    document.documentElement.prepend(decoy);

    expect(await first).to.equal(WALLET.eth_address);
    expect(await transport.sign({ kind: 'stark-seed' })).to.equal(WALLET.personal_sign_signature);
    expect(decoy.src).to.contain(config.endpoints.magicIframeUrl.slice(0, 40));
    decoy.remove();
  });

  it('row 93: rejects when the frame cannot be loaded, and tries again on the next call', async () => {
    const clock = new FakeClock();
    const { transport, getFrame } = setup({}, { clock }, {
      overrides: { magicIframeUrl: `${WALLET_ORIGIN}/test/wallet/support/missing.html?%22wallet-none%22=` },
    });
    const find = (): Element | null => document.querySelector('iframe[src*="wallet-none"]');
    expect(getFrame()).to.equal(undefined);
    for (let i = 0; i < 2; i += 1) {
      const address = expectCode(transport.getAddress(), 'WALLET_CONNECTION_ERROR');
      await flush();
      expect(find()).to.be.instanceOf(HTMLIFrameElement);

      await clock.advance(HANDSHAKE_LIMIT_MS);

      await address;
      expect(find()).to.equal(null);
    }
    expect(clock.pending).to.equal(0);
  });

  it('row 94: rejects when the frame never says that it is ready, having sent nothing', async () => {
    const clock = new FakeClock();
    const { transport, requests, untilLoaded } = setup({ ready: 0 }, { clock });
    const address = expectCode(transport.getAddress(), 'WALLET_CONNECTION_ERROR');
    await untilLoaded(1);

    await clock.advance(HANDSHAKE_LIMIT_MS);

    await address;
    expect(requests).to.deep.equal([]);
    expect(clock.pending).to.equal(0);
  });

  it('row 94: takes two announcements for one', async () => {
    const { transport, getMethods } = setup({ ready: 2 });

    expect(await transport.getAddress()).to.equal(WALLET.eth_address);
    expect(getMethods()).to.deep.equal(['magic_auth_login_with_oidc', 'eth_accounts']);
  });

  it('row 104: sends nothing to the page that the frame goes to', async () => {
    const clock = new FakeClock();
    const { transport, order, requests, untilReceived, untilFrameLoad, getFrame } = setup({ answers: { eth_accounts: null } }, { clock });
    const stranger = setupFrameWallet();
    const address = expectCode(transport.getAddress(), 'WALLET_CONNECTION_ERROR');
    await untilFrameLoad();
    await untilReceived(2);

    // It is on the page's own origin, speaks the protocol, and says that it is ready.
    const url = stranger.config.endpoints.magicIframeUrl.replace(WALLET_ORIGIN, location.origin);
    const frame = getFrame()!;
    const params = new URL(frame.src).searchParams.get('path')!;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    order({ order: 'go', url: `${url}${encodeURIComponent(params)}` });
    await stranger.untilLoaded(1);
    await loaded;
    await clock.advance(HANDSHAKE_LIMIT_MS);

    await address;
    expect(stranger.requests).to.deep.equal([]);
    expect(requests).to.have.lengthOf(2);
    await stranger.end(stranger.transport);
  });

  it('row 110: gives the token to nobody who merely says that the wallet is ready', async () => {
    const clock = new FakeClock();
    const { transport, requests, config, untilLoaded } = setup({ ready: 0 }, { clock });
    const hostile = setup({ ready: 0 });
    const decoy = document.createElement('iframe');
    const url = new URL(hostile.config.endpoints.magicIframeUrl);
    decoy.src = `${url.href}send?params=x`;
    document.body.append(decoy);
    await hostile.untilLoaded(1);
    const address = expectCode(transport.getAddress(), 'WALLET_CONNECTION_ERROR');
    await untilLoaded(1);

    const { params } = createMagicAddress(config.endpoints, location.origin);
    const said = untilMessage('MAGIC_OVERLAY_READY');
    decoy.contentWindow!.postMessage({ order: 'post', message: { msgType: `MAGIC_OVERLAY_READY-${params}`, response: {} } }, '*');
    await said;
    await clock.advance(HANDSHAKE_LIMIT_MS);

    await address;
    expect([...requests, ...hostile.requests]).to.deep.equal([]);
    decoy.remove();
  });

  it('row 111: loads a frame that has died anew, and asks again what may be asked twice', async () => {
    const clock = new FakeClock();
    const { transport, order, getMethods, untilPinged, untilLoaded, untilReceived } = setup({ answers: { eth_accounts: null }, pong: true }, { clock });
    const address = transport.getAddress();
    await untilReceived(2);
    await untilPinged(2);
    order({ order: 'say', type: 'MAGIC_SHOW_OVERLAY', more: {} });
    await untilMessage('MAGIC_SHOW_OVERLAY');

    order({ order: 'die' });
    await clock.advance(30_000);
    await clock.advance(10_000);
    await untilLoaded(2);
    await untilReceived(3);
    order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id: 2, result: [WALLET.eth_address] } } });

    expect(await address).to.equal(WALLET.eth_address);
    expect(getMethods()).to.deep.equal(['magic_auth_login_with_oidc', 'eth_accounts', 'eth_accounts']);
  });

  it('shows the wallet\'s own screen only while somebody waits for an answer, with more time for it', async () => {
    const clock = new FakeClock();
    const { transport, order, untilReceived, getFrame } = setup({ answers: { eth_accounts: null } }, { clock });
    const address = transport.getAddress();
    await untilReceived(2);
    const frame = getFrame()!;

    order({ order: 'say', type: 'MAGIC_SHOW_OVERLAY', more: {} });
    await untilMessage('MAGIC_SHOW_OVERLAY');
    expect(getComputedStyle(frame).visibility).to.equal('visible');
    await clock.advance(60_000);
    order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id: 2, result: [WALLET.eth_address] } } });

    expect(await address).to.equal(WALLET.eth_address);
    expect(getComputedStyle(frame).visibility).to.equal('hidden');
    order({ order: 'say', type: 'MAGIC_SHOW_OVERLAY', more: {} });
    await untilMessage('MAGIC_SHOW_OVERLAY');
    expect(getComputedStyle(frame).visibility).to.equal('hidden');
  });
});

/** Resolves after the next message of a type that reaches the page, when all its listeners have seen it. */
function untilMessage(type: string): Promise<void> {
  return new Promise((resolve) => {
    const handle = ({ data }: MessageEvent): void => {
      if (!String(data.msgType).startsWith(type)) return;
      window.removeEventListener('message', handle);
      queueMicrotask(() => resolve());
    };
    window.addEventListener('message', handle);
  });
}
