import { expect } from '@open-wc/testing';

import { systemClock } from '../../src/platform/clock.js';
import type { Clock } from '../../src/platform/clock.js';
import { warmUpSigning } from '../../src/signing/warm-up.js';

/** The browser's clock, which counts what it is asked for. */
function createCountingClock(): { clock: Clock; waits: number[] } {
  const waits: number[] = [];
  return { clock: { ...systemClock, after: (ms, callback) => { waits.push(ms); return systemClock.after(ms, callback); } }, waits };
}

// The order counts: a page is warmed once.
describe('warmUpSigning', () => {
  it('does nothing more once it is aborted', async () => {
    const { clock, waits } = createCountingClock();
    const controller = new AbortController();
    const warming = warmUpSigning({ clock, signal: controller.signal });
    controller.abort();

    expect(await warming.catch((error: unknown) => error)).to.have.property('name', 'AbortError');
    expect(waits).to.deep.equal([0]);
  });

  it('leaves the thread to the page before each of its steps, the first among them', async () => {
    const { clock, waits } = createCountingClock();
    let turns = 0;
    let isDone = false;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      turns += 1;
      if (!isDone) channel.port2.postMessage('');
    };
    channel.port2.postMessage('');

    await warmUpSigning({ clock });
    isDone = true;
    channel.port1.close();

    expect(waits).to.deep.equal([0, 0, 0, 0, 0]);
    expect(turns).to.be.at.least(5);
  });

  it('has nothing left to do the next time', async () => {
    const { clock, waits } = createCountingClock();

    await warmUpSigning({ clock });

    expect(waits).to.deep.equal([]);
  });
});
