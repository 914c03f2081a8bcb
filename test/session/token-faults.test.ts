import { expect } from '@open-wc/testing';
import { openStore } from '../../src/platform/storage.js';
import type { FakeAuthority } from '../auth/support/authority.js';
import { FakeClock } from '../support/fake-clock.js';
import type { MemoryStore } from '../support/memory-store.js';
import { createRandom, pick } from '../support/random.js';
import { expectCode } from '../support/rejection.js';
import { walk } from '../support/walk.js';
import { KeeperBench } from './support/keeper-bench.js';

const TOKEN = '/oauth/token';
const HOUR_MS = 3_600_000;

describe('tokens under faults', () => {
  let bench: KeeperBench;
  let authority: FakeAuthority;
  let store: MemoryStore;
  let clock: FakeClock;
  let open: KeeperBench['open'];
  let put: KeeperBench['put'];
  let pass: KeeperBench['pass'];
  let key: KeeperBench['key'];

  beforeEach(async () => {
    bench = await KeeperBench.create();
    ({ authority, store, clock, open, put, pass, key } = bench);
  });
  afterEach(() => bench.dispose());

  it('row 58: makes one request for 50 that ask at once in one tab, and gives all of them the same', async () => {
    await put();
    const { keeper } = open();

    const all = await Promise.all(Array.from({ length: 50 }, () => keeper.refresh()));

    expect(authority.count(TOKEN)).to.equal(1);
    expect(new Set(all.map(({ idToken }) => idToken)).size).to.equal(1);
    expect(all[0]?.idToken).to.equal(keeper.tokens?.idToken);
  });

  it('row 66: asks a service that is busy again when it says so, in any tab, and stays signed in', async () => {
    await put();
    const [first, second] = [open(), open()];
    await pass(11 * HOUR_MS);
    authority.answers.set(TOKEN, () => new Response('', { status: 429, headers: { 'retry-after': '120' } }));
    await expectCode(first.keeper.getVerified(), 'REFRESH_FAILED');

    for (const { keeper } of [first, second]) await expectCode(keeper.getVerified(), 'REFRESH_FAILED');
    await pass(119_000);
    await expectCode(second.keeper.getVerified(), 'REFRESH_FAILED');
    expect(authority.count(TOKEN)).to.equal(1);
    expect([first, second].map(({ keeper }) => keeper.tokens !== undefined)).to.deep.equal([true, true]);

    authority.answers.set(TOKEN, async () => Response.json(await authority.issue()));
    await pass(2_000);
    expect((await second.keeper.getVerified()).accessToken).to.equal('access-3');
    expect(authority.count(TOKEN)).to.equal(2);
  });

  it('row 69: gives up on a body that stalls after 10 s, and stays signed in', async () => {
    await put();
    const { keeper } = open();
    await pass(11 * HOUR_MS);
    authority.answers.set(TOKEN, () => new Response(new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"access_token":"a')),
    })));
    const verified = keeper.getVerified();
    verified.catch(() => {});
    while (authority.count(TOKEN) === 0) await new Promise(requestAnimationFrame);
    await clock.advance(10_000);

    const error = await expectCode(verified, 'REFRESH_FAILED');
    expect((error.cause as { code?: string }).code).to.equal('TIMEOUT');
    expect(keeper.tokens).not.to.equal(undefined);
  });

  it('row 70: renews nothing over a sleep of 8 h, and once over one of 11 h', async () => {
    await put();
    const { keeper } = open();
    await keeper.getVerified();
    await pass(8 * HOUR_MS);
    await keeper.getVerified();
    expect(authority.count(TOKEN)).to.equal(0);

    await pass(3 * HOUR_MS);
    for (let i = 0; i < 5; i += 1) await keeper.getVerified();
    expect(authority.count(TOKEN)).to.equal(1);
  });

  for (const hours of [24, -24]) {
    it(`row 70: renews once at most when the clock jumps by ${hours} h`, async () => {
      await put();
      const { keeper } = open();
      await keeper.getVerified();
      // The device's clock jumps; the service's, and its date in the answers, does not.
      const serverMs = authority.nowMs;
      authority.answers.set(TOKEN, async () => Response.json(await authority.issue(), { headers: { date: new Date(serverMs).toUTCString() } }));
      const now = clock.now.bind(clock);
      clock.now = () => now() + hours * HOUR_MS;

      for (let i = 0; i < 10; i += 1) await keeper.getVerified();

      expect(authority.count(TOKEN)).to.be.at.most(1);
    });
  }

  for (const hours of [1, 24, -1]) {
    it(`row 70: stays signed in over a refresh on a clock that is ${hours} h ahead, where no answer shows the service's time`, async () => {
      await put();
      const { keeper, changes } = open();
      await keeper.getVerified();
      // The service's clock goes on: what it issues is never older than what it has issued.
      const serverMs = clock.now() + 11 * HOUR_MS;
      await clock.advance((11 + hours) * HOUR_MS);
      authority.nowMs = serverMs;

      const { accessToken } = await keeper.getVerified();
      await pass(1);
      for (let i = 0; i < 5; i += 1) expect((await keeper.getVerified()).accessToken).to.equal(accessToken);

      expect(authority.count(TOKEN)).to.equal(1);
      expect(changes.map(({ reason }) => reason)).to.deep.equal(['restored', 'refreshed']);
    });
  }

  it('row 71: asks nobody where a refused token has been replaced already', async () => {
    await put();
    const { keeper } = open();
    const { accessToken } = await keeper.getVerified();

    await Promise.all(Array.from({ length: 10 }, () => keeper.refresh({ refused: accessToken })));
    await keeper.refresh({ refused: accessToken });

    expect(authority.count(TOKEN)).to.equal(1);
  });

  it('row 73: signs in and renews where the browser stores nothing', async () => {
    const page = Object.defineProperty({}, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } }) as Window;
    let warned = 0;
    const { keeper } = open({}, openStore('local', { window: page, onFallback: () => { warned += 1; } }));

    await keeper.adopt({ idToken: await authority.signIdToken(), accessToken: 'a', refreshToken: 'r', claims: { sub: authority.sub } });
    await keeper.refresh();

    expect((await keeper.getVerified()).accessToken).to.equal('access-2');
    expect(warned).to.equal(1);
  });

  it('row 75: accepts none of 500 tampered records, and each valid one among them', async () => {
    const random = createRandom(75);
    await put();
    const text = store.get(key()) ?? '';
    const { id_token: idToken } = JSON.parse(text) as { id_token: string };
    const [header = '', body = '', signature = ''] = idToken.split('.');
    for (let i = 0; i < 500; i += 1) {
      const isValid = i % 50 === 0;
      const parts = [header, body, signature];
      const at = Math.floor(random() * 3);
      const part = parts[at] ?? '';
      const place = Math.floor(random() * part.length);
      const letter = pick(random, [...'ABCxyz019-_'].filter((candidate) => candidate !== part[place]));
      if (!isValid) parts[at] = part.slice(0, place) + letter + part.slice(place + 1);
      store.set(key(), text.replace(idToken, parts.join('.')));
      const { keeper } = open();
      authority.answers.set(TOKEN, () => { throw new TypeError('no refresh is needed'); });

      const trusted = await keeper.getVerified().then(() => true, () => false);

      expect(trusted, parts.join('.')).to.equal(isValid);
      bench.dispose();
    }
  });

  it('row 77: is signed out at its next use when the page clears the storage without a word', async () => {
    await put();
    const { keeper, changes } = open();
    await keeper.getVerified();
    store.entries.clear();

    await expectCode(keeper.getVerified(), 'NOT_LOGGED_IN_ERROR');
    expect(changes.map(({ reason }) => reason)).to.deep.equal(['restored', 'other-tab']);
  });

  it('row 77: does not bring back what was cleared while a refresh was under way', async () => {
    await put();
    const { keeper } = open();
    authority.answers.set(TOKEN, async () => {
      store.entries.clear();
      return Response.json(await authority.issue());
    });

    await expectCode(keeper.refresh(), 'NOT_LOGGED_IN_ERROR');
    expect(store.get(key())).to.equal(null);
  });

  it('row 86: leaves no token in the store or in itself', async () => {
    await put({ access_token: 'canary-access', refresh_token: 'canary-refresh' });
    const { keeper } = open();
    const { idToken } = await keeper.getVerified();
    keeper.forget();

    for (const secret of ['canary-access', 'canary-refresh', idToken]) {
      expect([...store.entries].flat().join(' ')).not.to.contain(secret);
      expect(walk(keeper)).not.to.contain(secret);
    }
  });

  it('row 87: shows tokens to nothing that took the place of JSON, fetch or array methods later', async () => {
    await put({ access_token: 'canary-access', refresh_token: 'canary-refresh' });
    const { keeper } = open();
    await keeper.verifyQuietly();
    const seen: string[] = [];
    const { parse, stringify } = JSON;
    const { push } = Array.prototype;
    JSON.parse = ((text: string) => {
      seen[seen.length] = text;
      return parse(text) as unknown;
    }) as typeof JSON.parse;
    JSON.stringify = ((value: unknown) => {
      seen[seen.length] = stringify(value);
      return stringify(value);
    }) as typeof JSON.stringify;
    Array.prototype.push = function watch(...items: unknown[]) {
      for (const item of items) if (typeof item === 'string') seen[seen.length] = item;
      return push.apply(this, items);
    };
    try {
      // Signed and answered by hand: what stands in for the service uses the same functions.
      authority.answers.set(TOKEN, () => new Response(answer));
      await keeper.refresh().catch(() => {});
    } finally {
      JSON.parse = parse;
      JSON.stringify = stringify;
      Array.prototype.push = push;
    }

    expect(keeper.tokens?.accessToken).to.equal('canary-access-2');
    expect(seen.join(' ')).not.to.contain('canary');
  });
  let answer = '';
  beforeEach(async () => {
    answer = JSON.stringify(await authority.issue({ access_token: 'canary-access-2', refresh_token: 'canary-refresh-2' }));
  });
});
