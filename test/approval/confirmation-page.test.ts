import { expect } from '@open-wc/testing';
import { visitConfirmationPage } from '../../src/approval/confirmation-page.js';
import type { PageVisit } from '../../src/approval/confirmation-page.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { createRandom, pick } from '../support/random.js';
import { expectCode } from '../support/rejection.js';
import { WALLET_ORIGIN, createFrameUrl } from '../wallet/support/fake-wallet.js';
import { countListeners, FakeWindow } from './support/fake-window.js';
import { approve, createRequest, setup, until, untilDelivered } from './support/setup.js';

const ID = 'the-transaction';
const READY = { messageType: 'confirmation_window_ready' };
/** Six messages; the first three with a verdict decide, the others never. */
const MESSAGES = [
  READY,
  { messageType: 'transaction_confirmed' },
  { messageType: 'transaction_rejected' },
  { messageType: 'transaction_error' },
  { messageType: 'transaction_perhaps' },
  { messageType: 'transaction_confirmed', transactionId: 'another' },
] as const;
const VERDICTS = new Map<object, string>([[MESSAGES[1], 'confirmed'], [MESSAGES[2], 'TRANSACTION_REJECTED'], [MESSAGES[3], 'CONFIRMATION_FAILED']]);

function listOrders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => listOrders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe('visitConfirmationPage', () => {
  const { warn } = console;
  let windows: FakeWindow[] = [];
  let warnings = 0;
  beforeEach(() => { console.warn = () => { warnings += 1; }; });
  afterEach(() => {
    console.warn = warn;
    for (const { frame } of windows) frame.remove();
    [windows, warnings] = [[], 0];
  });

  function open(): FakeWindow {
    const opened = new FakeWindow({});
    windows.push(opened);
    return opened;
  }

  function start(target: FakeWindow, more: Partial<PageVisit> = {}) {
    const stop = new AbortController();
    const urls: string[] = [];
    const verdict = visitConfirmationPage({
      url: new URL(`${location.origin}/page`), id: ID, noun: 'transaction', isUsed: false, page: window, signal: stop.signal,
      getWindow: () => target.frame.contentWindow, navigate: (url) => urls.push(url), ...more,
    }).then(() => 'confirmed', (error: unknown) => (error instanceof PassportError ? error.code : String(error)));
    return { verdict, stop, urls };
  }

  async function isOpenAfter(verdict: Promise<string>): Promise<boolean> {
    await untilDelivered();
    return await Promise.race([verdict, Promise.resolve('open')]) === 'open';
  }

  it('starts the page when it says that it is ready, as often as it does', async () => {
    const target = open();
    const { verdict, stop } = start(target);
    const heard: unknown[] = [];
    target.frame.contentWindow?.addEventListener('message', ({ data, origin }) => heard.push([data, origin]));
    target.say(READY.messageType);
    await until(() => heard.length === 1);
    // The visitor has reloaded the window.
    target.say(READY.messageType);
    await until(() => heard.length === 2);

    expect(heard[1]).to.deep.equal([{ eventType: 'imx_passport_confirmation', messageType: 'confirmation_start' }, location.origin]);
    stop.abort('enough');
    expect(await verdict).to.equal('enough');
  });

  it('row 112: takes no message of another window, of another origin, or of a script of the page', async () => {
    const [target, other] = [open(), open()];
    const { verdict, stop } = start(target);
    other.say('transaction_confirmed');
    const data = { eventType: 'imx_passport_confirmation', messageType: 'transaction_confirmed' };
    window.postMessage(data, '*');
    window.dispatchEvent(new MessageEvent('message', { data, origin: location.origin, source: target.frame.contentWindow }));
    expect(await isOpenAfter(verdict)).to.equal(true);
    stop.abort();

    const stranger = open();
    const loaded = new Promise((resolve) => stranger.frame.addEventListener('load', resolve));
    stranger.frame.src = `${createFrameUrl({ ready: 0 }, 'stranger')}send?params=x`;
    await loaded;
    const heard = new Promise((resolve) => window.addEventListener('message', ({ origin }) => { if (origin === WALLET_ORIGIN) resolve(origin); }));
    const second = start(stranger);
    stranger.frame.contentWindow?.postMessage({ order: 'post', message: data }, '*');
    await heard;
    expect(await isOpenAfter(second.verdict)).to.equal(true);
    second.stop.abort('enough');
    expect(await second.verdict).to.equal('enough');
  });

  it('row 113: nothing but a known message decides, and one line of the console tells of the others', async () => {
    const target = open();
    const { verdict } = start(target);
    const random = createRandom(113);
    const parts = ['transaction', '_', 'confirmed', 'rejected', ' ', 'TRANSACTION', 'message', '\u0000', 'toString', '__proto__', '1'];
    for (let index = 0; index < 300; index += 1) {
      const messageType = `${pick(random, parts)}${pick(random, parts)}${pick(random, parts)}`;
      if (!/^transaction_(?:confirmed|rejected|error)$/.test(messageType)) target.say(messageType);
    }
    const confirmed = { eventType: 'imx_passport_confirmation', messageType: 'transaction_confirmed' };
    for (const message of [
      null, 1, 'transaction_confirmed', [confirmed], { messageType: 'transaction_confirmed' },
      { ...confirmed, eventType: 'passport' }, { ...confirmed, messageType: ['transaction_confirmed'] }, { ...confirmed, messageType: 'message_confirmed' },
    ]) target.post(message);
    expect(await isOpenAfter(verdict)).to.equal(true);
    expect(warnings).to.equal(1);
    target.say('transaction_rejected');

    expect(await verdict).to.equal('TRANSACTION_REJECTED');
  });

  it('row 116: a verdict on another transaction is none', async () => {
    const target = open();
    const { verdict } = start(target);
    for (const more of [{ transactionId: 'another' }, { transactionID: '' }, { messageID: ID.toUpperCase() }, { payloadHash: [ID] }]) {
      target.say('transaction_confirmed', more);
    }
    expect(await isOpenAfter(verdict)).to.equal(true);
    target.say('transaction_confirmed', { transactionId: ID });

    expect(await verdict).to.equal('confirmed');
  });

  it('row 116: a hash that is spelled in another way is the same transaction', async () => {
    const hash = `0x0${'3a'.repeat(31)}`;
    for (const spelled of [hash.slice(2), `0x${hash.slice(3)}`, hash.toUpperCase().replace('X', 'x')]) {
      const target = open();
      const { verdict } = start(target, { id: hash });
      target.say('transaction_confirmed', { transactionId: spelled.replace('3', '4') });
      expect(await isOpenAfter(verdict)).to.equal(true);
      target.say('transaction_confirmed', { transactionId: spelled });

      expect(await verdict).to.equal('confirmed');
    }
  });

  it('takes the verdict on a message as that on a transaction', async () => {
    const target = open();
    for (const [messageType, expected] of [
      ['message_confirmed', 'confirmed'], ['message_rejected', 'TRANSACTION_REJECTED'], ['message_error', 'CONFIRMATION_FAILED'],
    ] as const) {
      const { verdict } = start(target, { noun: 'message' });
      target.say(messageType);
      expect(await verdict).to.equal(expected);
    }
  });

  it('in a window that was used before, waits for the page that the verdict is of', async () => {
    const target = open();
    const { verdict } = start(target, { isUsed: true });
    target.say('transaction_confirmed');
    expect(await isOpenAfter(verdict)).to.equal(true);
    target.say(READY.messageType);
    target.say('transaction_rejected');

    expect(await verdict).to.equal('TRANSACTION_REJECTED');
  });

  it('rows 114 and 118: of all 720 orders of six messages the first verdict counts; 1,000 visits leave no listener', async () => {
    const listeners = countListeners();
    const target = open();
    const orders = listOrders(MESSAGES);
    const wrong: unknown[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      const order = orders[index % orders.length] ?? [];
      const { verdict } = start(target);
      for (const { messageType, ...more } of order) target.say(messageType, more);
      const expected = VERDICTS.get(order.find((message) => VERDICTS.has(message)) ?? {});
      if (await verdict !== expected) wrong.push(order);
      // What comes after the verdict must not meet the next visit: there it would be a message of that window.
      await untilDelivered();
    }
    listeners.restore();

    expect(orders.length).to.equal(720);
    expect(wrong).to.deep.equal([]);
    expect(listeners.added).to.be.greaterThan(1_000);
    expect(listeners.left).to.equal(0);
  });

  it('rows 114 and 115: ten parallel transactions, each with messages in an order of its own: no wrong verdict', async () => {
    const random = createRandom(115);
    const orders = listOrders(MESSAGES);
    const { approval, windows: opened, clock } = setup();
    const verdicts: string[] = [];
    const runs = Array.from({ length: 10 }, (_, index) => approve(approval, createRequest(`id-${index}`)).then(
      () => verdicts.push('confirmed'), ({ code }: PassportError) => verdicts.push(code),
    ));
    const expected: (string | undefined)[] = [];
    for (let index = 0; index < 10; index += 1) {
      const order = pick(random, orders);
      expected.push(VERDICTS.get(order.find((message) => VERDICTS.has(message)) ?? {}));
      await until(() => opened[index]?.urls.length === 1);
      for (const { messageType, ...more } of order) opened[index]?.say(messageType, more);
    }
    await Promise.all(runs);

    expect(verdicts).to.deep.equal(expected);
    expect(opened.some(({ isOpen }) => isOpen)).to.equal(false);
    expect(clock.pending).to.equal(0);
  });

  it('lets an address that is none of the web reach no window', async () => {
    for (const passportDomain of ['javascript:alert(1)', 'http://passport.example', 'passport']) {
      const { approval, windows: opened } = setup({ passportDomain });
      await expectCode(approve(approval), 'INVALID_CONFIGURATION');
      expect(opened[0]?.urls).to.deep.equal([]);
    }
  });
});
