import { expect } from '@open-wc/testing';
import { getRecordKey } from '../../src/auth/authority.js';
import { TokenKeeper } from '../../src/session/token-keeper.js';
import type { TokenChange } from '../../src/session/token-keeper.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { FakeClock } from '../support/fake-clock.js';
import { MemoryStore } from '../support/memory-store.js';
import { expectCode } from '../support/rejection.js';

const USERINFO = '/userinfo';
const HOUR_MS = 3_600_000;
const METADATA = {
  authorize: 'https://op.example/authorize', token: 'https://op.example/oauth/token', jwksUri: 'https://op.example/.well-known/jwks.json',
  userinfo: 'https://op.example/userinfo', namesIssuer: false,
};

describe('a user whose ID token does not say who they are, but userinfo does', () => {
  let authority: FakeAuthority;
  let keepers: TokenKeeper[];
  beforeEach(async () => {
    authority = await FakeAuthority.create();
    authority.answers.set(USERINFO, () => Response.json({ sub: authority.sub, email: 'more@example.com' }));
    authority.answers.set('/oauth/token', async () => Response.json(await issue()));
    keepers = [];
  });
  afterEach(() => keepers.forEach((keeper) => keeper.dispose()));

  const issue = async (): Promise<Record<string, unknown>> => authority.issue({ id_token: await authority.signIdToken({ email: undefined }) });

  /** A page that finds a record, as a reload does. */
  const reload = async () => {
    const [store, clock, changes] = [new MemoryStore(), new FakeClock(authority.nowMs), [] as TokenChange[]];
    const config = { ...authority.config(), discovery: true, metadata: METADATA };
    store.set(getRecordKey(config), JSON.stringify(await issue()));
    const keeper = new TokenKeeper({ config, store, clock, window, onChange: (change) => changes.push(change) });
    keepers.push(keeper);
    keeper.restore();
    return { keeper, clock, store, changes, key: getRecordKey(config) };
  };

  it('is known again after a reload, once verified: nothing of it is taken from the record', async () => {
    const { keeper, changes } = await reload();
    expect([keeper.tokens?.claims.email, keeper.trust]).to.deep.equal([undefined, 'restored']);

    expect((await keeper.getVerified()).claims.email).to.equal('more@example.com');
    expect([keeper.tokens?.claims.email, keeper.trust]).to.deep.equal(['more@example.com', 'verified']);
    await keeper.getVerified();
    expect(authority.count(USERINFO)).to.equal(1);
    expect(changes.map(({ reason }) => reason)).to.deep.equal(['restored']);
  });

  it('stays known over a refresh, and where another tab writes the same tokens anew', async () => {
    const { keeper, clock, store, key } = await reload();
    await keeper.getVerified();
    await clock.advance(11 * HOUR_MS);
    authority.nowMs = clock.now();

    expect((await keeper.getVerified()).claims.email).to.equal('more@example.com');
    store.set(key, JSON.stringify({ ...JSON.parse(store.get(key) ?? '') as object, refresh_token: 'another' }));
    keeper.reread();
    expect([keeper.tokens?.claims.email, keeper.tokens?.refreshToken, keeper.trust]).to.deep.equal(['more@example.com', 'another', 'verified']);
  });

  it('row 21: is not relied upon where userinfo speaks of somebody else', async () => {
    authority.answers.set(USERINFO, () => Response.json({ sub: 'email|somebody-else', email: 'other@example.com' }));
    const { keeper, changes } = await reload();

    await expectCode(keeper.getVerified(), 'USERINFO_INVALID');
    keeper.reread();
    expect(keeper.tokens, 'not taken again').to.equal(undefined);
    expect(changes.map(({ reason, error }) => [reason, error?.code])).to.deep.equal([['expired', 'USERINFO_INVALID']]);
  });

  it('row 21: ends a session whose refresh brings the userinfo of somebody else', async () => {
    const { keeper, clock } = await reload();
    await keeper.getVerified();
    authority.answers.set(USERINFO, () => Response.json({ sub: 'email|somebody-else' }));
    await clock.advance(11 * HOUR_MS);
    authority.nowMs = clock.now();

    await expectCode(keeper.getVerified(), 'USERINFO_INVALID');
    expect(keeper.tokens).to.equal(undefined);
  });

  it('is who the ID token says where userinfo does not answer', async () => {
    authority.answers.set(USERINFO, () => new Response('', { status: 503 }));
    const { keeper } = await reload();

    const { claims } = await keeper.getVerified();
    expect([claims.nickname, claims.email, keeper.trust]).to.deep.equal(['ada', undefined, 'verified']);
  });
});
