import { expect } from '@open-wc/testing';
import type { LoginOptions } from '../../src/session/session-types.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { UserProfile } from '../../src/shared/types.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

describe('session.login', () => {
  let page: SessionSetup;

  beforeEach(async () => {
    localStorage.clear();
    page = await setupSession();
    await flush();
  });
  afterEach(() => {
    page.session.dispose();
    localStorage.clear();
  });

  /** Starts a login whose failure is looked at later: until then it is nobody's. */
  function begin(options?: LoginOptions, { session }: SessionSetup = page): Promise<UserProfile | null> {
    const login = session.login(options);
    login.catch(() => {});
    return login;
  }

  async function signIn(): Promise<void> {
    const login = begin();
    await page.answer({ code: 'code-1' });
    await login;
  }

  it('row 39: opens its window before anything is awaited', () => {
    const login = begin();

    expect(page.windows.length).to.equal(1);
    expect(page.session.state.status).to.equal('signing-in');
    page.session.cancelLogin();
    return expectCode(login, 'ABORTED');
  });

  it('signs in, closes its window, and tells the page once', async () => {
    const login = begin();
    await page.answer({ code: 'code-1' });

    expect(await login).to.include({ sub: page.authority.sub, nickname: 'ada' });
    expect(page.session.state).to.deep.include({ status: 'signed-in', trust: 'verified', registration: 'unregistered' });
    expect(page.windows[0]?.closed).to.equal(true);
    expect(page.reasons).to.deep.equal(['signed-in']);
    expect(page.clock.pending, 'timers left').to.equal(0);
  });

  it('row 45: gives 20 simultaneous callers one window and one answer', async () => {
    const logins = Array.from({ length: 20 }, () => page.session.login());
    await page.answer({ code: 'code-1' });

    const users = await Promise.all(logins);
    expect(new Set(users).size).to.equal(1);
    expect(page.windows.length).to.equal(1);
    expect(page.windows[0]?.focused).to.equal(19);
  });

  it('row 38: says that the window was blocked, and works when tried again', async () => {
    const blocked = await setupSession({ authority: page.authority, clientId: 'blocked' });
    blocked.block();

    await expectCode(blocked.session.login(), 'POPUP_BLOCKED');
    expect(blocked.session.state.status).to.equal('failed');
    expect(blocked.session.state.error?.code).to.equal('POPUP_BLOCKED');
    blocked.session.dispose();
  });

  it('row 40: ends when the visitor closes the window', async () => {
    const login = begin();
    await page.arrived();
    await page.clock.advance(300);
    const [opened] = page.windows;
    if (opened) opened.closed = true;
    page.setFront(true);
    await page.clock.advance(1000);

    await expectCode(login, 'POPUP_CLOSED');
    expect(page.session.state.status).to.equal('failed');
  });

  it('row 44: ends after five minutes, and closes the window', async () => {
    const login = begin();
    await page.arrived();
    await page.clock.advance(300_000);

    await expectCode(login, 'POPUP_TIMEOUT');
    expect(page.windows[0]?.closed).to.equal(true);
  });

  it('row 54: opens nothing when it was called off before', async () => {
    await expectCode(page.session.login({ signal: AbortSignal.abort() }), 'ABORTED');
    expect(page.windows.length).to.equal(0);
  });

  it('ends quietly when it is cancelled', async () => {
    const login = begin();
    await page.arrived();
    page.session.cancelLogin();

    await expectCode(login, 'ABORTED');
    expect(page.session.state).to.deep.equal({ status: 'signed-out', registration: 'unknown' });
    expect(page.windows[0]?.closed).to.equal(true);
  });

  it('row 26: says who refused', async () => {
    const login = begin();
    await page.answer({ error: 'access_denied' });

    await expectCode(login, 'LOGIN_DENIED');
    expect(page.session.state.error).to.be.instanceOf(PassportError);
  });

  it('sends the documented parameters of direct login', async () => {
    const login = begin({
      anonymousId: 'anon', directLoginOptions: { directLoginMethod: 'email', email: 'ada@example.com', marketingConsentStatus: 'opted_in' },
    });
    const { searchParams } = await page.arrived();

    expect(Object.fromEntries(searchParams)).to.include({
      third_party_a_id: 'anon', direct: 'email', email: 'ada@example.com', marketingConsent: 'opted_in',
    });
    page.session.cancelLogin();
    await expectCode(login, 'ABORTED');
  });

  it('opens no window for useCachedSession and useSilentLogin', async () => {
    expect(await page.session.login({ useCachedSession: true })).to.equal(null);
    expect(await page.session.login({ useSilentLogin: true })).to.equal(null);
    expect(page.windows.length).to.equal(0);
  });

  it('opens no window when somebody is signed in', async () => {
    await signIn();

    expect(await page.session.login()).to.include({ sub: page.authority.sub });
    expect(page.windows.length).to.equal(1);
  });

  it('leaves the page for useRedirectFlow, and remembers the way back', async () => {
    expect(await page.session.login({ useRedirectFlow: true })).to.equal(null);

    expect(page.assigned.length).to.equal(1);
    const url = new URL(page.assigned[0] ?? '');
    expect(url.pathname).to.equal('/authorize');
    expect(url.searchParams.has('display')).to.equal(false);
    page.authority.nonce = url.searchParams.get('nonce') ?? undefined;
    const result = await page.session.handleCallback(
      `${location.origin}/callback.html?code=1&state=${url.searchParams.get('state')}`,
    );
    expect(result).to.include({ kind: 'signed-in', returnTo: location.href });
    expect(page.session.state.status).to.equal('signed-in');
  });

  it('row 55: is idle again when the visitor comes Back from the login page', async () => {
    await page.session.login({ useRedirectFlow: true });
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

    expect(page.session.state.status).to.equal('signed-out');
  });

  it('row 40: ends when the visitor closes the window before the login page appears', async () => {
    const login = begin();
    const [opened] = page.windows;
    if (opened) opened.closed = true;
    await page.clock.advance(1000);

    await expectCode(login, 'POPUP_CLOSED');
  });

  it('leaves no state of a login that was cancelled', async () => {
    const login = begin();
    await page.arrived();
    page.session.cancelLogin();
    await expectCode(login, 'ABORTED');

    expect(Object.keys(localStorage).filter((key) => key.startsWith('passport-widgets.state.'))).to.deep.equal([]);
  });

  it('row 64: keeps who another tab has signed in when its own window is given up', async () => {
    const login = begin();
    await page.arrived();
    localStorage.setItem('oidc.user:http://authority.localhost:test-client', JSON.stringify(await page.authority.issue()));
    window.dispatchEvent(new StorageEvent('storage', { key: null }));
    page.session.cancelLogin();

    await expectCode(login, 'ABORTED');
    expect(page.session.state.status).to.equal('signed-in');
  });

  it('says nothing of a login that belongs to what was replaced', async () => {
    const login = begin();
    await page.arrived();
    page.session.replace({ ...page.config, clientId: 'next' });
    await expectCode(login, 'ABORTED');

    expect((await page.session.ready).status).to.equal('signed-out');
  });

  it('is idle again when a redirect that was not followed is cancelled', async () => {
    await page.session.login({ useRedirectFlow: true });
    expect(page.session.state.status).to.equal('signing-in');
    page.session.cancelLogin();

    expect(page.session.state.status).to.equal('signed-out');
  });

  it('where the site requires signatures, takes no token without one', async () => {
    const forger = await FakeAuthority.create();
    const strict = await setupSession({ authority: page.authority, extra: { jwks: 'require' } });
    page.authority.answers.set('/oauth/token', async () => {
      forger.nonce = page.authority.nonce;
      return Response.json({ ...await page.authority.issue(), id_token: await forger.signIdToken() });
    });
    const login = begin(undefined, strict);
    await strict.answer({ code: 'code-1' });

    await expectCode(login, 'ID_TOKEN_INVALID');
    expect(localStorage.getItem('oidc.user:http://authority.localhost:test-client')).to.equal(null);
    strict.session.dispose();
  });

  it('says that a page without https cannot sign in', async () => {
    const insecure = await setupSession({ authority: page.authority, clientId: 'insecure', isSecureContext: false });

    await expectCode(insecure.session.login(), 'ENVIRONMENT_UNSUPPORTED');
    expect(insecure.windows.length).to.equal(0);
    insecure.session.dispose();
  });

  it('names what is missing', async () => {
    const bare = await setupSession({ authority: page.authority, configure: false });
    expect((await expectCode(bare.session.login(), 'INVALID_CONFIGURATION')).message).to.contain('client-id');
    bare.session.configure({ clientId: 'bare' });
    expect((await expectCode(bare.session.login(), 'INVALID_CONFIGURATION')).message).to.contain('redirect-uri');
    bare.session.dispose();
  });
});
