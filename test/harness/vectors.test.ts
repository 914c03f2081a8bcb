import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { compareChains, compareGrinding } from '../vectors/compare-chains.js';
import { MESSAGE_CASES } from '../vectors/compare-messages.js';
import { NODE_HASHES } from '../vectors/node-hashes.js';

/** A seeded part of what `npm run vectors` compares. */
describe('vectors', () => {
  it('row 120: 3,000 ground seeds equal the references', async () => {
    const { count, equal, ground } = await compareGrinding(3_000, NODE_HASHES);

    assert.equal(equal, count);
    assert.ok(ground >= 60, `${ground} at or above the limit`);
  });

  it('row 120: whole chains of 40 wallets equal the second implementation', async () => {
    const { count, equal, outOfRange } = await compareChains(40, 6, NODE_HASHES);

    assert.deepEqual({ equal, outOfRange }, { equal: count, outOfRange: 0 });
  });

  it('row 127: every message, asset and Pedersen hash equals StarkWare\'s', () => {
    assert.deepEqual(MESSAGE_CASES.filter(({ compute, expected }) => compute() !== expected), []);
    assert.equal(MESSAGE_CASES.length, 44);
  });
});
