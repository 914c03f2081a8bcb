import { expect } from '@open-wc/testing';

import { compareChains } from '../vectors/compare-chains.js';
import { WEB_HASHES } from './support/web-hashes.js';

describe('whole chains, from the wallet\'s signature to a signed hash', () => {
  it('row 120: equal those of a second implementation for 20 seeded wallets, ground ones among them', async function () {
    this.timeout(60_000);

    const { count, equal, ground, zeros, outOfRange } = await compareChains(20, 12, WEB_HASHES);

    expect({ equal, outOfRange }).to.deep.equal({ equal: count, outOfRange: 0 });
    expect(ground).to.be.at.least(1);
    expect(zeros, 'row 121').to.be.at.least(1);
  });
});
