import { expect } from '@open-wc/testing';
import { getRecordKey } from '../../src/auth/authority.js';
import { forgetSession } from '../../src/auth/logout.js';
import { judgeRecord } from '../../src/auth/record.js';
import type { TokenSet } from '../../src/auth/record.js';
import { refreshTokens } from '../../src/auth/refresh.js';
import { MemoryStore } from '../support/memory-store.js';
import { expectCode } from '../support/rejection.js';
import { FakeAuthority } from './support/authority.js';

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
  const refresh = () => refreshTokens(authority.config(), { store, previous, now: () => authority.nowMs });

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
    const results = await Promise.all(Array.from({ length: 50 }, refresh));

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

  it('row 64: refuses when another user has signed in', async () => {
    authority.sub = 'email|somebody-else';
    put(await authority.issue());

    await expectCode(refresh(), 'USER_CHANGED');
  });

  it('row 65: refuses the token of another user, and keeps the session', async () => {
    authority.sub = 'email|somebody-else';

    await expectCode(refresh(), 'REFRESH_FAILED');

    expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-1');
  });

  for (const [name, answer] of [
    ['500', () => new Response('', { status: 500 })],
    ['429', () => new Response('{}', { status: 429 })],
    ['HTML', () => new Response('<html>')],
    ['nothing', () => { throw new TypeError('Failed to fetch'); }],
  ] as const) {
    it(`row 66: keeps the session when the service sends ${name}`, async () => {
      authority.answers.set(TOKEN, answer);

      await expectCode(refresh(), 'REFRESH_FAILED');

      expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-1');
    });
  }

  it('row 67: ends the session when the service refuses the token', async () => {
    authority.answers.set(TOKEN, () => refuse());

    await expectCode(refresh(), 'SESSION_EXPIRED');

    expect(store.get(getRecordKey(authority.config()))).to.equal(null);
  });

  it('row 67: leaves a record that another tab has written meanwhile', async () => {
    authority.answers.set(TOKEN, async () => {
      put(await authority.issue());
      return refuse();
    });

    await expectCode(refresh(), 'SESSION_EXPIRED');

    expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-2');
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

  it('row 72: puts no token into its errors', async () => {
    authority.answers.set(TOKEN, () => new Response('', { status: 500 }));

    const error = await expectCode(refresh(), 'REFRESH_FAILED');

    expect(describeDeep(error)).not.to.contain('refresh-1');
  });
});

function refuse(): Response {
  return Response.json(
    { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' }, { status: 403 },
  );
}

function describeDeep(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = Object.getOwnPropertyNames(error).filter((name) => name !== 'cause')
    .map((name) => String((error as unknown as Record<string, unknown>)[name]));
  return [...own, describeDeep(error.cause)].join(' ');
}
