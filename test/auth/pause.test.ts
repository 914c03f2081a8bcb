import { expect } from '@open-wc/testing';
import { getSharedName } from '../../src/auth/authority.js';
import { clearPause, getPauseMs, notePause } from '../../src/auth/pause.js';
import { createRandom } from '../support/random.js';
import { MemoryStore } from '../support/memory-store.js';
import { FakeAuthority } from './support/authority.js';

describe('the pause after a failed refresh', () => {
  let authority: FakeAuthority;
  let store: MemoryStore;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    store = new MemoryStore();
  });

  const note = (options: { retryAfterMs?: number; random?: () => number } = {}): void => (
    notePause(authority.config(), store, { nowMs: 1_000_000, random: () => 0.5, ...options })
  );
  const rest = (nowMs = 1_000_000): number => getPauseMs(authority.config(), store, nowMs);

  it('row 66: doubles with each failure up to a minute, anywhere below that', () => {
    const rests = Array.from({ length: 9 }, () => {
      note();
      return rest();
    });
    expect(rests).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);

    const random = createRandom(66);
    const seen = Array.from({ length: 1_000 }, () => {
      note({ random });
      return rest();
    });
    expect(Math.min(...seen)).to.be.lessThan(1_000);
    expect(Math.max(...seen)).to.be.within(58_000, 60_000);
  });

  it('row 66: is as long as the service asks, and five minutes at most', () => {
    note({ retryAfterMs: 120_000 });
    expect(rest()).to.equal(120_500);

    clearPause(authority.config(), store);
    note({ retryAfterMs: 86_400_000 });
    expect(rest()).to.equal(300_500);
  });

  it('is over when it is over, and forgotten with the first answer', () => {
    note();
    expect([rest(1_000_499), rest(1_000_500)]).to.deep.equal([1, 0]);

    clearPause(authority.config(), store);
    expect(store.entries.size).to.equal(0);
  });

  it('row 70: does not last for ever where the clock is set back, or somebody else wrote it', () => {
    note();
    expect(rest(1_000_000 - 3_600_000)).to.equal(0);

    for (const text of ['', 'null', '[]', '{"untilMs":9e15}', '{"untilMs":"soon"}', '{"attempts":1e9,"untilMs":1e999}']) {
      store.set(getSharedName('pause', authority.config()), text);
      expect(rest(), text).to.equal(0);
      note();
      expect(rest(), text).to.equal(500);
    }
  });
});
