import { expect } from '@open-wc/testing';
import { getRecordKey } from '../../src/auth/authority.js';
import { forgetSession } from '../../src/auth/logout.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { FakeClock, flush } from '../support/fake-clock.js';
import type { MemoryStore } from '../support/memory-store.js';
import { expectCode } from '../support/rejection.js';
import { KeeperBench } from './support/keeper-bench.js';

const JWKS = '/.well-known/jwks.json';
const TOKEN = '/oauth/token';
const HOURS_10_MS = 36_000_000;

describe('TokenKeeper', () => {
  let bench: KeeperBench;
  let authority: FakeAuthority;
  let store: MemoryStore;
  let clock: FakeClock;
  let open: KeeperBench['open'];
  let put: KeeperBench['put'];
  let pass: KeeperBench['pass'];

  beforeEach(async () => {
    bench = await KeeperBench.create();
    ({ authority, store, clock, open, put, pass } = bench);
  });
  afterEach(() => bench.dispose());

  const hint = (): void => void window.dispatchEvent(new StorageEvent('storage', { key: null }));
  const breakKeys = (): void => void authority.answers.set(JWKS, () => new Response('', { status: 500 }));

  it('row 59: gives every waiting tab the tokens that one of them got', async () => {
    await put();
    const tabs = [open(), open(), open(), open()];
    await pass(HOURS_10_MS + 1);
    authority.answers.set(TOKEN, async () => Response.json(await authority.issue()));

    const waiting = tabs.map(({ keeper }) => keeper.getVerified());
    // The winner's change reaches the others before they hold the lock.
    const interval = setInterval(hint, 1);
    const tokens = await Promise.all(waiting).finally(() => clearInterval(interval));

    expect(new Set(tokens.map(({ idToken }) => idToken)).size).to.equal(1);
    expect(authority.count(TOKEN)).to.equal(1);
  });

  it('settles when another tab replaces the tokens that are being verified', async () => {
    await put();
    const { keeper } = open();
    const keys = Promise.withResolvers<void>();
    const answer = authority.answers.get(JWKS);
    authority.answers.set(JWKS, async (seen) => {
      await keys.promise;
      return answer?.(seen) ?? new Response('', { status: 500 });
    });
    const verified = keeper.getVerified();
    verified.catch(() => {});
    await flush();
    await put();
    hint();
    keys.resolve();

    expect((await verified).refreshToken).to.equal('refresh-2');
    expect((await keeper.getVerified()).refreshToken).to.equal('refresh-2');
  });

  it('settles when another tab refreshed and the keys cannot be had', async () => {
    breakKeys();
    await put();
    const { keeper } = open();
    await pass(HOURS_10_MS + 1);
    await put();

    expect((await keeper.getVerified()).refreshToken).to.equal('refresh-3');
    expect(keeper.trust).to.equal('verified');
    expect(authority.count(TOKEN)).to.equal(1);
  });

  for (const jwks of ['require', undefined] as const) {
    it(`row 70: takes tokens of a short life without asking more than once a minute (keys ${jwks ?? 'optional'})`, async () => {
      await put({ expires_at: Math.floor(clock.now() / 1000) });
      const { keeper } = open({ jwks });
      authority.answers.set(TOKEN, async () => Response.json(await authority.issue({ expires_in: 10 })));

      for (let second = 0; second < 59; second += 1) {
        expect((await keeper.getVerified()).accessToken).to.equal('access-2');
        await pass(1000);
      }
      expect(authority.count(TOKEN)).to.equal(1);

      await pass(1000);
      await keeper.getVerified();
      expect(authority.count(TOKEN)).to.equal(2);
    });
  }

  it('row 66: does not take missing keys for the end of a session that cannot be renewed', async () => {
    breakKeys();
    await put({ refresh_token: undefined });
    const { keeper } = open();

    await expectCode(keeper.getVerified(), 'REFRESH_FAILED');
    expect(keeper.tokens).not.to.equal(undefined);
    expect(store.get(getRecordKey(authority.config()))).not.to.equal(null);
  });

  it('row 70: renews a token that ends while it is looked at, and does not take it for a forged one', async () => {
    await put();
    const { keeper, changes } = open();
    authority.answers.set(TOKEN, async () => Response.json(await authority.issue()));

    const verified = keeper.getVerified();
    verified.catch(() => {});
    await pass(HOURS_10_MS + 600_000);

    expect((await verified).refreshToken).to.equal('refresh-2');
    expect(changes.map(({ reason }) => reason)).not.to.include('expired');
    expect(authority.count(TOKEN)).to.equal(1);
  });

  it('row 64: does not overwrite who signs in while a refresh is under way', async () => {
    await put();
    const { keeper } = open();
    await pass(HOURS_10_MS + 1);
    const other = open().keeper;
    authority.answers.set(TOKEN, async () => {
      const answer = await authority.issue();
      const claims = { sub: 'email|somebody-else' };
      await other.adopt({ idToken: await authority.signIdToken(claims), accessToken: 'b', refreshToken: 'refresh-b', claims });
      return Response.json(answer);
    });

    await expectCode(keeper.getVerified(), 'USER_CHANGED');
    expect(store.get(getRecordKey(authority.config()))).to.contain('refresh-b');
    expect(authority.requests.at(-1)?.path).to.equal('/oauth/revoke');
  });

  // Its hint comes after the new tokens were taken: it was once taken for known by then, and the session lived on here.
  it('row 63: does not miss a logout between the storing of new tokens and their taking', async () => {
    await put();
    const { keeper } = open();
    await pass(HOURS_10_MS + 1);
    const config = authority.config();
    store.set = (name, value) => {
      store.entries.set(name, value);
      if (name === getRecordKey(config)) queueMicrotask(() => forgetSession(config, store));
    };

    await expectCode(keeper.getVerified(), 'NOT_LOGGED_IN_ERROR');
    expect(keeper.tokens).to.equal(undefined);
  });

  it('row 63: does not miss a logout while a signature is looked at', async () => {
    await put();
    const { keeper, changes } = open();
    const answer = authority.answers.get(JWKS);
    authority.answers.set(JWKS, (seen) => {
      forgetSession(authority.config(), store);
      return answer?.(seen) ?? new Response('', { status: 500 });
    });

    await keeper.verifyQuietly();
    hint();

    expect(keeper.tokens).to.equal(undefined);
    expect(changes.map(({ reason }) => reason)).to.include('other-tab');
  });

  it('row 11: keeps no login whose signature is wrong, and without keys none but what came straight from the service', async () => {
    const key = getRecordKey(authority.config());
    const issue = async (by: FakeAuthority) => (
      { idToken: await by.signIdToken(), accessToken: 'a', refreshToken: 'r', claims: { sub: authority.sub } });
    const forged = await issue(await FakeAuthority.create());

    await expectCode(open().keeper.adopt(forged), 'ID_TOKEN_INVALID');
    breakKeys();
    await expectCode(open().keeper.adopt(forged, { isHanded: true }), 'JWKS_UNAVAILABLE');
    await expectCode(open({ jwks: 'require' }).keeper.adopt(forged), 'JWKS_UNAVAILABLE');
    expect(store.get(key)).to.equal(null);

    await open().keeper.adopt(await issue(authority));
    expect(store.get(key)).to.contain('"r"');
  });

  it('row 75: does not come to trust a forged ID token by refreshing the rest', async () => {
    const forger = await FakeAuthority.create();
    await put({ id_token: await forger.signIdToken(), scope: 'offline_access' });
    const { keeper } = open();
    authority.answers.set(TOKEN, async () => {
      const { id_token, ...rest } = await authority.issue();
      expect(id_token).to.be.a('string');
      return Response.json(rest);
    });

    await expectCode(keeper.refresh(), 'ID_TOKEN_INVALID');
    expect(keeper.tokens).to.equal(undefined);
    expect(authority.requests[0]?.form.has('scope')).to.equal(false);
  });

  it('row 75: does not believe keys that stand in storage', async () => {
    const forger = await FakeAuthority.create();
    await put({ id_token: await forger.signIdToken() });
    store.set(`passport-widgets.jwks.${authority.config().endpoints.jwksUri}`, JSON.stringify({
      fetchedAtMs: clock.now(), keys: await (await forger.fetch(`http://authority.localhost${JWKS}`)).json(),
    }));

    await expectCode(open().keeper.getVerified(), 'ID_TOKEN_INVALID');
  });

  it('row 75: does not take a record again that it has refused', async () => {
    const forger = await FakeAuthority.create();
    const forged = { id_token: await forger.signIdToken() };
    await put(forged);
    const { keeper, changes } = open();
    await expectCode(keeper.getVerified(), 'ID_TOKEN_INVALID');

    hint();
    // The same ID token with another access token.
    await put(forged);
    hint();

    expect(keeper.tokens).to.equal(undefined);
    expect(changes.map(({ reason }) => reason)).to.deep.equal(['expired']);
  });

  it('fails a refresh that leaves an ended ID token, without asking again and again', async () => {
    await put();
    const { keeper } = open();
    await pass(HOURS_10_MS + 1);
    authority.answers.set(TOKEN, async () => Response.json({ ...await authority.issue(), id_token: undefined }));

    await expectCode(keeper.getVerified(), 'REFRESH_FAILED');
    expect(authority.count(TOKEN)).to.equal(1);
  });

  it('revokes at logout what is newest in the store', async () => {
    await put();
    const { keeper } = open();
    await put();

    expect(keeper.forget()?.refreshToken).to.equal('refresh-2');
  });
});
