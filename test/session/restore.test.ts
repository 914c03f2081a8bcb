import { expect } from '@open-wc/testing';
import { FakeAuthority } from '../auth/support/authority.js';
import { flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const KEY = 'oidc.user:http://authority.localhost:test-client';
const HOUR_MS = 3_600_000;
const ACCOUNT = '0x1111111111111111111111111111111111111111';

describe('a restored session', () => {
  let authority: FakeAuthority;
  let page: SessionSetup | undefined;

  beforeEach(async () => {
    localStorage.clear();
    authority = await FakeAuthority.create();
    authority.passport = { imx_eth_address: ACCOUNT };
  });
  afterEach(() => {
    page?.session.dispose();
    localStorage.clear();
  });

  async function open(record?: Record<string, unknown>, laterMs = 0): Promise<SessionSetup> {
    if (record) localStorage.setItem(KEY, JSON.stringify({ ...record, expires_at: Math.floor(authority.nowMs / 1000) + 86_400 }));
    authority.nowMs += laterMs;
    page = await setupSession({ authority });
    await page.session.ready;
    return page;
  }

  it('is drawn at once, and asks nobody before the first paint', async () => {
    const { session, reasons } = await open(await authority.issue());

    expect(session.state).to.deep.include({
      status: 'signed-in', trust: 'restored', registration: 'registered',
      account: { network: 'immutable-x', address: ACCOUNT },
    });
    expect(authority.requests.length).to.equal(0);
    expect(reasons).to.deep.equal(['restored']);
  });

  it('is there for who waits, though another tab is heard before it was read', async () => {
    localStorage.setItem(KEY, JSON.stringify(await authority.issue()));
    page = await setupSession({ authority, configure: false });
    page.session.configure(page.config);

    window.dispatchEvent(new StorageEvent('storage', { key: null }));

    const waiting = page.session.ready.then(({ status }) => status);
    expect(await Promise.race([waiting, flush().then(() => 'still waiting')])).to.equal('signed-in');
    expect(page.reasons).to.deep.equal(['restored']);
  });

  it('is verified by signature behind it', async () => {
    const { session, clock } = await open(await authority.issue());
    await clock.advance(1);
    await session.getUserInfo();

    expect(session.state.trust).to.equal('verified');
    expect(authority.requests.map(({ path }) => path)).to.deep.equal(['/.well-known/jwks.json']);
  });

  it('is verified by one refresh where the keys cannot be had', async () => {
    authority.answers.set('/.well-known/jwks.json', () => new Response('', { status: 500 }));
    const { session } = await open(await authority.issue());

    expect(await session.getUserInfo()).to.include({ sub: authority.sub });
    expect(session.state.trust).to.equal('verified');
    expect(authority.count('/oauth/token')).to.equal(1);
  });

  it('stays unverified where the site requires keys and they cannot be had', async () => {
    authority.answers.set('/.well-known/jwks.json', () => new Response('', { status: 500 }));
    localStorage.setItem(KEY, JSON.stringify(await authority.issue()));
    page = await setupSession({ authority, extra: { jwks: 'require' } });

    await expectCode(page.session.getIdToken(), 'JWKS_UNAVAILABLE');
    expect(authority.count('/oauth/token')).to.equal(0);
  });

  it('row 75: is signed out when its token is forged, and the record stays', async () => {
    const forger = await FakeAuthority.create();
    const { session } = await open({ ...await authority.issue(), id_token: await forger.signIdToken() });

    await expectCode(session.getAccessToken(), 'ID_TOKEN_INVALID');
    expect(session.state).to.deep.include({ status: 'signed-out' });
    expect(localStorage.getItem(KEY)).not.to.equal(null);
  });

  it('is renewed once when its ID token has ended, for any number of callers', async () => {
    const { session } = await open(await authority.issue(), 36_000_001);
    expect(session.state.trust).to.equal('restored');

    await Promise.all([session.getIdToken(), session.getAccessToken(), session.getUserInfo(), session.login({ useSilentLogin: true })]);

    expect(authority.count('/oauth/token')).to.equal(1);
    expect(session.state.trust).to.equal('verified');
  });

  it('stays signed in when the service cannot be asked', async () => {
    const { session } = await open(await authority.issue(), 36_000_001);
    authority.answers.set('/oauth/token', () => { throw new TypeError('Failed to fetch'); });

    await expectCode(session.getIdToken(), 'REFRESH_FAILED');
    expect(session.state.status).to.equal('signed-in');
  });

  it('ends when the service refuses, with the reason and one event', async () => {
    const { session, reasons } = await open(await authority.issue(), 36_000_001);
    authority.answers.set('/oauth/token', () => Response.json({ error: 'invalid_grant' }, { status: 403 }));

    await expectCode(session.getIdToken(), 'SESSION_EXPIRED');
    expect(session.state).to.deep.include({ status: 'signed-out' });
    expect(session.state.error?.code).to.equal('SESSION_EXPIRED');
    expect(reasons).to.deep.equal(['restored', 'expired']);
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('row 74: is signed out over an unreadable record, which stays', async () => {
    localStorage.setItem(KEY, '{"id_token":');
    const { session } = await open();

    expect(session.state.status).to.equal('signed-out');
    expect(localStorage.getItem(KEY)).to.equal('{"id_token":');
  });

  it('row 76: leaves foreign keys alone', async () => {
    localStorage.setItem('oidc.foreign', 'no json');
    const { session } = await open(await authority.issue());
    await session.logout();

    expect(localStorage.getItem('oidc.foreign')).to.equal('no json');
  });

  it('row 64: follows another tab that signs somebody else in', async () => {
    const { session, reasons } = await open(await authority.issue());
    authority.sub = 'email|somebody-else';
    localStorage.setItem(KEY, JSON.stringify(await authority.issue()));
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
    await flush();

    expect(session.state.user?.sub).to.equal('email|somebody-else');
    expect(session.state.trust).to.equal('restored');
    expect(reasons.at(-1)).to.equal('other-tab');
  });

  it('row 77: is signed out when the page clears its storage', async () => {
    const { session } = await open(await authority.issue());
    localStorage.clear();
    window.dispatchEvent(new StorageEvent('storage', { key: null }));

    expect(session.state.status).to.equal('signed-out');
  });

  it('row 83: is signed out, without an error or a request, when the browser has dropped the storage since the last visit', async () => {
    const { session: earlier } = await open(await authority.issue());
    expect(earlier.state.status).to.equal('signed-in');
    earlier.dispose();
    localStorage.clear();

    const { session, reasons, clock } = await open();
    await clock.advance(HOUR_MS);

    expect(session.state.status).to.equal('signed-out');
    expect(session.state.error).to.equal(undefined);
    expect(authority.requests.length).to.equal(0);
    expect(reasons.filter((reason) => reason !== 'restored')).to.deep.equal([]);
  });
});

describe('session.logout', () => {
  beforeEach(() => localStorage.clear());

  it('row 85: forgets the user first, takes the token back, then leaves', async () => {
    const authority = await FakeAuthority.create();
    localStorage.setItem(KEY, JSON.stringify(await authority.issue()));
    const { session, assigned, reasons } = await setupSession({ authority, extra: { logoutRedirectUri: '/bye.html' } });
    await session.ready;

    const logout = session.logout();
    expect(session.state.status).to.equal('signing-out');
    expect(localStorage.getItem(KEY)).to.equal(null);
    await logout;

    expect(authority.requests.at(-1)?.form.get('token')).to.equal('refresh-1');
    expect(assigned).to.deep.equal([
      `http://authority.localhost/v2/logout?client_id=test-client&returnTo=${encodeURIComponent(`${location.origin}/bye.html`)}`,
    ]);
    expect(reasons.at(-1)).to.equal('signed-out');
    session.dispose();
  });

  it('row 85: is signed out here though the service cannot be told', async () => {
    const authority = await FakeAuthority.create();
    localStorage.setItem(KEY, JSON.stringify(await authority.issue()));
    authority.answers.set('/oauth/revoke', () => new Response('', { status: 503 }));
    const { session, assigned } = await setupSession({ authority });
    await session.ready;

    await expectCode(session.logout(), 'LOGOUT_ERROR');
    expect(session.state.status).to.equal('signed-out');
    expect(assigned.length).to.equal(1);
    session.dispose();
  });
});
