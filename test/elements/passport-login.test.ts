import { expect } from '@open-wc/testing';
import { PassportLogin } from '../../src/elements/passport-login/passport-login.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { PassportErrorEvent } from '../../src/elements/support/error.events.js';
import { ACCOUNT, FakeSession, USER } from '../support/fake-session.js';
import { getStates, mount, query, queryAll, record, settle, unmountAll } from './support/mount.js';
import type { MountOptions } from './support/mount.js';

const STATES = ['unknown', 'restoring', 'signed-out', 'signing-in', 'signed-in', 'signing-out', 'failed'];

const setup = (options?: MountOptions) => mount('passport-login', options);

describe('<passport-login>', () => {
  afterEach(unmountAll);

  describe('accessibility', () => {
    const scenes: Record<string, (session: FakeSession) => void> = {
      unknown: (session) => { session.config = undefined; session.set({ status: 'unconfigured' }); },
      restoring: (session) => session.set({ status: 'restoring' }),
      'signed-out': () => {},
      'signing-in': (session) => session.set({ status: 'signing-in' }),
      'signed-in': (session) => session.signIn(),
      'signing-out': (session) => session.set({ status: 'signing-out', user: USER }),
      failed: (session) => session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'POPUP_BLOCKED') }),
    };
    for (const [name, play] of Object.entries(scenes)) {
      it(`is clean, and in exactly one state, while ${name}`, async () => {
        const { element, session } = await setup();
        play(session);
        await settle();

        expect(getStates(element, STATES)).to.deep.equal([name]);
        await expect(element).to.be.accessible();
      });
    }

    it('announces a failure once: later drawings leave the alert alone', async () => {
      const { element, session } = await setup();
      const error = new PassportError(ERROR_TABLE, 'POPUP_CLOSED');
      session.set({ status: 'failed', error });
      await settle();
      const alert = query(element, '[role=alert]');
      const text = alert.textContent;
      let changes = 0;
      new MutationObserver(() => { changes += 1; }).observe(alert, { childList: true, subtree: true, characterData: true });

      session.set({ status: 'failed', error });
      element.requestUpdate();
      await settle();

      expect(text).to.contain('closed before sign-in finished');
      expect(query(element, '[role=alert]')).to.equal(alert);
      expect(changes).to.equal(0);
    });

    it('keeps the focus inside when the focused control goes', async () => {
      const { element, session } = await setup();
      query(element, 'button').focus();

      session.set({ status: 'signing-in' });
      await settle();

      expect(document.activeElement).to.equal(element);
      expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('cancel');
    });

    it('does not take the focus from the page', async () => {
      const { session } = await setup();
      session.set({ status: 'signing-in' });
      await settle();

      expect(document.activeElement).to.equal(document.body);
    });

    it('delegates focus to its first control', async () => {
      const { element } = await setup();
      element.focus();
      expect(element.shadowRoot?.activeElement?.localName).to.equal('button');
    });
  });

  describe('journey', () => {
    it('row 39: calls the session within the click, before anything is awaited', async () => {
      const { element, session } = await setup();

      query(element, 'button').click();

      expect(session.getCalls('login')).to.have.length(1);
    });

    it('signs in, tells the page, shows who is signed in, and signs out', async () => {
      const { element, session } = await setup();
      const events = record('passport-login-start', 'passport-login', 'passport-logout-start', 'passport-logout', 'passport-error');

      query(element, 'button').click();
      session.set({ status: 'signing-in' });
      session.signIn();
      session.logins[0]?.resolve(USER);
      await settle();
      expect(query(element, '[part=name]').textContent).to.equal('Ada Example');
      expect(query(element, '[part=address]').textContent).to.equal('0x1111…0000');

      query(element, '[part=button]').click();
      session.set({ status: 'signed-out' });
      session.logouts[0]?.resolve();
      await settle();

      expect(events.map((event) => event.type)).to.deep.equal(
        ['passport-login-start', 'passport-login', 'passport-logout-start', 'passport-logout'],
      );
      expect(events[1]).to.include({ user: USER, bubbles: true, composed: true, cancelable: false });
      expect(events[0]).to.include({ flow: 'popup', cancelable: true });
    });

    it('does nothing when passport-login-start is cancelled', async () => {
      const { element, session } = await setup();
      element.addEventListener('passport-login-start', (event) => event.preventDefault());

      query(element, 'button').click();

      expect(await element.login()).to.equal(null);
      expect(session.getCalls('login')).to.have.length(0);
    });

    it('does nothing when passport-logout-start is cancelled', async () => {
      const { element, session } = await setup();
      session.signIn();
      element.addEventListener('passport-logout-start', (event) => event.preventDefault());

      await element.logout();

      expect(session.getCalls('logout')).to.have.length(0);
    });

    it('fires no passport-login for a session that was restored', async () => {
      const { element, session } = await setup();
      const events = record('passport-login', 'passport-login-start');

      session.signIn({ trust: 'restored' });
      const cached = element.login({ useCachedSession: true });
      session.logins[0]?.resolve(USER);

      expect(await cached).to.equal(USER);
      expect(events).to.have.length(0);
    });

    it('offers the copy of an address only once the session is verified', async () => {
      const { element, session } = await setup();
      session.signIn({ trust: 'restored' });
      await settle();
      const before = queryAll(element, '[part=copy]').length;

      session.signIn({ trust: 'verified' });
      await settle();

      expect(before).to.equal(0);
      expect(query(element, '[part=copy]').getAttribute('aria-label')).to.equal('Copy address');
      expect(query(element, '[part=address]').title).to.equal(ACCOUNT.address);
    });

    it('cancels: the session ends the login, the page is told, nothing is drawn as a failure', async () => {
      const { element, session } = await setup();
      const events = record('passport-error');
      query(element, 'button').click();
      session.set({ status: 'signing-in' });
      await settle();

      query(element, '[part=cancel]').click();
      session.set({ status: 'signed-out' });
      await settle();

      expect(session.getCalls('cancelLogin')).to.have.length(1);
      expect((events[0] as PassportErrorEvent).error.code).to.equal('ABORTED');
      expect(getStates(element, STATES)).to.deep.equal(['signed-out']);
    });

    it('draws a failure with its way out, and tries again with the same options', async () => {
      const { element, session } = await setup({ attributes: { methods: 'google' } });
      const events = record('passport-error');
      query(element, 'button').click();
      const error = new PassportError(ERROR_TABLE, 'POPUP_CLOSED');
      session.set({ status: 'failed', error });
      session.logins[0]?.reject(error);
      await settle();

      expect(element.error).to.equal(error);
      expect((events[0] as PassportErrorEvent).error).to.equal(error);
      query(element, '[part=retry]').click();

      expect(session.getCalls('login')).to.have.length(2);
      expect(session.getCalls('login')[1]?.args[0]).to.deep.include({ directLoginOptions: { directLoginMethod: 'google' } });
    });

    it('row 38: a blocked window gets a button that works in its own click, and the redirect', async () => {
      const { element, session } = await setup();
      session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'POPUP_BLOCKED') });
      await settle();
      const [open, here] = queryAll(element, '.actions button');

      open?.click();
      expect(session.getCalls('login')[0]?.args[0]).to.include({ useRedirectFlow: false });
      here?.click();
      expect(session.getCalls('login')[1]?.args[0]).to.include({ useRedirectFlow: true });
    });

    it('offers no redirect with flow="popup", and uses it at once with flow="redirect"', async () => {
      const popup = await setup({ attributes: { flow: 'popup' } });
      popup.session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'POPUP_BLOCKED') });
      const redirect = await setup({ attributes: { flow: 'redirect' } });
      await settle();

      query(redirect.element, 'button').click();

      expect(queryAll(popup.element, '.actions button')).to.have.length(1);
      expect(redirect.session.getCalls('login')[0]?.args[0]).to.include({ useRedirectFlow: true });
    });

    it('passes the address to the method email, and none without one', async () => {
      const { element, session } = await setup({ attributes: { methods: 'email', email: 'ada@example.com' } });
      query(element, 'button').click();
      element.email = undefined;
      await settle();
      query(element, 'button').click();

      const options = session.getCalls('login').map(({ args }) => (args[0] as { directLoginOptions?: object }).directLoginOptions);
      expect(options).to.deep.equal([{ directLoginMethod: 'email', email: 'ada@example.com' }, undefined]);
    });

    it('can be clicked while the session is being restored', async () => {
      const { element, session } = await setup();
      session.set({ status: 'restoring' });
      await settle();

      query(element, 'button').click();

      expect(session.getCalls('login')).to.have.length(1);
    });

    it('rejects and draws an error that is none of ours as UNEXPECTED, with its cause', async () => {
      const { element, session } = await setup();
      const cause = new RangeError('broken');
      const login = element.login();
      session.logins[0]?.reject(cause);

      const error = await login.catch((thrown: unknown) => thrown as PassportError);
      expect(error).to.include({ code: 'UNEXPECTED', cause });
    });

    it('holds its height from restoring to ready', async () => {
      const { element, session } = await setup();
      const heights: number[] = [];
      for (const status of ['restoring', 'signed-out', 'signing-in'] as const) {
        session.set({ status });
        await settle();
        heights.push(element.offsetHeight);
      }
      session.signIn();
      await settle();
      heights.push(element.offsetHeight);

      expect(heights).to.deep.equal(heights.map(() => heights[0]));
    });
  });

  describe('row 137: when the code of the views cannot be loaded', () => {
    const { loadView } = PassportLogin;

    beforeEach(() => { PassportLogin.loadView = () => Promise.reject(new PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE')); });
    afterEach(() => { PassportLogin.loadView = loadView; });

    it('still says what failed and tries again', async () => {
      const { element, session } = await setup();
      session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'NETWORK_OFFLINE') });
      await settle();

      expect(query(element, '[role=alert]').textContent).to.equal('The browser is offline.');
      await expect(element).to.be.accessible();
      query(element, 'button').click();
      expect(session.getCalls('login')).to.have.length(1);
    });

    it('still signs in, cancels and signs out', async () => {
      const { element, session } = await setup({ attributes: { methods: 'google apple' } });
      // Which methods there are cannot be shown; the service asks for them on its own page.
      query(element, 'button').click();
      await settle();
      expect(query(element, 'button').hasAttribute('aria-haspopup')).to.equal(false);
      session.set({ status: 'signing-in' });
      await settle();
      query(element, 'button').click();
      session.signIn();
      await settle();
      query(element, 'button').click();

      expect(['login', 'cancelLogin', 'logout'].map((name) => session.getCalls(name).length)).to.deep.equal([1, 1, 1]);
    });

    it('draws the view as soon as another try brings it', async () => {
      const { element, session } = await setup();
      session.set({ status: 'signing-in' });
      await settle();
      PassportLogin.loadView = loadView;

      session.signIn();
      await settle();

      expect(query(element, '[part=name]').textContent).to.equal('Ada Example');
    });
  });

  describe('slots', () => {
    it('lets the page bring its own trigger', async () => {
      const { element, session } = await setup({ content: '<button slot="trigger"><b>Enter</b></button>' });

      element.querySelector('b')?.click();

      expect(session.getCalls('login')).to.have.length(1);
    });

    // A visitor's click, other than click(), lets the element draw between the handlers of the button and of the slot.
    it('signs in once when its button is drawn away within the click', async () => {
      const { element, session } = await setup({ content: '<b>Enter</b>' });
      const button = query(element, 'button');
      element.addEventListener('passport-login-start', () => button.remove());
      button.click();

      expect(session.getCalls('login')).to.have.length(1);
    });

    it('blocks its own and the slotted trigger while disabled', async () => {
      const { element, session } = await setup({ content: '<a slot="trigger">Enter</a>', attributes: { disabled: '' } });

      element.querySelector('a')?.click();

      expect(session.getCalls('login')).to.have.length(0);
      expect(queryAll(element, 'button:enabled')).to.have.length(0);
    });
  });
});
