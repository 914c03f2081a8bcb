import { expect } from '@open-wc/testing';

import { warmUpSigning } from '../../src/signing/warm-up.js';

describe('warmUpSigning', () => {
  // The first test: a page is warmed once.
  it('leaves the thread to the page before each of its steps, the first among them', async () => {
    let turns = 0;
    let timer = 0;
    // Timers of the page beside those of the warm-up: engines rank messages and timers differently.
    const takeTurn = (): void => {
      turns += 1;
      timer = window.setTimeout(takeTurn);
    };
    timer = window.setTimeout(takeTurn);

    await warmUpSigning();
    clearTimeout(timer);

    // In one task, it would be once at most.
    expect(turns).to.be.at.least(2);
  });

  it('is done once, for all who call', async () => {
    const first = warmUpSigning();

    expect(warmUpSigning()).to.equal(first);
    await first;
  });
});
