import { expect } from '@open-wc/testing';
import { watchPopup } from '../../src/platform/popup-watch.js';
import type { PopupEnd } from '../../src/platform/popup-watch.js';
import { FakeClock } from '../support/fake-clock.js';

/** A page and its window, which a test moves about. */
function setup(initial: { isInFront?: boolean } = {}): {
  place: { isNavigated: boolean; isElsewhere: boolean; isClosed: boolean; isInFront: boolean };
  ends: { end: PopupEnd; afterMs: number }[]; clock: FakeClock; stop: () => void;
} {
  const place = { isNavigated: true, isElsewhere: false, isClosed: false, isInFront: false, ...initial };
  const clock = new FakeClock(0);
  const ends: { end: PopupEnd; afterMs: number }[] = [];
  const popup = {
    get isNavigated() { return place.isNavigated; },
    window: {
      get closed() { return place.isClosed; },
      location: {
        get href() {
          if (place.isElsewhere) throw new DOMException('cross-origin', 'SecurityError');
          return 'about:blank';
        },
      },
    } as unknown as Window,
    navigate: () => {}, focus: () => {}, close: () => {},
  };
  const stop = watchPopup(popup, { window, clock, isInFront: () => place.isInFront }, (end: PopupEnd) => ends.push({ end, afterMs: clock.now() }));
  return { place, ends, clock, stop };
}

describe('watchPopup', () => {
  it('row 40: tells within a second that the visitor closed the window', async () => {
    const { place, ends, clock } = setup();
    place.isElsewhere = true;
    await clock.advance(2_000);

    Object.assign(place, { isClosed: true, isInFront: true });
    await clock.advance(5_000);
    expect(ends.map(({ end }) => end)).to.deep.equal(['closed']);
    expect(ends[0]?.afterMs).to.be.at.most(3_000);
    expect(clock.pending).to.equal(0);
  });

  it('row 40: tells when a window is closed before it was sent anywhere', async () => {
    const { place, ends, clock } = setup();
    Object.assign(place, { isNavigated: false, isClosed: true });
    await clock.advance(1_000);

    expect(ends.map(({ end }) => end)).to.deep.equal(['closed']);
  });

  it('row 40: tells when a window is closed before the login page came', async () => {
    const { place, ends, clock } = setup();
    await clock.advance(1_000);
    place.isClosed = true;
    await clock.advance(200);
    place.isInFront = true;
    await clock.advance(1_000);

    expect(ends.map(({ end }) => end)).to.deep.equal(['closed']);
  });

  for (const afterMs of [0, 60, 250]) {
    it(`row 41: a window that is cut off ${afterMs} ms after it has left is not taken for a closed one`, async () => {
      const { place, ends, clock } = setup();
      await clock.advance(650);
      place.isElsewhere = true;
      await clock.advance(afterMs);
      place.isClosed = true;
      await clock.advance(60_000);

      expect(ends.map(({ end }) => end)).to.deep.equal(['cut-off']);
      expect(clock.pending).to.equal(0);
    });
  }

  it('row 42: nor one that is cut off at a third site, a minute later', async () => {
    const { place, ends, clock } = setup();
    place.isElsewhere = true;
    await clock.advance(60_000);
    place.isClosed = true;
    await clock.advance(1_000);
    // The visitor comes back to the page much later.
    place.isInFront = true;
    await clock.advance(60_000);

    expect(ends.map(({ end }) => end)).to.deep.equal(['cut-off']);
  });

  describe('where the browser says "in front" of the page all the time', () => {
    it('row 40: takes a window that was on the login page for closed, with a doubt', async () => {
      const { place, ends, clock } = setup({ isInFront: true });
      place.isElsewhere = true;
      await clock.advance(1_000);
      place.isClosed = true;
      await clock.advance(1_000);

      expect(ends.map(({ end }) => end)).to.deep.equal(['perhaps-closed']);
    });

    it('row 41: takes one that was never seen there for cut off', async () => {
      const { place, ends, clock } = setup({ isInFront: true });
      await clock.advance(1_000);
      place.isClosed = true;
      await clock.advance(1_000);

      expect(ends.map(({ end }) => end)).to.deep.equal(['cut-off']);
    });
  });

  it('stops when asked to', async () => {
    const { place, ends, clock, stop } = setup();
    await clock.advance(300);
    place.isClosed = true;
    await clock.advance(300);

    stop();
    await clock.advance(5_000);
    expect(ends).to.deep.equal([]);
    expect(clock.pending).to.equal(0);
  });
});
