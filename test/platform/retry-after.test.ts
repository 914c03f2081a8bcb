import { expect } from '@open-wc/testing';

import { parseRetryAfterMs } from '../../src/platform/retry-after.js';

const NOW_MS = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('parseRetryAfterMs', () => {
  const CASES = [
    ['0', 0], ['3', 3_000], [' 12 ', 12_000],
    ['Thu, 01 Jan 2026 12:00:05 GMT', 5_000], ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['-5', undefined], ['1.5', undefined], ['soon', undefined], ['99999999999', undefined], ['', undefined],
  ] as const;
  for (const [value, expected] of CASES) {
    it(`reads "${value}" as ${expected}`, () => {
      expect(parseRetryAfterMs(new Headers({ 'retry-after': value }), NOW_MS)).to.equal(expected);
    });
  }

  it('is absent without the header', () => {
    expect(parseRetryAfterMs(new Headers(), NOW_MS)).to.equal(undefined);
  });
});
