import { expect } from '@open-wc/testing';
import { withLock } from '../../src/platform/locks.js';
import { FakeClock } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';

describe('withLock', () => {
  it('row 73: excludes within the page where the browser forbids locks', async () => {
    const locks = { request: async () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as LockManager;

    expect(await withLock('test.denied', { locks }, async () => 4)).to.equal(4);
  });

  it('row 73: begins nothing after an abort that comes while the browser refuses the lock', async () => {
    const controller = new AbortController();
    const request = async (): Promise<never> => {
      controller.abort(new Error('left'));
      throw new DOMException('denied', 'SecurityError');
    };
    let hasBegun = false;
    const locks = { request } as unknown as LockManager;
    const error = await withLock('test.left', { locks, signal: controller.signal }, async () => { hasBegun = true; }).catch((thrown: unknown) => thrown);

    expect([(error as Error).message, hasBegun]).to.deep.equal(['left', false]);
  });

  // `null` stands for a page that is not secure, where there are no Web Locks.
  for (const [name, locks] of [['Web Locks', navigator.locks], ['no Web Locks', null]] as const) {
    const options = (timeoutMs?: number) => ({ locks: locks as LockManager, timeoutMs });

    it(`runs one task at a time with ${name}`, async () => {
      let running = 0;
      let most = 0;
      const task = async (): Promise<void> => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(requestAnimationFrame);
        running -= 1;
      };

      await Promise.all(Array.from({ length: 5 }, () => withLock('test.one', options(), task)));

      expect(most).to.equal(1);
    });

    it(`row 61: gives up after 10 s of waiting for a holder that hangs, with ${name}`, async () => {
      const clock = new FakeClock();
      let release = (): void => {};
      const begun = Promise.withResolvers<void>();
      const held = withLock('test.held', { ...options(), clock }, () => new Promise<void>((resolve) => {
        release = resolve;
        begun.resolve();
      }));
      await begun.promise;
      const waiting = withLock('test.held', { ...options(), clock }, async () => 1);
      let isOver = false;
      waiting.catch(() => {}).finally(() => { isOver = true; });

      await clock.advance(9_999);
      expect(isOver).to.equal(false);
      await clock.advance(1);
      await expectCode(waiting, 'TIMEOUT');

      release();
      await held;
      expect(await withLock('test.held', options(), async () => 2)).to.equal(2);
    });

    it(`row 61: who gives up waiting lets nobody in beside the holder, with ${name}`, async () => {
      const stop = new AbortController();
      const end = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const order: string[] = [];
      const held = withLock('test.beside', options(), async () => {
        begun.resolve();
        await end.promise;
        order.push('holder');
      });
      await begun.promise;
      const left = withLock('test.beside', { ...options(), signal: stop.signal }, async () => order.push('left')).catch(() => 'gave up');
      stop.abort();
      expect(await left).to.equal('gave up');
      const next = withLock('test.beside', options(), async () => order.push('next'));
      await new Promise(requestAnimationFrame);
      end.resolve();
      await Promise.all([held, next]);

      expect(order).to.deep.equal(['holder', 'next']);
    });

    it(`says whether other tabs are kept out with ${name}`, async () => {
      expect(await withLock('test.reach', options(), async ({ isShared }) => isShared)).to.equal(locks !== null);
    });

    it(`leaves no timer behind with ${name}`, async () => {
      const clock = new FakeClock();
      await withLock('test.timer', { ...options(), clock }, async () => expect(clock.pending).to.equal(0));

      expect(clock.pending).to.equal(0);
    });

    it(`passes a failure on and frees the lock with ${name}`, async () => {
      const failure = new Error('mine');

      expect(await withLock('test.fail', options(), () => Promise.reject(failure)).catch((error: unknown) => error)).to.equal(failure);
      expect(await withLock('test.fail', options(), async () => 3)).to.equal(3);
    });
  }
});
