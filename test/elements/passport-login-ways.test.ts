import { expect } from '@open-wc/testing';
import { PassportLogin } from '../../src/elements/passport-login/passport-login.js';
import type { PassportErrorEvent } from '../../src/elements/support/error.events.js';
import type { LoginObstacle } from '../../src/session/login-obstacle.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { createSession } from '../../src/session/page-session.js';
import { FakeSession, USER } from '../support/fake-session.js';
import { getStates, mount, query, queryAll, record, settle, unmountAll } from './support/mount.js';

const STATES = ['unknown', 'restoring', 'signed-out', 'signing-in', 'signed-in', 'signing-out', 'failed'];
const { findObstacle } = PassportLogin;

const getLoginOptions = (session: FakeSession): unknown => session.getCalls('login').at(-1)?.args[0];

describe('<passport-login>: ways in', () => {
  afterEach(unmountAll);

  it('asks the session for the way with flow="auto", and never otherwise', async () => {
    for (const [flow, loginFlow, isRedirect] of [
      ['auto', 'popup', false], ['auto', 'redirect', true], ['popup', 'redirect', false], ['redirect', 'popup', true],
    ] as const) {
      const { element, session } = await mount('passport-login', { attributes: { flow } });
      const starts = record('passport-login-start');
      session.loginFlow = loginFlow;

      query(element, 'button').click();

      expect(getLoginOptions(session), `${flow} ${loginFlow}`).to.include({ useRedirectFlow: isRedirect });
      expect(starts[0]).to.include({ flow: isRedirect ? 'redirect' : 'popup' });
    }
  });

  it('lets the options of login() beat flow, and passes on what else they say', async () => {
    const { element, session } = await mount('passport-login', { attributes: { flow: 'redirect' } });
    const direct = { directLoginMethod: 'email', email: 'ada@example.com', marketingConsentStatus: 'opted_in' } as const;

    void element.login({ useRedirectFlow: false, anonymousId: 'a1', directLoginOptions: direct });

    expect(getLoginOptions(session)).to.deep.equal({ useRedirectFlow: false, anonymousId: 'a1', directLoginOptions: direct });
  });

  it('row 41: offers to open a window again that cannot be watched, and to cancel', async () => {
    const { element, session } = await mount('passport-login');
    session.set({ status: 'signing-in', loginWindow: 'watched' });
    await settle();
    const before = queryAll(element, '[part=reopen]').length;

    session.set({ status: 'signing-in', loginWindow: 'unwatched' });
    await settle();
    query(element, '[part=reopen]').click();
    query(element, '[part=cancel]').click();

    expect(before).to.equal(0);
    expect([session.getCalls('reopenLogin').length, session.getCalls('cancelLogin').length]).to.deep.equal([1, 1]);
    expect(getStates(element, STATES)).to.deep.equal(['signing-in']);
    await expect(element).to.be.accessible();
  });

  it('speaks of a window only where there is one', async () => {
    const { element, session } = await mount('passport-login');
    const read = async (loginWindow?: 'watched'): Promise<string> => {
      session.set({ status: 'signing-in', loginWindow });
      await settle();
      return `${query(element, '[part=status]').textContent} ${query(element, '.sr-only').textContent}`;
    };

    expect(await read('watched')).to.match(/window.*window/s);
    expect(await read()).not.to.contain('window');
  });

  it('offers no redirect in a frame: login pages refuse to be shown there', async () => {
    PassportLogin.findObstacle = () => Promise.resolve({ isFramed: true });
    try {
      const { element, session } = await mount('passport-login');
      session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'POPUP_BLOCKED') });
      await settle();

      expect(queryAll(element, '.actions button')).to.have.length(1);
    } finally {
      PassportLogin.findObstacle = findObstacle;
    }
  });

  it('names both origins before anything opens when redirect-uri is on another one', async () => {
    const session = createSession({ storage: 'memory' });
    const element = document.createElement('passport-login');
    Object.assign(element, { session, clientId: 'abc', redirectUri: 'https://elsewhere.example/callback.html' });
    const events = record('passport-error');
    document.body.append(element);
    await settle();

    try {
      const text = query(element, '[role=alert]').textContent;
      expect(text).to.contain(location.origin);
      expect(text).to.contain('https://elsewhere.example');
      expect(queryAll(element, 'button')).to.have.length(0);
      expect((events[0] as PassportErrorEvent).error.code).to.equal('INVALID_CONFIGURATION');
    } finally {
      element.remove();
      session.dispose();
    }
  });
});

