import { expect } from '@open-wc/testing';
import { getRecordKey } from '../../src/auth/authority.js';
import { forgetSession } from '../../src/auth/logout.js';
import { judgeRecord } from '../../src/auth/record.js';
import type { TokenSet } from '../../src/auth/record.js';
import { refreshTokens } from '../../src/auth/refresh.js';
import type { RefreshOptions } from '../../src/auth/refresh.js';
import { AUTH_ERRORS } from '../../src/shared/errors/auth.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { FakeClock, turn } from '../support/fake-clock.js';
import { MemoryStore } from '../support/memory-store.js';
import { expectCode } from '../support/rejection.js';
import { walk } from '../support/walk.js';
import { FakeAuthority } from './support/authority.js';
import type { Answer } from './support/authority.js';

const TOKEN = '/oauth/token';

describe('refreshTokens', () => {
  let authority: FakeAuthority;
  let store: MemoryStore;
  let previous: TokenSet;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    store = new MemoryStore();
    authority.nowMs -= 60_000;
    previous = put(await authority.issue());
    authority.nowMs += 60_000;
  });

  const put = (response: Record<string, unknown>): TokenSet => {
    store.set(getRecordKey(authority.config()), JSON.stringify(response));
    const stored = judgeRecord(store.get(getRecordKey(authority.config())), authority.config(), authority.nowMs);
    if (!('tokens' in stored)) throw new Error('readable');
    return stored.tokens;
  };
  const refresh = (extra: Partial<RefreshOptions> = {}) => (
    refreshTokens(authority.config(), { store, previous, now: () => authority.nowMs, ...extra })
  );

  it('asks with the documented form, and stores what it receives', async () => {
    const { tokens, isReceived } = await refresh();

    expect(Object.fromEntries(authority.requests[0]?.form ?? [])).to.deep.equal({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      scope: 'openid offline_access profile email transact',
      client_id: 'test-client',
    });
    expect(isReceived).to.equal(true);
    expect(tokens.refreshToken).to.equal('refresh-2');
    expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-2');
  });

  it('row 62: takes what another tab has stored meanwhile', async () => {
    const other = put(await authority.issue());

    const { tokens, isReceived } = await refresh();

    expect(tokens.idToken).to.equal(other.idToken);
    expect(isReceived).to.equal(false);
    expect(authority.count(TOKEN)).to.equal(0);
  });

  it('row 59: makes one request for 50 askers', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => refresh()));

    expect(new Set(results.map(({ tokens }) => tokens.idToken)).size).to.equal(1);
    expect(authority.count(TOKEN)).to.equal(1);
  });

  it('row 63: throws the answer away when somebody signs out meanwhile, and takes the new token back', async () => {
    authority.answers.set(TOKEN, async () => {
      forgetSession(authority.config(), store);
      return Response.json(await authority.issue());
    });

    await expectCode(refresh(), 'NOT_LOGGED_IN_ERROR');

    expect(store.get(getRecordKey(authority.config()))).to.equal(null);
    expect(authority.requests.find((seen) => seen.path === '/oauth/revoke')?.form.get('token')).to.equal('refresh-2');
  });

  it('row 63: throws the answer away when somebody signs out while it is written', async () => {
    const key = getRecordKey(authority.config());
    store.set = (name, value) => {
      if (name === key) forgetSession(authority.config(), store);
      store.entries.set(name, value);
    };

    await expectCode(refresh(), 'NOT_LOGGED_IN_ERROR');

    expect(store.get(key)).to.equal(null);
  });

  it('row 64: leaves the tokens of another user who signs in meanwhile, and takes the new ones back', async () => {
    authority.answers.set(TOKEN, async () => {
      const renewed = await authority.issue();
      authority.sub = 'email|somebody-else';
      put(await authority.issue());
      return Response.json(renewed);
    });

    await expectCode(refresh(), 'USER_CHANGED');

    expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-3');
    expect(authority.requests.find((seen) => seen.path === '/oauth/revoke')?.form.get('token')).to.equal('refresh-2');
  });

  it('row 64: refuses when another user has signed in', async () => {
    authority.sub = 'email|somebody-else';
    put(await authority.issue());

    await expectCode(refresh(), 'USER_CHANGED');
  });

  // The refresh token is used up by then: what is left could only fail later.
  for (const [name, claims] of [
    ['another user', { sub: 'email|somebody-else' }], ['another issuer', { iss: 'https://evil.example/' }],
    ['another client', { aud: 'other' }], ['the past', { exp: 1 }], ['another access token', { at_hash: 'bm90IHRoZSBoYXNoISE' }],
  ] as const) {
    it(`row 65: ends the session over an ID token of ${name}, and leaves no used refresh token behind`, async () => {
      authority.answers.set(TOKEN, async () => Response.json(await authority.issue({ id_token: await authority.signIdToken(claims) })));

      await expectCode(refresh(), 'ID_TOKEN_INVALID');

      expect(store.get(getRecordKey(authority.config()))).to.equal(null);
      expect(authority.requests.at(-1)?.path).to.equal('/oauth/revoke');
      expect(authority.requests.at(-1)?.form.get('token')).to.equal('refresh-2');
    });
  }

  it('row 7: ends the session over the very token that it renews, where no answer shows the time', async () => {
    authority.nowMs += 12 * 3_600_000;
    authority.answers.set(TOKEN, async () => Response.json(await authority.issue({ id_token: previous.idToken })));

    await expectCode(refresh(), 'ID_TOKEN_INVALID');

    expect(store.get(getRecordKey(authority.config()))).to.equal(null);
  });

  it('row 65: ends the session where the signature is refused', async () => {
    const refused = new PassportError(AUTH_ERRORS, 'ID_TOKEN_INVALID');

    await expectCode(refresh({ judge: () => Promise.reject(refused) }), 'ID_TOKEN_INVALID');

    expect(store.get(getRecordKey(authority.config()))).to.equal(null);
  });

  for (const [name, answer] of [
    ['500', () => new Response('', { status: 500 })],
    ['429', () => new Response('{}', { status: 429 })],
    ['HTML', () => new Response('<html>')],
    ['nothing', () => { throw new TypeError('Failed to fetch'); }],
  ] as const) {
    it(`row 66: keeps the session when the service sends ${name}`, async () => {
      authority.answers.set(TOKEN, answer as Answer);

      await expectCode(refresh(), 'REFRESH_FAILED');

      expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-1');
    });
  }

  it('row 66: does not ask a service that has asked for a pause, until that is over', async () => {
    authority.answers.set(TOKEN, () => new Response('{}', { status: 429, headers: { 'Retry-After': '60' } }));
    await expectCode(refresh({ random: () => 0 }), 'REFRESH_FAILED');
    authority.answers.delete(TOKEN);
    authority.nowMs += 59_999;

    await expectCode(refresh(), 'REFRESH_FAILED');
    expect(authority.count(TOKEN)).to.equal(1);

    authority.nowMs += 1;
    await expectCode(refresh(), 'REFRESH_FAILED');
    expect(authority.count(TOKEN)).to.equal(2);
  });

  it('row 67: ends the session when the service refuses the token', async () => {
    authority.answers.set(TOKEN, () => refuse());

    await expectCode(refresh(), 'SESSION_EXPIRED');

    expect(store.get(getRecordKey(authority.config()))).to.equal(null);
  });

  it('row 67: takes what another tab has written meanwhile', async () => {
    authority.answers.set(TOKEN, async () => {
      put(await authority.issue());
      return refuse();
    });

    const { tokens, isReceived } = await refresh();

    expect(tokens.refreshToken).to.equal('refresh-2');
    expect(isReceived).to.equal(false);
    expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-2');
  });

  it('row 67: gives another tab time to store what it won, where no lock keeps it out', async () => {
    const clock = new FakeClock(authority.nowMs);
    authority.answers.set(TOKEN, () => refuse());
    const refreshed = refresh({ clock, window: withoutLocks() });
    await passReread(clock);
    put(await authority.issue());
    await clock.advance(500);

    expect((await refreshed).tokens.refreshToken).to.equal('refresh-2');
  });

  it('row 67: ends the session without a lock when nobody has won', async () => {
    const clock = new FakeClock(authority.nowMs);
    authority.answers.set(TOKEN, () => refuse());
    const refreshed = refresh({ clock, window: withoutLocks() });
    refreshed.catch(() => {});
    for (let i = 0; i < 3; i += 1) await passReread(clock);

    await expectCode(refreshed, 'SESSION_EXPIRED');
    expect(store.get(getRecordKey(authority.config()))).to.equal(null);
  });

  it('row 68: keeps the old refresh token and ID token where the answer has none', async () => {
    authority.answers.set(TOKEN, async () => {
      const { id_token, refresh_token, ...rest } = await authority.issue();
      expect([typeof id_token, typeof refresh_token]).to.deep.equal(['string', 'string']);
      return Response.json(rest);
    });

    const { tokens } = await refresh();

    expect(tokens.refreshToken).to.equal('refresh-1');
    expect(tokens.idToken).to.equal(previous.idToken);
    expect(tokens.accessToken).to.equal('access-2');
  });

  it('row 68: keeps the new refresh token where the old ID token has ended and no other came', async () => {
    authority.nowMs += 36_000_000;
    authority.answers.set(TOKEN, async () => Response.json({ ...await authority.issue(), id_token: undefined }));

    await expectCode(refresh(), 'REFRESH_FAILED');

    expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-2');
  });

  it('row 72: puts no token into its errors', async () => {
    authority.answers.set(TOKEN, () => new Response('', { status: 500 }));

    const error = await expectCode(refresh(), 'REFRESH_FAILED');

    expect(walk(error)).not.to.contain('refresh-1');
  });
});

function refuse(): Response {
  return Response.json(
    { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' }, { status: 403 },
  );
}

/** Lets one of the pauses pass in which another tab is given time to store what it won. */
async function passReread(clock: FakeClock): Promise<void> {
  while (clock.nextMs !== 500) await turn();
  await clock.advance(500);
}

function withoutLocks(): Window {
  return { navigator: {} } as Window;
}
