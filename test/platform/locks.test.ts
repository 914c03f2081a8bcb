import { expect } from '@open-wc/testing';
import { withLock } from '../../src/platform/locks.js';
import { expectCode } from '../support/rejection.js';

describe('withLock', () => {
  it('row 73: excludes within the page where the browser forbids locks', async () => {
    const locks = { request: async () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as LockManager;

    expect(await withLock('test.denied', { locks }, async () => 4)).to.equal(4);
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

    it(`gives up waiting for a holder that hangs with ${name} (row 61)`, async () => {
      let release = (): void => {};
      const held = withLock('test.held', options(), () => new Promise<void>((resolve) => { release = resolve; }));

      await expectCode(withLock('test.held', options(30), async () => 1), 'TIMEOUT');

      release();
      await held;
      expect(await withLock('test.held', options(), async () => 2)).to.equal(2);
    });

    it(`passes a failure on and frees the lock with ${name}`, async () => {
      const failure = new Error('mine');

      expect(await withLock('test.fail', options(), () => Promise.reject(failure)).catch((error: unknown) => error)).to.equal(failure);
      expect(await withLock('test.fail', options(), async () => 3)).to.equal(3);
    });
  }
});
