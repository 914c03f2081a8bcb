import { expect } from '@open-wc/testing';
import { tokenCode } from '../../src/session/lazy.js';
import type { TokenCode } from '../../src/session/lazy.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { flush } from '../support/fake-clock.js';
import { expectCode, expectThrownCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const KEY = 'oidc.user:http://authority.localhost:test-client';

/** The code that judges records, on its way. */
class LateCode implements TokenCode {
  asked = 0;
  #gate = Promise.withResolvers<void>();
  #isHere = false;

  find(): ReturnType<TokenCode['find']> {
    return this.#isHere ? tokenCode.find() : undefined;
  }

  async load(): ReturnType<TokenCode['load']> {
    this.asked += 1;
    await this.#gate.promise;
    this.#isHere = true;
    return tokenCode.load();
  }

  async arrive(): Promise<void> {
    this.#gate.resolve();
    await flush();
  }

  /** Once: who asks again waits again. */
  async fail(): Promise<void> {
    const gate = this.#gate;
    this.#gate = Promise.withResolvers();
    gate.reject(new PassportError(SHARED_ERRORS, 'CODE_UNAVAILABLE'));
    await flush();
  }
}

describe('a session whose token code is not here yet', () => {
  let authority: FakeAuthority;
  let code: LateCode;
  let page: SessionSetup;

  beforeEach(async () => {
    localStorage.clear();
    authority = await FakeAuthority.create();
    code = new LateCode();
  });
  afterEach(() => {
    page.session.dispose();
    localStorage.clear();
  });

  async function open({ hasRecord }: { hasRecord: boolean }): Promise<SessionSetup> {
    if (hasRecord) localStorage.setItem(KEY, JSON.stringify(await authority.issue()));
    page = await setupSession({ authority, tokenCode: code });
    await flush();
    return page;
  }

  it('needs none of it where nothing is stored', async () => {
    const { session } = await open({ hasRecord: false });

    expect((await session.ready).status).to.equal('signed-out');
    expect(await session.getUserInfo()).to.equal(undefined);
    expect(await session.login({ useCachedSession: true })).to.equal(null);
    expect(code.asked).to.equal(0);
  });

  it('is being restored until the record is judged', async () => {
    const { session, reasons } = await open({ hasRecord: true });
    expect(session.state.status).to.equal('restoring');
    await code.arrive();

    expect(await session.ready).to.include({ status: 'signed-in', trust: 'restored' });
    expect(reasons).to.deep.equal(['restored']);
  });

  it('is signed out over a record that turns out to be unreadable', async () => {
    localStorage.setItem(KEY, '{"id_token":');
    const { session } = await open({ hasRecord: false });
    await code.arrive();

    expect((await session.ready).status).to.equal('signed-out');
    expect(localStorage.getItem(KEY)).to.equal('{"id_token":');
  });

  it('row 137: says so where it cannot be had, keeps the record, and finds the user when asked again', async () => {
    const { session } = await open({ hasRecord: true });
    await code.fail();

    expect((await session.ready).error?.code).to.equal('CODE_UNAVAILABLE');
    expect(session.state.status).to.equal('failed');
    const user = session.getUserInfo();
    await code.arrive();
    expect(await user).to.include({ sub: authority.sub });
    expect(session.state.status).to.equal('signed-in');
  });

  it('row 145: what is said meanwhile changes no client and no tokens of whoever is signed in, and all else at once', async () => {
    const { session } = await open({ hasRecord: true });
    session.configure({ clientId: 'other', storage: 'memory' });
    session.contribute({}, { environment: 'sandbox', scope: 'openid' });
    session.contribute({}, { logoutRedirectUri: '/bye.html' });
    session.configure({ reflect: true });
    const atOnce = { clientId: 'test-client', environment: 'production', reflect: true, logoutRedirectUri: `${location.origin}/bye.html` };
    expect(session.config).to.include(atOnce);
    await code.arrive();

    expect(session.state.status).to.equal('signed-in');
    expect(session.config).to.include(atOnce);
    expect(session.config?.scope).to.contain('offline_access');
  });

  it('row 145: what is said meanwhile holds where nobody turns out to be signed in, in its order', async () => {
    localStorage.setItem(KEY, '{"id_token":');
    const { session } = await open({ hasRecord: false });
    const element = {};
    session.configure({ clientId: 'first' });
    session.contribute(element, { logoutRedirectUri: '/a.html' });
    session.contribute(element, { logoutRedirectUri: '/b.html' });
    session.configure({ clientId: 'second' });
    await code.arrive();

    expect(session.config).to.include({ clientId: 'second', logoutRedirectUri: `${location.origin}/b.html` });
    expect((await session.ready).status).to.equal('signed-out');
  });

  it('row 145: what is wrong is refused at once, also meanwhile', async () => {
    const { session } = await open({ hasRecord: true });

    expectThrownCode(() => session.configure({ redirectUri: 'https://elsewhere.example/' }), 'INVALID_CONFIGURATION');
    expectThrownCode(() => session.contribute({}, { logoutRedirectUri: 'javascript:0' }), 'INVALID_CONFIGURATION');
  });

  it('row 145: what could not be read is still somebody\'s', async () => {
    const { session } = await open({ hasRecord: true });
    await code.fail();
    session.configure({ clientId: 'other' });
    session.contribute({}, { scope: 'openid' });

    expect(session.state.status).to.equal('failed');
    expect(session.config?.clientId).to.equal('test-client');
    expect(session.config?.scope).to.contain('offline_access');
  });

  it('row 145: what is said meanwhile is nothing to the configuration that replaces it', async () => {
    const { session, config } = await open({ hasRecord: true });
    session.configure({ clientId: 'other' });
    session.replace({ ...config, clientId: 'next' });
    await code.arrive();

    expect(session.config?.clientId).to.equal('next');
    session.configure({ clientId: 'after' });
    expect(session.config?.clientId).to.equal('after');
  });

  it('row 137: looks for the user of the next client, whose record the code that came late can read', async () => {
    const { session } = await open({ hasRecord: true });
    await code.fail();
    localStorage.removeItem(KEY);
    localStorage.setItem(KEY.replace('test-client', 'next'), JSON.stringify(await authority.issue({
      id_token: await authority.signIdToken({ aud: 'next' }),
    })));
    session.configure({ clientId: 'next' });
    await code.arrive();

    expect(session.state).to.include({ status: 'signed-in', trust: 'restored' });
    expect((await session.ready).user?.sub).to.equal(authority.sub);
  });

  it('row 39: opens the window in the click, and closes it when the session proves good', async () => {
    const { session, windows } = await open({ hasRecord: true });
    const login = session.login();
    expect(windows.length).to.equal(1);
    expect(session.state.status, 'nobody is asked yet').to.equal('restoring');
    await code.arrive();

    expect(await login).to.include({ sub: authority.sub });
    expect([windows[0]?.closed, windows[0]?.url], 'closed, and sent nowhere').to.deep.equal([true, undefined]);
  });

  it('row 39: opens the window of a first login before anything is awaited', async () => {
    const { session, windows, answer } = await open({ hasRecord: false });
    const login = session.login();
    expect(windows.length).to.equal(1);
    expect(session.state).to.include({ status: 'signing-in', loginWindow: 'watched' });
    await code.arrive();
    await answer({ code: 'code-1' });

    expect(await login).to.include({ sub: authority.sub });
    expect(session.state).to.include({ status: 'signed-in', trust: 'verified' });
  });

  it('closes the window of a login that it cannot end', async () => {
    const { session, windows } = await open({ hasRecord: false });
    const login = expectCode(session.login(), 'CODE_UNAVAILABLE');
    await code.fail();

    await login;
    expect(windows[0]?.closed).to.equal(true);
    expect(session.state.status).to.equal('failed');
  });

  it('row 64: hears of a user whom another tab signs in', async () => {
    const { session, reasons } = await open({ hasRecord: false });
    localStorage.setItem(KEY, JSON.stringify(await authority.issue()));
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
    await code.arrive();

    expect(session.state).to.include({ status: 'signed-in', trust: 'restored' });
    expect(reasons).to.deep.equal(['other-tab']);
  });

  it('row 85: forgets the user at once, and takes the token back when it can be read', async () => {
    const { session } = await open({ hasRecord: true });
    const logout = session.logout();
    expect(session.state.status).to.equal('signing-out');
    expect(localStorage.getItem(KEY)).to.equal(null);
    await code.arrive();
    await logout;

    expect(session.state.status).to.equal('signed-out');
    expect(authority.requests.at(-1)?.form.get('token')).to.equal('refresh-1');
  });

  it('row 85: leaves the service though nobody can read what was forgotten', async () => {
    const { session, assigned } = await open({ hasRecord: true });
    const logout = session.logout();
    await code.fail();
    await logout;

    expect(session.state.status).to.equal('signed-out');
    expect(localStorage.getItem(KEY)).to.equal(null);
    expect(assigned.map((url) => new URL(url).pathname)).to.deep.equal(['/v2/logout']);
  });

  it('is ready though a logout ended the restoring before the code was here', async () => {
    const { session } = await open({ hasRecord: true });
    const { ready } = session;
    const logout = session.logout();
    await code.arrive();
    await logout;

    expect((await ready).status).to.match(/^sign(?:ing|ed)-out$/);
  });

  it('row 63: takes no tokens whose user has signed out before it came', async () => {
    const { session } = await open({ hasRecord: false });
    const taken = expectCode(session.storeTokens(await authority.issue() as never), 'ABORTED');
    const url = session.getLogoutUrl();
    await code.arrive();

    await Promise.all([taken, url]);
    expect(localStorage.getItem(KEY)).to.equal(null);
    expect(session.state.user).to.equal(undefined);
  });

  it('signs nobody in once it is disposed of', async () => {
    const { session } = await open({ hasRecord: true });
    const { ready } = session;
    session.dispose();
    await code.arrive();

    expect((await ready).user).to.equal(undefined);
    expect(session.state.status).to.equal('unconfigured');
  });
});
