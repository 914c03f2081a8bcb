import { expect } from '@open-wc/testing';
import type { LoginOptions } from '../../src/session/session-types.js';
import type { UserProfile } from '../../src/shared/types.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { flush, runOut } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const KEY = 'oidc.user:http://authority.localhost:test-client';
const TOKEN = '/oauth/token';
const JWKS = '/.well-known/jwks.json';

/** Whatever takes time may be overtaken: by a logout, by Cancel, by another configuration. */
describe('what is overtaken', () => {
  let authority: FakeAuthority;
  let page: SessionSetup;

  beforeEach(async () => {
    localStorage.clear();
    authority = await FakeAuthority.create();
  });
  afterEach(() => {
    page.session.dispose();
    localStorage.clear();
  });

  async function setup(stored?: 'fresh' | 'expired'): Promise<void> {
    if (stored) {
      const exp = Math.floor(authority.nowMs / 1000) + (stored === 'fresh' ? 36_000 : -60);
      localStorage.setItem(KEY, JSON.stringify(await authority.issue({ id_token: await authority.signIdToken({ exp }) })));
    }
    page = await setupSession({ authority });
    await flush();
  }

  function begin(options?: LoginOptions): Promise<UserProfile | null> {
    const login = page.session.login(options);
    login.catch(() => {});
    return login;
  }

  /** Holds the answers of a path back. `asked` resolves with the first request. */
  function hold(path: string): { asked: Promise<void>; release: () => void } {
    const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const answer = authority.answers.get(path);
    authority.answers.set(path, async (seen) => {
      asked.resolve();
      await gate.promise;
      return answer?.(seen) ?? new Response(null, { status: 404 });
    });
    return { asked: asked.promise, release: gate.resolve };
  }

  /** The callback URL of a login by redirect. */
  async function leave(): Promise<string> {
    await page.session.login({ useRedirectFlow: true });
    const { searchParams } = new URL(page.assigned[0] ?? '');
    authority.nonce = searchParams.get('nonce') ?? undefined;
    return `${location.origin}/callback.html?code=1&state=${searchParams.get('state')}`;
  }

  function expectNobody(): void {
    expect(page.session.state.user).to.equal(undefined);
    expect(localStorage.getItem(KEY)).to.equal(null);
    expect(page.reasons).to.not.include('signed-in');
  }

  describe('by a logout', () => {
    it('row 63: a callback page whose code is being exchanged signs nobody in', async () => {
      await setup();
      const url = await leave();
      const token = hold(TOKEN);
      const finished = expectCode(page.session.handleCallback(url), 'ABORTED');
      await token.asked;
      await page.session.logout();
      token.release();

      await finished;
      expectNobody();
    });

    it('row 63: tokens that are being taken over sign nobody in', async () => {
      await setup();
      const taken = expectCode(page.session.storeTokens((await authority.issue()) as never), 'ABORTED');
      await page.session.getLogoutUrl();

      await taken;
      expectNobody();
    });

    it('is told once, after the service was, though a login was under way', async () => {
      await setup();
      const login = begin();
      await page.arrived();
      const statuses: string[] = [];
      page.session.subscribe(({ status }) => statuses.push(status));
      await page.session.logout();

      await expectCode(login, 'ABORTED');
      expect(statuses).to.deep.equal(['signing-in', 'signing-out', 'signed-out']);
      expect(page.reasons).to.deep.equal(['signed-out']);
    });

    it('row 54: no window opens for a login that was still looking at the stored session', async () => {
      await setup('fresh');
      const keys = hold(JWKS);
      const login = begin();
      await keys.asked;
      await page.session.logout();
      keys.release();

      await expectCode(login, 'ABORTED');
      expect(page.windows.length).to.equal(0);
      expectNobody();
    });
  });

  describe('by Cancel', () => {
    for (const way of ['cancelLogin', 'signal'] as const) {
      it(`row 54: no window opens after ${way}, whatever becomes of the stored session`, async () => {
        await setup('fresh');
        await authority.rotate('key-2');
        const keys = hold(JWKS);
        const stop = new AbortController();
        const login = begin({ signal: stop.signal });
        await keys.asked;
        if (way === 'signal') stop.abort();
        else page.session.cancelLogin();
        authority.answers.set(TOKEN, () => Response.json({ error: 'invalid_grant' }, { status: 400 }));
        keys.release();

        await expectCode(login, 'ABORTED');
        await runOut(page.session.getUserInfo().catch(() => {}), page.clock);
        expect(page.windows.length).to.equal(0);
      });
    }

    it('row 54: tokens that have come but are not verified yet sign nobody in', async () => {
      await setup();
      const keys = hold(JWKS);
      const login = begin();
      await page.answer({ code: 'code-1' });
      await keys.asked;
      page.session.cancelLogin();

      await expectCode(login, 'ABORTED');
      keys.release();
      await flush();
      expectNobody();
      expect(page.session.state.status).to.equal('signed-out');
    });

    it('leaves the next click a login of its own', async () => {
      await setup();
      const first = begin();
      page.session.cancelLogin();
      const second = begin();
      await page.answer({ code: 'code-1' }, 1);

      await expectCode(first, 'ABORTED');
      expect(await second).to.include({ sub: authority.sub });
      expect(page.session.state.status).to.equal('signed-in');
    });
  });

  describe('by another client', () => {
    it('a login of the one does not sign in at the other', async () => {
      await setup();
      const token = hold(TOKEN);
      const login = begin();
      await page.answer({ code: 'code-1' });
      await token.asked;
      page.session.configure({ clientId: 'other-client' });
      token.release();

      await expectCode(login, 'ABORTED');
      await flush();
      expectNobody();
      expect(Object.keys(localStorage).filter((key) => key.startsWith('oidc.user:'))).to.deep.equal([]);
      expect(page.session.state.status).to.equal('signed-out');
    });

    it('tokens that the page handed in stay with the session they were for', async () => {
      await setup();
      const taken = expectCode(page.session.storeTokens((await authority.issue()) as never), 'ABORTED');
      page.session.replace({ ...page.config, clientId: 'other-client' });

      await taken;
      expectNobody();
    });
  });

  it('row 79: a visitor who is being asked stays so while another tab signs out', async () => {
    await setup('expired');
    authority.answers.set(TOKEN, () => Response.json({ error: 'server_error' }, { status: 500 }));
    const login = begin();
    await page.arrived();
    localStorage.removeItem(KEY);
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
    await flush();

    expect(page.session.state).to.include({ status: 'signing-in', loginWindow: 'watched' });
    page.session.cancelLogin();
    await expectCode(login, 'ABORTED');
    expect(page.session.state.status).to.equal('signed-out');
  });

  it('dispose leaves nobody with a state that never ends', async () => {
    await setup();
    const login = begin();
    const statuses: string[] = [];
    page.session.subscribe(({ status }) => statuses.push(status));
    page.session.dispose();

    await expectCode(login, 'ABORTED');
    expect(statuses).to.deep.equal(['signing-in', 'unconfigured']);
  });
});
