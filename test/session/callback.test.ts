import { expect } from '@open-wc/testing';
import type { TokenResponseBody } from '../../src/session/session-types.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { runOut } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const CALLBACK = `${location.origin}/callback.html`;
const TOKEN = '/oauth/token';
/** Longer than a callback page waits for the page that asked, shorter than it waits for the service. */
const RECEIPT_MS = 3_500;
const UNKNOWN = '0123456789abcdef0123456789abcdef';

describe('session.handleCallback', () => {
  let page: SessionSetup;

  beforeEach(async () => {
    localStorage.clear();
    page = await setupSession({ extra: { logoutRedirectUri: CALLBACK } });
  });
  afterEach(() => {
    page.session.dispose();
    localStorage.clear();
  });

  /** Leaves for the login page, and gives the URL that a good answer comes back to. */
  async function leave(): Promise<string> {
    await page.session.login({ useRedirectFlow: true });
    const { searchParams } = new URL(page.assigned.at(-1) ?? '');
    page.authority.nonce = searchParams.get('nonce') ?? undefined;
    return `${CALLBACK}?code=code-1&state=${searchParams.get('state')}`;
  }
  const handle = (url?: string) => runOut(page.session.handleCallback(url), page.clock, RECEIPT_MS);

  it('row 29: takes the answer out of the address before anything is awaited', async () => {
    const before = location.href;
    const answered = new URL(before);
    for (const name of ['code', 'state', 'iss', 'error_description']) answered.searchParams.set(name, '1');
    history.replaceState(null, '', answered);

    const refused = expectCode(page.session.handleCallback(), 'CALLBACK_STATE_INVALID');
    expect(location.href).to.equal(before);
    await refused;
  });

  it('finishes a login by redirect, and says where it began', async () => {
    expect(await handle(await leave())).to.deep.include({ kind: 'signed-in', returnTo: location.href });
    expect(page.session.state).to.include({ status: 'signed-in', trust: 'verified' });
  });

  it('row 25: the same URL once more asks for nothing, and is quiet for who is signed in', async () => {
    const url = await leave();
    await handle(url);

    expect(await handle(url)).to.deep.include({ kind: 'already-finished' });
    expect(await handle(CALLBACK), 'reloaded, its address clean').to.deep.include({ kind: 'already-finished' });
    expect(page.authority.count(TOKEN)).to.equal(1);
  });

  it('row 25: the same URL once more is an error for who has signed out since', async () => {
    const url = await leave();
    await handle(url);
    await page.session.getLogoutUrl();

    await expectCode(handle(url), 'CALLBACK_STATE_INVALID');
    expect(page.authority.count(TOKEN)).to.equal(1);
  });

  it('row 25: two pages that open the URL at once make one request', async () => {
    const url = await leave();
    const other = await setupSession({ authority: page.authority });
    const ends = await Promise.allSettled([
      runOut(other.session.handleCallback(url), other.clock, RECEIPT_MS), handle(url),
    ]);

    expect(ends.some((end) => end.status === 'fulfilled' && end.value.kind === 'signed-in')).to.equal(true);
    expect(page.authority.count(TOKEN)).to.equal(1);
    other.session.dispose();
  });

  it('row 51: says that the page was opened directly', async () => {
    await expectCode(handle(CALLBACK), 'CALLBACK_OPENED_DIRECTLY');
  });

  for (const query of [
    'code=1', 'state=1', `code=1&state=${UNKNOWN}&state=${UNKNOWN}`, 'code=1&state=%25zz', `code=1&state=${'0'.repeat(100_000)}`,
  ]) {
    it(`row 22: refuses ${query.slice(0, 50)} without waiting for anybody`, async () => {
      await expectCode(page.session.handleCallback(`${CALLBACK}?${query}`), 'CALLBACK_STATE_INVALID');
      expect(page.authority.requests.length).to.equal(0);
    });
  }

  it('row 27: refuses a login that was started elsewhere', async () => {
    const foreign = await setupSession({ authority: page.authority, extra: { storage: 'memory' } });
    await foreign.session.login({ useRedirectFlow: true });
    const state = new URL(foreign.assigned[0] ?? '').searchParams.get('state');

    await expectCode(handle(`${CALLBACK}?code=1&state=${state}`), 'CALLBACK_STATE_INVALID');
    expect(page.authority.count(TOKEN)).to.equal(0);
    expect(page.session.state.status).to.equal('signed-out');
    foreign.session.dispose();
  });

  it('row 26: says who refused a login by redirect', async () => {
    const state = new URL(await leave()).searchParams.get('state');

    await expectCode(handle(`${CALLBACK}?error=access_denied&state=${state}`), 'LOGIN_DENIED');
  });

  it('row 48: finishes for all tabs what the page that asked has not waited for', async () => {
    const asking = await setupSession({ authority: page.authority });
    const login = asking.session.login();
    login.catch(() => {});
    const { searchParams } = await asking.arrived();
    const record = JSON.stringify({ ...localStorage });
    asking.session.dispose();
    await login.catch(() => {});
    // Its page was gone before it could forget anything.
    for (const [key, value] of Object.entries(JSON.parse(record) as Record<string, string>)) localStorage.setItem(key, value);
    page.authority.nonce = searchParams.get('nonce') ?? undefined;

    expect(await handle(`${CALLBACK}?code=1&state=${searchParams.get('state')}`)).to.deep.equal({ kind: 'delivered' });
    expect(page.session.state.status).to.equal('signed-in');
  });

  it('row 56: knows the way back of a logout, once', async () => {
    await page.session.logout();
    expect(page.assigned.length).to.equal(1);

    expect(await handle(CALLBACK)).to.deep.equal({ kind: 'signed-out' });
    await expectCode(handle(CALLBACK), 'CALLBACK_OPENED_DIRECTLY');
  });

  it('row 56: takes nothing that has a state for the way back of a logout', async () => {
    await page.session.logout();
    const before = page.session.state;

    await expectCode(handle(`${CALLBACK}?state=other`), 'CALLBACK_STATE_INVALID');
    await expectCode(handle(`${location.origin}/elsewhere.html`), 'CALLBACK_OPENED_DIRECTLY');
    expect(page.session.state).to.equal(before);
  });

  describe('from an authority of the site\'s own', () => {
    const ISSUER = 'http://authority.localhost/tenant';
    let idToken: unknown;

    beforeEach(async () => {
      page.session.dispose();
      const authority = await FakeAuthority.create();
      page = await setupSession({ authority, extra: { overrides: {}, authority: ISSUER, discovery: true, logoutRedirectUri: CALLBACK } });
      authority.answers.set('/tenant/.well-known/openid-configuration', () => Response.json({
        issuer: ISSUER, authorization_endpoint: 'http://authority.localhost/authorize', token_endpoint: 'http://authority.localhost/token',
        jwks_uri: 'http://authority.localhost/.well-known/jwks.json', end_session_endpoint: 'http://authority.localhost/end',
      }));
      const response = await authority.issue({ id_token: await authority.signIdToken({ iss: ISSUER }) });
      idToken = response['id_token'];
      await runOut(page.session.storeTokens(response as unknown as TokenResponseBody), page.clock, RECEIPT_MS);
    });

    it('row 56: tells it whose session ends and where to lead back, with a state that it takes once', async () => {
      await page.session.logout();

      const { origin, pathname, searchParams } = new URL(page.assigned[0] ?? '');
      const { state = '', ...others } = Object.fromEntries(searchParams);
      expect(origin + pathname).to.equal('http://authority.localhost/end');
      expect(state).to.match(/^[0-9a-f]{32}$/);
      expect(others).to.deep.equal({ client_id: 'test-client', post_logout_redirect_uri: CALLBACK, id_token_hint: idToken });
      expect(await handle(`${CALLBACK}?state=${state}`)).to.deep.equal({ kind: 'signed-out' });
      await expectCode(handle(`${CALLBACK}?state=${state}`), 'CALLBACK_STATE_INVALID');
    });

    it('row 56: refuses a return with a wrong state, two states or none, which changes nothing', async () => {
      const { searchParams } = new URL(await page.session.getLogoutUrl() ?? '');
      const state = searchParams.get('state');
      expect(searchParams.has('id_token_hint'), 'the URL that is handed out holds no token').to.equal(false);
      const before = page.session.state;

      for (const query of ['', `?state=${UNKNOWN}`, `?state=${state}&state=${state}`, '?state=']) await expectCode(handle(CALLBACK + query), 'CALLBACK_STATE_INVALID');
      expect(page.session.state).to.equal(before);
      expect(await handle(`${CALLBACK}?state=${state}`)).to.deep.equal({ kind: 'signed-out' });
    });

    it('row 56: a silent logout that ends with another state says that it failed', async () => {
      page.session.dispose();
      page = await setupSession({ authority: page.authority, extra: { ...page.config, logoutMode: 'silent' } });
      const logout = expectCode(page.session.logout(), 'LOGOUT_ERROR');
      let frame: HTMLIFrameElement | null = null;
      while (!frame) {
        await page.clock.advance(0);
        await new Promise((resolve) => { setTimeout(resolve); });
        frame = document.querySelector<HTMLIFrameElement>('iframe[src^="http://authority.localhost/end"]');
      }
      window.dispatchEvent(new MessageEvent('message', {
        origin: location.origin, source: frame.contentWindow, data: { type: 'passport-widgets/hidden-page@1', url: `${CALLBACK}?state=${UNKNOWN}` },
      }));

      await logout;
      expect(page.session.state.status).to.equal('signed-out');
    });
  });

  it('row 57: leads back to this site only, whatever stands in the storage', async () => {
    for (const [returnTo, expected] of [
      ['/account', `${location.origin}/account`], ['//evil.example', undefined], ['javascript:alert(1)', undefined],
      [`${location.origin}.evil.example/`, undefined], ['/\\evil.example', undefined],
    ] as const) {
      const url = await leave();
      const key = `passport-widgets.state.${new URL(url).searchParams.get('state')}`;
      const record = JSON.parse(localStorage.getItem(key) ?? '') as Record<string, unknown>;
      localStorage.setItem(key, JSON.stringify({ ...record, data: { returnTo } }));

      const result = await handle(url);
      expect(result.kind === 'signed-in' && result.returnTo, returnTo).to.equal(expected);
      await page.session.getLogoutUrl();
    }
  });

  it('names what is missing', async () => {
    const bare = await setupSession({ authority: await FakeAuthority.create(), configure: false });

    await expectCode(bare.session.handleCallback(CALLBACK), 'INVALID_CONFIGURATION');
    bare.session.dispose();
  });
});
