import { expect } from '@open-wc/testing';

import { fuzzParser } from './wallet/fuzz-parser.js';

describe('the parser of the wallet\'s messages', () => {
  it('rows 98 to 101: takes the valid one in a hundred, and nothing else of 20,000', () => {
    const { valid, ...figures } = fuzzParser({ count: 20_000, seed: 98 });

    expect(valid).to.be.at.least(100);
    expect(figures).to.deep.equal({ count: 20_000, validAccepted: valid, accepted: 0, throws: 0, polluted: 0 });
  });
});
