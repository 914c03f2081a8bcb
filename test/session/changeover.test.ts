import { expect } from '@open-wc/testing';
import { User } from 'oidc-client-ts';
import { getRecordKey } from '../../src/auth/authority.js';
import { decodeToken } from '../../src/auth/decode-token.js';
import { TokenKeeper } from '../../src/session/token-keeper.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { FakeClock, flush } from '../support/fake-clock.js';
import { MemoryStore } from '../support/memory-store.js';
import { RECORDED } from './support/official-records.js';

const HOUR_MS = 3_600_000;

describe('changing over from the official SDK, and back', () => {
  let authority: FakeAuthority;
  let store: MemoryStore;
  let clock: FakeClock;
  let keeper: TokenKeeper | undefined;
  const warnings: string[] = [];
  const { warn } = console;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    store = new MemoryStore();
    clock = new FakeClock(authority.nowMs);
    warnings.length = 0;
    console.warn = (text: string) => warnings.push(text);
  });
  afterEach(() => {
    console.warn = warn;
    keeper?.dispose();
  });

  const key = (): string => getRecordKey(authority.config());
  const jwt = (lifeS: number): Promise<string> => {
    const iat = Math.floor(authority.nowMs / 1000);
    return authority.signIdToken({ iat, exp: iat + lifeS, nonce: undefined });
  };
  /** A recorded record with tokens in the place of its labels; times are the recorded ones, moved to now. */
  async function fill(record: Record<string, unknown>): Promise<Record<string, unknown>> {
    const nowS = Math.floor(authority.nowMs / 1000);
    const { expires_at, profile, ...rest } = record;
    return {
      ...rest, id_token: await jwt(36_000), access_token: await jwt(86_400), refresh_token: 'refresh-of-the-sdk',
      profile: { ...profile as object, sub: authority.sub, iss: 'http://authority.localhost/', aud: 'test-client', iat: nowS, exp: nowS + 36_000 },
      ...(expires_at === undefined ? {} : { expires_at: nowS + 86_400 }),
    };
  }
  function open(): TokenKeeper {
    keeper = new TokenKeeper({ config: authority.config(), store, clock, window, onChange: () => {} });
    keeper.restore();
    return keeper;
  }
  const later = (hours: number): void => {
    void clock.advance(hours * HOUR_MS);
    authority.nowMs = clock.now();
  };

  for (const [name, record] of Object.entries(RECORDED)) {
    for (const [age, hours, requests] of [['fresh', 0, 0], ['with an ended ID token', 11, 1], ['with both ended', 25, 1]] as const) {
      it(`row 74: restores a record of ${name}, ${age}`, async () => {
        store.set(key(), JSON.stringify(await fill(record)));
        later(hours);

        const tokens = await open().getVerified();

        expect(tokens.claims.sub).to.equal(authority.sub);
        expect(authority.count('/oauth/token')).to.equal(requests);
        expect(authority.requests.find(({ path }) => path === '/oauth/token')?.form.get('refresh_token'))
          .to.equal(requests ? 'refresh-of-the-sdk' : undefined);
        expect(warnings).to.deep.equal([]);
      });
    }
  }

  it('writes a record that the official library reads, and that its SDK finds valid', async () => {
    authority.answers.set('/oauth/token', async () => Response.json(await authority.issue({ access_token: await jwt(86_400) })));
    store.set(key(), JSON.stringify(await fill(RECORDED['SDK 2.11.0'])));
    await open().refresh();

    const user = User.fromStorageString(store.get(key()) ?? '');

    expect(user).to.include({ refresh_token: 'refresh-1', token_type: 'Bearer', expired: false });
    expect(user.profile).to.include({ sub: authority.sub, aud: 'test-client' });
    expect(user.scopes).to.include('openid');
    expect([user.access_token, user.id_token ?? ''].map((token) => isExpiredForSdk(token, clock.now()))).to.deep.equal([false, false]);
    expect(isExpiredForSdk(user.id_token ?? '', clock.now() + 10 * HOUR_MS)).to.equal(true);

    store.set(key(), user.toStorageString());
    expect((await open().getVerified()).refreshToken).to.equal('refresh-1');
  });

  it('warns once of another library that writes on the same page', async () => {
    store.set(key(), JSON.stringify(await fill(RECORDED['SDK 2.11.0'])));
    const opened = open();
    await opened.getVerified();
    for (const refresh_token of ['second', 'third']) {
      store.set(key(), JSON.stringify({ ...await fill(RECORDED['SDK 2.11.0']), refresh_token }));
      await opened.getVerified();
      await flush();
      await clock.advance(1_000);
    }

    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('another library on this page');
  });

  it('does not warn of another tab, of which the browser tells', async () => {
    store.set(key(), JSON.stringify(await fill(RECORDED['SDK 2.11.0'])));
    const opened = open();
    await opened.getVerified();
    store.set(key(), JSON.stringify({ ...await fill(RECORDED['SDK 2.11.0']), refresh_token: 'second' }));
    window.dispatchEvent(new StorageEvent('storage', { key: key() }));
    await opened.getVerified();
    await flush();
    await clock.advance(1_000);

    expect(warnings).to.deep.equal([]);
    expect(opened.tokens?.refreshToken).to.equal('second');
  });
});

/** The expiry test of the official SDK since 2.4.2: no `exp`, or 30 s before it. */
function isExpiredForSdk(token: string, nowMs: number): boolean {
  const exp = decodeToken(token)?.claims['exp'];
  return typeof exp !== 'number' || exp <= nowMs / 1000 + 30;
}
