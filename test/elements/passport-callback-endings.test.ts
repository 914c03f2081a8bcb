import { expect } from '@open-wc/testing';
import { hasAnswer } from '../../src/elements/passport-callback/callback-page.js';
import type { CallbackPage } from '../../src/elements/passport-callback/callback-page.js';
import { keepPageUrl } from '../../src/elements/support/page-url.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { CallbackResult } from '../../src/session/session-types.js';
import { FakeSession, USER } from '../support/fake-session.js';
import { getStates, query, queryAll, record, settle } from './support/mount.js';

const STATES = ['unknown', 'finishing', 'done', 'failed'];
const ORIGIN = 'https://shop.example';
/** What the script kept, before any test changes the address. */
const KEPT = location.href;

async function setup(attributes: Readonly<Record<string, string>> = {}, change: Partial<CallbackPage> = {}) {
  const done: string[] = [];
  const page: CallbackPage = {
    origin: ORIGIN, isFramed: false, isOpened: false,
    close: () => done.push('close'), navigate: (url) => done.push(`navigate ${url}`), ...change,
  };
  const session = new FakeSession();
  const element = document.createElement('passport-callback');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, { session, page });
  document.body.append(element);
  await settle();
  const finish = async (result: CallbackResult): Promise<void> => {
    session.callbacks[0]?.resolve(result);
    await settle();
  };
  const fail = async (code: 'CALLBACK_STATE_INVALID' | 'LOGIN_DENIED'): Promise<void> => {
    session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, code));
    await settle();
  };
  return { element, session, done, finish, fail };
}

describe('<passport-callback>: endings', () => {
  afterEach(() => {
    document.querySelectorAll('passport-callback').forEach((element) => element.remove());
    history.replaceState(null, '', KEPT);
  });

  it('is clean in each of them', async () => {
    const results: CallbackResult[] = [
      { kind: 'delivered' }, { kind: 'signed-out' }, { kind: 'already-finished', user: USER }, { kind: 'signed-in', user: USER },
    ];
    for (const result of results) {
      const { element, finish } = await setup({}, { isOpened: true });
      await finish(result);

      expect(getStates(element, STATES), result.kind).to.deep.equal(['done']);
      await expect(element).to.be.accessible();
      element.remove();
    }
    const { element, fail } = await setup({}, { isOpened: true });
    await fail('CALLBACK_STATE_INVALID');
    await expect(element).to.be.accessible();
  });

  it('row 25: says quietly that it is done when the page is shown again, and sends nobody on', async () => {
    const { element, done, finish } = await setup({ 'return-to': '/account' });
    const events = record('passport-login', 'passport-error');

    await finish({ kind: 'already-finished', user: USER });

    expect(query(element, '[part=status]').textContent).to.contain('You are signed in.');
    expect(query(element, 'a').getAttribute('href')).to.equal(`${ORIGIN}/account`);
    expect([done, events]).to.deep.equal([[], []]);
  });

  it('ends a logout that comes back here: stays with a link, or goes where return-to says', async () => {
    const stays = await setup();
    const goes = await setup({ 'return-to': '/bye' });
    const events = record('passport-login');

    for (const { finish } of [stays, goes]) await finish({ kind: 'signed-out' });

    expect(query(stays.element, '[part=status]').textContent).to.contain('You are signed out.');
    expect(query(stays.element, 'a').getAttribute('href')).to.equal(`${ORIGIN}/`);
    expect([stays.done, goes.done, events]).to.deep.equal([[], [`navigate ${ORIGIN}/bye`], []]);
  });

  it('ends a silent logout in its frame, and does nothing else there', async () => {
    const { element, session, done } = await setup({ 'return-to': '/bye' }, { isFramed: true });

    expect(session.getCalls('logoutSilentCallback').map(({ args }) => args)).to.deep.equal([[KEPT]]);
    expect(session.getCalls('handleCallback')).to.have.length(0);
    expect(getStates(element, STATES)).to.deep.equal(['done']);
    expect(done).to.deep.equal([]);
    expect(document.activeElement).to.equal(document.body);
  });

  it('knows a login in a frame by the answer in its address', () => {
    expect(hasAnswer(`${ORIGIN}/callback.html`)).to.equal(false);
    expect(hasAnswer(`${ORIGIN}/callback.html?state=1`)).to.equal(false);
    expect(hasAnswer(`${ORIGIN}/callback.html?code=1&state=2`)).to.equal(true);
    expect(hasAnswer(`${ORIGIN}/callback.html?error=access_denied`)).to.equal(true);
    expect(hasAnswer('no URL')).to.equal(false);
  });

  it('row 48: says that the window can be closed when the page that opened it is gone', async () => {
    const { element, done, fail } = await setup({}, { isOpened: true });

    await fail('CALLBACK_STATE_INVALID');

    expect(query(element, '[part=error]').textContent).to.contain('You can close this window');
    expect(queryAll(element, '[role=alert]')).to.have.length(0);
    query(element, '[part=close]').click();
    expect(done).to.deep.equal(['close']);
  });

  it('speaks of no window where nobody opened one', async () => {
    const { element, fail } = await setup();

    await fail('CALLBACK_STATE_INVALID');

    expect(query(element, '[role=alert]').textContent).not.to.contain('window');
    expect(queryAll(element, '[part=close]')).to.have.length(0);
    expect(query(element, 'a').getAttribute('href')).to.equal(`${ORIGIN}/`);
  });

  it('leaves a button for a window that does not close by itself', async () => {
    const { element, done, finish } = await setup({}, { isOpened: true });

    await finish({ kind: 'delivered' });
    query(element, '[part=close]').click();

    expect(done).to.deep.equal(['close', 'close']);
  });

  it('puts the focus on the way on, once, unless the page has put it elsewhere', async () => {
    const first = await setup();
    await first.fail('LOGIN_DENIED');
    const focused = first.element.shadowRoot?.activeElement?.getAttribute('part');
    first.element.remove();

    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    const second = await setup();
    await second.finish({ kind: 'signed-out' });

    expect(focused).to.equal('link');
    expect(document.activeElement).to.equal(input);
    input.remove();
  });

  it('row 30: finishes with the address that the script met, whatever a router made of it', async () => {
    history.replaceState(null, '', '?rewritten');
    keepPageUrl();
    const { session } = await setup();

    expect(location.href).not.to.equal(KEPT);
    expect(session.getCalls('handleCallback')[0]?.args).to.deep.equal([KEPT]);
  });
});
