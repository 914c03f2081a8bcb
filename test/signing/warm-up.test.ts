import { expect } from '@open-wc/testing';

import { goBeforeWarmUp, warmUpSigning } from '../../src/signing/warm-up.js';

describe('warmUpSigning', () => {
  // The first test: a page is warmed once.
  it('lets a key go first, and leaves the thread to the page before each of its steps', async () => {
    let turns = 0;
    let timer = 0;
    // Timers of the page beside those of the warm-up: engines rank messages and timers differently.
    const takeTurn = (): void => {
      turns += 1;
      timer = window.setTimeout(takeTurn);
    };
    timer = window.setTimeout(takeTurn);

    const key = Promise.withResolvers<string>();
    const given = goBeforeWarmUp(key.promise);
    let isWarm = false;
    const warming = warmUpSigning().then(() => {
      isWarm = true;
    });
    while (turns < 100) await new Promise((resolve) => setTimeout(resolve));
    expect(isWarm, 'goes on beside a key that is waited for').to.equal(false);
    key.resolve('key');
    expect(await given).to.equal('key');

    turns = 0;
    await warming;
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
