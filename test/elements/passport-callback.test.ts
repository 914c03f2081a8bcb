import { expect } from '@open-wc/testing';
import { checkReturnUrl } from '../../src/elements/passport-callback/return-url.js';
import { toReturnUrl } from '../../src/shared/return-url.js';
import type { CallbackPage } from '../../src/elements/passport-callback/callback-page.js';
import type { PassportErrorEvent } from '../../src/elements/support/error.events.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { CallbackResult } from '../../src/session/session-types.js';
import { FakeSession, USER } from '../support/fake-session.js';
import { getStates, query, queryAll, record, settle } from './support/mount.js';

const STATES = ['unknown', 'finishing', 'done', 'failed'];
const ORIGIN = 'https://shop.example';

async function setup(attributes: Readonly<Record<string, string>> = {}, change: Partial<CallbackPage> = {}) {
  const done: string[] = [];
  const page: CallbackPage = {
    origin: ORIGIN,
    isFramed: false,
    isOpened: false,
    close: () => done.push('close'),
    navigate: (url) => done.push(`navigate ${url}`),
    ...change,
  };
  const session = new FakeSession();
  const element = document.createElement('passport-callback');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, { session, page });
  document.body.append(element);
  await settle();
  return { element, session, done };
}

async function finish(session: FakeSession, result: CallbackResult): Promise<void> {
  session.callbacks[0]?.resolve(result);
  await settle();
}

describe('<passport-callback>', () => {
  afterEach(() => document.querySelectorAll('passport-callback').forEach((element) => element.remove()));

  describe('accessibility', () => {
    it('is clean while finishing, when done and when failed', async () => {
      const finishing = await setup();
      const done = await setup();
      await finish(done.session, { kind: 'signed-in', user: USER });
      const failed = await setup();
      failed.session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'LOGIN_DENIED'));
      await settle();

      for (const { element } of [finishing, done, failed]) await expect(element).to.be.accessible();
      expect([finishing, done, failed].map(({ element }) => getStates(element, STATES))).to.deep.equal(
        [['finishing'], ['done'], ['failed']],
      );
    });
  });

  it('hands the address that the script kept to the session, once, also when moved', async () => {
    const { element, session } = await setup();

    document.body.prepend(element);
    element.remove();
    await settle();
    document.body.append(element);
    await settle();

    expect(session.getCalls('handleCallback').map(({ args }) => args)).to.deep.equal([[location.href]]);
  });

  it('closes the window when the answer went to the page that opened it', async () => {
    const { element, session, done } = await setup();
    const events = record('passport-login');

    await finish(session, { kind: 'delivered' });

    expect(done).to.deep.equal(['close']);
    expect(events).to.have.length(0);
    expect(query(element, '[part=status]').textContent).to.contain('can close this window');
  });

  it('does not claim that the visitor is signed in before there is a result, nor when another page has it', async () => {
    const { element, session } = await setup();
    const said = [element.shadowRoot?.textContent];

    await finish(session, { kind: 'delivered' });
    said.push(element.shadowRoot?.textContent);

    for (const text of said) expect(text).not.to.match(/signed in/i);
  });

  it('tells of a login that it finished itself, and leads on', async () => {
    const { session, done } = await setup({ 'return-to': '/account?x=1#y' });
    const events = record('passport-login');

    await finish(session, { kind: 'signed-in', user: USER, returnTo: `${ORIGIN}/elsewhere` });

    expect(events[0]).to.include({ user: USER });
    expect(done).to.deep.equal([`navigate ${ORIGIN}/account?x=1#y`]);
  });

  it('leads on to where the login began when nothing is stated', async () => {
    const { session, done } = await setup();

    await finish(session, { kind: 'signed-in', user: USER, returnTo: `${ORIGIN}/shop?item=7` });

    expect(done).to.deep.equal([`navigate ${ORIGIN}/shop?item=7`]);
  });

  it('row 57: stays, with a link to the site, when what the login remembered leads elsewhere', async () => {
    for (const returnTo of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', `${ORIGIN}.evil.example/`]) {
      const { element, session, done } = await setup();
      await finish(session, { kind: 'signed-in', user: USER, returnTo });

      expect(done, returnTo).to.deep.equal([]);
      expect(query(element, 'a').getAttribute('href')).to.equal(`${ORIGIN}/`);
    }
  });

  it('row 57: leads to this site and links to it under an injected <base>', async () => {
    const base = document.createElement('base');
    base.href = 'https://evil.example/';
    document.head.append(base);

    try {
      for (const [returnTo, url] of [['/account', `${ORIGIN}/account`], [undefined, `${ORIGIN}/`]] as const) {
        const { element, session, done } = await setup(returnTo ? { 'return-to': returnTo } : {});
        await finish(session, { kind: 'signed-in', user: USER });

        expect(query<HTMLAnchorElement>(element, 'a').href).to.equal(url);
        expect(done).to.deep.equal(returnTo ? [`navigate ${url}`] : []);
      }
    } finally {
      base.remove();
    }
  });

  it('row 145: refuses return-to on another origin before the answer is used up', async () => {
    const { element, session } = await setup({ 'return-to': 'https://evil.example/' });

    expect(element.error?.code).to.equal('INVALID_CONFIGURATION');
    expect(element.error?.message).to.contain('return-to');
    expect(session.getCalls('handleCallback')).to.have.length(0);
  });

  it('row 51: says calmly that there is nothing to do when opened directly', async () => {
    const { element, session } = await setup();
    const events = record('passport-error');

    session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'CALLBACK_OPENED_DIRECTLY'));
    await settle();

    expect(queryAll(element, '[role=alert]')).to.have.length(0);
    expect(query(element, '[part=error]').textContent).to.contain('Nothing to do here');
    expect(query(element, 'a').getAttribute('href')).to.equal(`${ORIGIN}/`);
    expect((events[0] as PassportErrorEvent).error.code).to.equal('CALLBACK_OPENED_DIRECTLY');
  });

  it('draws a failure with the way back', async () => {
    const { element, session, done } = await setup({ 'return-to': '/shop' });

    session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'CALLBACK_STATE_INVALID'));
    await settle();

    expect(query(element, '[role=alert]').textContent).to.contain('started elsewhere');
    expect(query(element, 'a').getAttribute('href')).to.equal(`${ORIGIN}/shop`);
    expect(done).to.deep.equal([]);
  });

  it('draws an aborted callback too: nothing goes on by itself here', async () => {
    const { element, session } = await setup();

    session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'ABORTED'));
    await settle();

    expect(element.error?.code).to.equal('ABORTED');
  });
});

