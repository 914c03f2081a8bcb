import { expect } from '@open-wc/testing';
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
