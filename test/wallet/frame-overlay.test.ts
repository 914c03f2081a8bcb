import { expect } from '@open-wc/testing';

import { PassportWalletShowEvent } from '../../src/shared/wallet.events.js';
import { FakeClock, flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { WALLET, setupFrameWallet } from './support/fake-wallet.js';

type Wallet = ReturnType<typeof setupFrameWallet>;

describe('the frame transport, when the wallet asks to be shown', () => {
  let wallets: Wallet[] = [];
  afterEach(async () => {
    await Promise.all(wallets.map((wallet) => wallet.end(wallet.transport)));
    wallets = [];
    expect(document.querySelectorAll('iframe[title="Passport wallet"]').length).to.equal(0);
  });

  /** A wallet that has been asked for its address, and asks to be shown instead of answering. */
  async function setup() {
    const clock = new FakeClock();
    const wallet = setupFrameWallet({ answers: { eth_accounts: null } }, { clock });
    wallets.push(wallet);
    const address = wallet.transport.getAddress();
    address.catch(() => {});
    await wallet.untilReceived(2);
    return { ...wallet, clock, address, ask: () => wallet.order({ order: 'say', type: 'MAGIC_SHOW_OVERLAY', more: {} }) };
  }

  function untilAsked(handle: (event: PassportWalletShowEvent) => void = () => {}): Promise<PassportWalletShowEvent> {
    return new Promise((resolve) => {
      window.addEventListener('passport-wallet-show', (event) => {
        handle(event);
        queueMicrotask(() => resolve(event));
      }, { once: true });
    });
  }

  it('row 153: tells the page before it covers it', async () => {
    const { ask, getFrame } = await setup();
    const frame = getFrame()!;
    let before = '';
    const asked = untilAsked(() => { before = getComputedStyle(frame).visibility; });

    ask();
    const event = await asked;

    expect(event).to.be.instanceOf(PassportWalletShowEvent);
    expect([event.type, event.bubbles, event.composed, event.cancelable]).to.deep.equal(['passport-wallet-show', true, true, true]);
    expect(event.target).to.equal(frame);
    expect([before, getComputedStyle(frame).visibility]).to.deep.equal(['hidden', 'visible']);
  });

  it('row 153: is not shown where the page refuses, and says the way out', async () => {
    const { ask, address, getFrame } = await setup();
    const asked = untilAsked((event) => event.preventDefault());

    ask();
    await asked;

    const error = await expectCode(address, 'WALLET_OBSTRUCTED');
    expect(error.resolution).to.contain('passport-wallet-show');
    expect(getFrame()).to.equal(undefined);
  });

  it('row 153: rejects when a modal dialog stays in the way, and works once it is closed', async () => {
    const { ask, address, clock, transport, getFrame } = await setup();
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    const asked = untilAsked();
    ask();
    await asked;

    await clock.advance(3_500);
    await expectCode(address, 'WALLET_OBSTRUCTED');
    dialog.remove();
    void transport.getAddress().catch(() => {});
    await flush();

    expect(getFrame()).to.be.instanceOf(HTMLIFrameElement);
  });

  it('row 153: is shown where the page closes its dialog on the event', async () => {
    const { ask, address, clock, order } = await setup();
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    const asked = untilAsked(() => dialog.close());
    ask();
    await asked;
    await clock.advance(10_000);

    order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id: 2, result: [WALLET.eth_address] } } });

    expect(await address).to.equal(WALLET.eth_address);
    dialog.remove();
  });

  it('row 108: is closed by Escape, which whoever waits is told', async () => {
    const { ask, address } = await setup();
    const asked = untilAsked();
    ask();
    await asked;

    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));

    await expectCode(address, 'WALLET_CLOSED');
  });

  it('row 107: is neither scaled nor faded by a rule of the page', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('iframe { transform: scale(0.1) !important; opacity: 0.01 !important; zoom: 0.1 !important; clip-path: circle(1px) !important; filter: blur(9px) !important }');
    document.adoptedStyleSheets.push(sheet);
    const { ask, getFrame } = await setup();
    const asked = untilAsked();
    ask();
    await asked;

    const { transform, opacity, clipPath, filter } = getComputedStyle(getFrame()!);
    const { width, height } = getFrame()!.getBoundingClientRect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);

    expect([transform, opacity, clipPath, filter]).to.deep.equal(['none', '1', 'none', 'none']);
    expect([width, height]).to.deep.equal([document.documentElement.clientWidth, window.innerHeight]);
  });
});