describe('toReturnUrl', () => {
  it('makes paths and URLs of this site absolute', () => {
    for (const path of ['/', '/a/b?c=d#e', '/a//b', '/%5c', '/?next=https://evil.example']) {
      expect(toReturnUrl(path, ORIGIN), path).to.equal(ORIGIN + path);
      expect(toReturnUrl(ORIGIN + path, ORIGIN), path).to.equal(ORIGIN + path);
    }
    expect(toReturnUrl(ORIGIN, ORIGIN)).to.equal(`${ORIGIN}/`);
    expect(toReturnUrl('/ünï', ORIGIN)).to.equal(`${ORIGIN}/%C3%BCn%C3%AF`);
  });

  it('row 57: refuses whatever a browser would read as another host or a script', () => {
    const hostile = [
      '', 'account', '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example',
      '/\n/evil.example', '/a\\b', 'javascript:alert(1)', 'data:text/html,x', 'https:evil.example', ' //evil.example', '/\u0000',
      'https://evil.example/', `${ORIGIN}.evil.example/`, `${ORIGIN}@evil.example/`, `${ORIGIN}:444/`, `${ORIGIN}\\@evil.example`,
      `blob:${ORIGIN}/1`, ORIGIN.replace('https', 'http'), ORIGIN.replace('//', '//ada:secret@'), ` ${ORIGIN}/`,
    ];
    for (const value of hostile) {
      expect(toReturnUrl(value, ORIGIN), JSON.stringify(value)).to.equal(undefined);
      expect(checkReturnUrl(value, ORIGIN)?.code, JSON.stringify(value)).to.equal('INVALID_CONFIGURATION');
    }
  });

  it('row 57: never lets 10 000 random paths and URLs leave the origin', () => {
    const pieces = [ORIGIN, '/', '\\', '.', '..', '@', ':', '?', '#', '%2f', '%5c', '\t', '\n', 'evil.example', 'javascript:', 'https:', ' ', 'a'];
    let seed = 20_261_121;
    const next = (limit: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * limit);
    };
    let accepted = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const value = Array.from({ length: 1 + next(6) }, () => pieces[next(pieces.length)]).join('');
      const url = toReturnUrl(value, ORIGIN);
      if (url === undefined) continue;
      accepted += 1;
      expect(new URL(value, `${ORIGIN}/callback.html`).href, JSON.stringify(value)).to.equal(url);
      expect(new URL(url).origin, JSON.stringify(value)).to.equal(ORIGIN);
    }
    expect(accepted).to.be.greaterThan(100);
  });
});
