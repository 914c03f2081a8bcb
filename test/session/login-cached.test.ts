import { expect } from '@open-wc/testing';
import type { LoginOptions } from '../../src/session/session-types.js';
import type { UserProfile } from '../../src/shared/types.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const KEY = 'oidc.user:http://authority.localhost:test-client';
const TOKEN = '/oauth/token';

describe('session.login beside a stored session', () => {
  let authority: FakeAuthority;
  let page: SessionSetup | undefined;

  beforeEach(async () => {
    localStorage.clear();
    authority = await FakeAuthority.create();
  });
  afterEach(() => {
    page?.session.dispose();
    localStorage.clear();
  });

  /** A page on which the official SDK, or an earlier page of ours, has left a session. */
  async function setup(stored: 'absent' | 'fresh' | 'expired'): Promise<SessionSetup> {
    if (stored !== 'absent') {
      const nowS = Math.floor(authority.nowMs / 1000);
      const exp = stored === 'fresh' ? nowS + 36_000 : nowS - 60;
      localStorage.setItem(KEY, JSON.stringify(await authority.issue({ id_token: await authority.signIdToken({ exp }) })));
    }
    page = await setupSession({ authority });
    return page;
  }

  function begin(session: SessionSetup['session'], options?: LoginOptions): Promise<UserProfile | null> {
    const login = session.login(options);
    login.catch(() => {});
    return login;
  }
  const refuse = (status: number, error = 'server_error'): void => {
    authority.answers.set(TOKEN, () => Response.json({ error }, { status }));
  };

  it('opens no window for a session that is good by its own dates', async () => {
    const { session, windows } = await setup('fresh');

    expect(await session.login()).to.include({ sub: authority.sub });
    expect(windows.length).to.equal(0);
    expect(authority.count(TOKEN)).to.equal(0);
  });

  it('row 39: opens the window in the click where the session has to prove itself, and closes it when it does', async () => {
    const { session, windows } = await setup('expired');

    const login = session.login();
    expect(windows.length).to.equal(1);
    expect(session.state.status, 'nobody is asked yet').to.equal('signed-in');
    expect(await login).to.include({ sub: authority.sub });
    expect(windows[0]?.closed).to.equal(true);
    expect(windows[0]?.url, 'it was sent nowhere').to.equal(undefined);
    expect(authority.count(TOKEN)).to.equal(1);
    expect(session.state).to.include({ status: 'signed-in', trust: 'verified' });
  });

  it('does not mind when the visitor closes that window meanwhile', async () => {
    const { session, windows, clock } = await setup('expired');
    const answer = Promise.withResolvers<void>();
    authority.answers.set(TOKEN, async () => {
      await answer.promise;
      return Response.json(await authority.issue());
    });
    const login = session.login();
    if (windows[0]) windows[0].closed = true;
    await clock.advance(2_000);
    answer.resolve();

    expect(await login).to.include({ sub: authority.sub });
  });

  it('row 42: is not ended by its second window, which closes itself before the answer is exchanged', async () => {
    const { session, windows, clock, arrived, answer, setFront } = await setup('expired');
    const [asked, refused, exchanging, exchanged] = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    authority.answers.set(TOKEN, async () => {
      asked?.resolve();
      await refused?.promise;
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    });
    const login = begin(session);
    await asked?.promise;
    if (windows[0]) windows[0].closed = true;
    void begin(session);
    expect(windows.length).to.equal(2);
    refused?.resolve();
    await arrived(1);
    authority.answers.set(TOKEN, async () => {
      exchanging?.resolve();
      await exchanged?.promise;
      return Response.json(await authority.issue());
    });
    await answer({ code: 'code-1' }, 1);
    await exchanging?.promise;
    if (windows[1]) windows[1].closed = true;
    setFront(true);
    await clock.advance(2_000);
    exchanged?.resolve();

    expect(await login).to.include({ sub: authority.sub });
    expect(session.state).to.include({ status: 'signed-in', trust: 'verified' });
  });

  for (const [what, status, error] of [['has ended', 400, 'invalid_grant'], ['cannot be renewed now', 500, 'server_error']] as const) {
    it(`signs in through the window of the click where the session ${what}`, async () => {
      const { session, windows, arrived, answer } = await setup('expired');
      refuse(status, error);
      const login = begin(session);
      await arrived();
      expect(session.state).to.include({ status: 'signing-in', loginWindow: 'watched' });
      authority.answers.set(TOKEN, async () => Response.json(await authority.issue()));
      await answer({ code: 'code-1' });

      expect(await login).to.include({ sub: authority.sub });
      expect(windows.length).to.equal(1);
    });
  }

  it('row 38: needs no window outside of a click for a session that can be renewed', async () => {
    const { session, block } = await setup('expired');
    block();

    expect(await session.login()).to.include({ sub: authority.sub });
    expect(session.state).to.include({ status: 'signed-in', trust: 'verified' });
  });

  it('asks a redirect for a session only when the stored one is of no use', async () => {
    const { session, assigned, windows } = await setup('expired');
    expect(await session.login({ useRedirectFlow: true })).to.include({ sub: authority.sub });
    expect(assigned).to.deep.equal([]);

    session.dispose();
    refuse(400, 'invalid_grant');
    const second = await setup('expired');
    expect(await second.session.login({ useRedirectFlow: true })).to.equal(null);
    expect(second.assigned.length).to.equal(1);
    expect(windows.length + second.windows.length).to.equal(0);
  });

  describe('useCachedSession', () => {
    it('gives the user of a session that is good or can be renewed, and null where there is none', async () => {
      const fresh = await setup('fresh');
      expect(await fresh.session.login({ useCachedSession: true })).to.include({ sub: authority.sub });
      fresh.session.dispose();
      const expired = await setup('expired');
      expect(await expired.session.login({ useCachedSession: true })).to.include({ sub: authority.sub });
      expired.session.dispose();
      localStorage.clear();
      const absent = await setup('absent');
      expect(await absent.session.login({ useCachedSession: true })).to.equal(null);
      expect(fresh.windows.length + expired.windows.length + absent.windows.length).to.equal(0);
    });

    for (const useSilentLogin of [false, true]) {
      for (const [status, error, code] of [[500, 'server_error', 'REFRESH_FAILED'], [400, 'invalid_grant', 'SESSION_EXPIRED']] as const) {
        it(`rejects as documented when the service answers ${status}${useSilentLogin ? ', also beside useSilentLogin' : ''}`, async () => {
          const { session, windows } = await setup('expired');
          refuse(status, error);

          await expectCode(session.login({ useCachedSession: true, useSilentLogin }), code);
          expect(windows.length).to.equal(0);
        });
      }
    }
  });

  describe('useSilentLogin', () => {
    for (const [what, status, error] of [['fails', 500, 'server_error'], ['refuses', 400, 'invalid_grant']] as const) {
      it(`gives null when the service ${what}, and never rejects`, async () => {
        const { session, windows } = await setup('expired');
        refuse(status, error);

        expect(await session.login({ useSilentLogin: true })).to.equal(null);
        expect(windows.length).to.equal(0);
      });
    }

    it('renews what has ended, and leaves alone what has not', async () => {
      const { session } = await setup('expired');
      expect(await session.login({ useSilentLogin: true })).to.include({ sub: authority.sub });
      expect(await session.login({ useSilentLogin: true })).to.include({ sub: authority.sub });

      expect(authority.count(TOKEN)).to.equal(1);
    });

    it('does not wait for a window that is open', async () => {
      const { session, windows } = await setup('absent');
      const login = begin(session);

      expect(await session.login({ useSilentLogin: true })).to.equal(null);
      expect(await session.login({ useCachedSession: true })).to.equal(null);
      expect(session.state.status).to.equal('signing-in');
      expect(windows[0]?.focused).to.equal(0);
      session.cancelLogin();
      await expectCode(login, 'ABORTED');
    });

    it('tells a mistake of the page all the same', async () => {
      const bare = await setupSession({ authority, configure: false });
      page = bare;

      await expectCode(bare.session.login({ useSilentLogin: true }), 'INVALID_CONFIGURATION');
    });
  });

  it('row 54: ends each way of a login that is called off meanwhile', async () => {
    const { session } = await setup('expired');
    const never = Promise.withResolvers<Response>();
    authority.answers.set(TOKEN, () => never.promise);
    for (const options of [{}, { useCachedSession: true }, { useSilentLogin: true }, { useRedirectFlow: true }]) {
      const stop = new AbortController();
      const login = session.login({ ...options, signal: stop.signal });
      await flush();
      stop.abort(new Error('a reason of the page'));

      await expectCode(login, 'ABORTED');
    }
    // What goes on behind ends before the next test: it leaves a pause in the storage.
    const renewal = session.getIdToken();
    never.resolve(Response.json({}));
    await expectCode(renewal, 'REFRESH_FAILED');
  });
});