describe('<passport-login>: a page that stands in the way', () => {
  afterEach(() => {
    unmountAll();
    PassportLogin.findObstacle = findObstacle;
  });

  function find(obstacle: LoginObstacle): void {
    PassportLogin.findObstacle = () => Promise.resolve(obstacle);
  }

  const unsupported = (): PassportError => new PassportError(ERROR_TABLE, 'ENVIRONMENT_UNSUPPORTED', { message: 'Not in this frame.' });

  it('row 53: says so before the click, with the way out, and opens nothing', async () => {
    const error = unsupported();
    find({ isFramed: true, error });
    const events = record('passport-error');
    const { element, session } = await mount('passport-login');

    expect(getStates(element, STATES)).to.deep.equal(['failed']);
    expect(query(element, '[role=alert]').textContent).to.contain('Not in this frame.');
    expect(query<HTMLAnchorElement>(element, '[part=link]')).to.include({ href: location.href, target: '_blank', rel: 'noopener' });
    expect(query(element, '[part=copy]').textContent?.trim()).to.equal('Copy link');
    expect(events).to.have.length(1);
    expect(element.error).to.equal(error);
    expect(await element.login().catch((thrown: unknown) => thrown)).to.equal(error);
    expect(session.getCalls('login')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('row 53: shows a session that is there all the same, and says it again after signing out', async () => {
    find({ isFramed: true, error: unsupported() });
    const session = new FakeSession();
    session.signIn();
    const { element } = await mount('passport-login', { session });

    expect(query(element, '[part=name]').textContent).to.equal('Ada Example');
    session.set({ status: 'signed-out' });
    await settle();
    expect(getStates(element, STATES)).to.deep.equal(['failed']);
  });

  it('opens no tab from inside of an app, where there are none', async () => {
    find({ isFramed: true, app: 'LINE', error: unsupported() });
    const { element } = await mount('passport-login');

    expect(queryAll(element, '[part=link]')).to.have.length(0);
    expect(queryAll(element, '[part=copy]')).to.have.length(1);
  });

  it('tells inside of an app that a method may not work, and lets the visitor try', async () => {
    for (const [app, name] of [['Instagram', 'Instagram'], ['webview', 'another app']] as const) {
      find({ app });
      const { element, session } = await mount('passport-login');

      expect(query(element, '[part=note]').textContent).to.contain(`You are inside ${name}.`);
      query(element, '[part=button]').click();
      expect(session.getCalls('login')).to.have.length(1);
      await expect(element).to.be.accessible();

      session.signIn();
      await settle();
      expect(queryAll(element, '[part=note]')).to.have.length(0);
    }
  });

  it('keeps the note beside a trigger of the page, and a menu of methods', async () => {
    find({ app: 'TikTok' });
    const trigger = await mount('passport-login', { content: '<button slot="trigger">Enter</button>' });
    const menu = await mount('passport-login', { attributes: { methods: 'google email' } });

    trigger.element.querySelector('button')?.click();

    expect(trigger.session.getCalls('login')).to.have.length(1);
    expect(queryAll(trigger.element, '[part=note]')).to.have.length(1);
    expect(queryAll(menu.element, '[part=note]')).to.have.length(1);
    expect(query(menu.element, 'button').getAttribute('aria-haspopup')).to.equal('menu');
  });

  it('copies the link of the page; where the browser refuses, shows it to be marked', async () => {
    find({ app: 'Facebook' });
    const { element } = await mount('passport-login');
    const clipboard = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard');
    const written: string[] = [];
    const replace = (writeText: (text: string) => Promise<void>): void => {
      Object.defineProperty(Navigator.prototype, 'clipboard', { configurable: true, get: () => ({ writeText }) });
    };

    try {
      replace(async () => { throw new DOMException('', 'NotAllowedError'); });
      query(element, '[part=copy]').click();
      await settle();
      expect(query(element, '.by-hand').textContent).to.equal(location.href);
      replace(async (text) => { written.push(text); });
      query(element, '[part=copy]').click();
      await settle();
      expect(written).to.deep.equal([location.href]);
      expect(query(element, '[part=copy]').textContent?.trim()).to.equal('Copied');
      expect(queryAll(element, '.by-hand')).to.have.length(0);
    } finally {
      if (clipboard) Object.defineProperty(Navigator.prototype, 'clipboard', clipboard);
      else delete (Navigator.prototype as { clipboard?: unknown }).clipboard;
    }
  });
});

describe('<passport-login>: who may give it orders', () => {
  afterEach(unmountAll);

  it('row 151: takes none from events that look like its own or its siblings\'', async () => {
    const { element, session } = await mount('passport-login');
    const types = ['passport-login-start', 'passport-login', 'passport-logout-start', 'passport-logout', 'passport-error',
      'imx-register-start', 'imx-register', 'passport-session-change', 'login', 'logout', 'cancel', 'submit', 'click'];
    for (const type of types) {
      for (const target of [element, document, window]) {
        target.dispatchEvent(Object.assign(new Event(type, { bubbles: true, composed: true }), { user: USER }));
      }
    }
    await settle();

    const orders = session.calls.filter(({ method }) => method !== 'contribute');
    expect(orders).to.deep.equal([]);
    expect(getStates(element, STATES)).to.deep.equal(['signed-out']);
  });

  it('ends nothing when it leaves the page: the window belongs to the session, and a sibling shows how it ended', async () => {
    const session = new FakeSession();
    const first = await mount('passport-login', { session });
    const login = first.element.login();
    session.set({ status: 'signing-in', loginWindow: 'watched' });

    first.element.remove();
    await settle();
    const second = await mount('passport-login', { session });
    session.signIn();
    session.logins[0]?.resolve(USER);
    await settle();

    expect(await login).to.equal(USER);
    expect(session.getCalls('cancelLogin')).to.have.length(0);
    expect(query(second.element, '[part=name]').textContent).to.equal('Ada Example');
  });

  it('tries again with the method of the last login, and neither its signal nor its silence', async () => {
    const { element, session } = await mount('passport-login');
    const options = { directLoginOptions: { directLoginMethod: 'google' as const }, useCachedSession: true };
    void element.login({ ...options, signal: new AbortController().signal }).catch(() => {});
    session.logins[0]?.reject(new PassportError(ERROR_TABLE, 'POPUP_CLOSED'));
    session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'POPUP_CLOSED') });
    await settle();
    query(element, '[part=retry]').click();

    const again = session.getCalls('login').at(-1)?.args[0] as Record<string, unknown>;
    expect(again['directLoginOptions']).to.deep.equal(options.directLoginOptions);
    expect([again['signal'], again['useCachedSession']]).to.deep.equal([undefined, undefined]);
  });

  it('asks passport-login-start before any side effect: a refusal leaves state, session and failure as they were', async () => {
    const { element, session } = await mount('passport-login');
    const error = new PassportError(ERROR_TABLE, 'POPUP_CLOSED');
    session.set({ status: 'failed', error });
    const before = session.calls.length;
    const seen: unknown[] = [];
    element.addEventListener('passport-login-start', (event) => {
      seen.push(session.calls.length - before, element.error);
      event.preventDefault();
    });

    expect(await element.login({ directLoginOptions: { directLoginMethod: 'google' } })).to.equal(null);
    await settle();
    query(element, '[part=retry]').click();

    expect(seen).to.deep.equal([0, error, 0, error]);
    expect(session.calls.length).to.equal(before);
  });
});
