import { expect } from '@open-wc/testing';

import { warmUpSigning } from '../../src/signing/warm-up.js';

describe('warmUpSigning', () => {
  // The first test: a page is warmed once.
  it('leaves the thread to the page before each of its steps, the first among them', async () => {
    let turns = 0;
    let isDone = false;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      turns += 1;
      if (!isDone) channel.port2.postMessage('');
    };
    channel.port2.postMessage('');

    await warmUpSigning();
    isDone = true;
    channel.port1.close();

    // In one task, it would be once at most.
    expect(turns).to.be.at.least(2);
  });

  it('is done once, for all who call', async () => {
    const first = warmUpSigning();

    expect(warmUpSigning()).to.equal(first);
    await first;
  });
});
