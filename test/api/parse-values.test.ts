import { expect } from '@open-wc/testing';

import {
  cleanText, parseAmount, parseDecimals, parsePictureUrl, parseTokenAddress,
} from '../../src/api/parse-values.js';

const LARGEST = 2n ** 256n - 1n;

/** As text: the runner cannot report a bigint that a failing test expected. */
const show = (value: unknown): string => String(parseAmount(value));

describe('parseAmount', () => {
  for (const text of ['0', '1', '10', '1500000000000000000', LARGEST.toString()]) {
    it(`row 129: reads "${text}" to the digit`, () => {
      expect(typeof parseAmount(text)).to.equal('bigint');
      expect(show(text)).to.equal(text);
    });
  }

  const BAD: readonly unknown[] = [
    1e21, 0, 15, '1e3', '1e21', '-1', '+1', '0x10', ' 1', '1 ', '1\n', '', '01', '1.0', '1,000', '1_000', '١', 'NaN',
    (LARGEST + 1n).toString(), '9'.repeat(79), null, undefined, true, {}, ['1'],
  ];
  for (const value of BAD) {
    it(`row 129: refuses ${typeof value} ${JSON.stringify(value)}`, () => {
      expect(show(value)).to.equal('undefined');
    });
  }

  it('row 129: reads ten thousand random amounts of all sizes exactly', () => {
    let state = 42;
    const next = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state;
    };
    for (let round = 0; round < 10_000; round += 1) {
      let amount = 0n;
      for (let word = next() % 8; word >= 0; word -= 1) amount = (amount << 32n) | BigInt(next());
      expect(show(amount.toString())).to.equal(amount.toString());
    }
  });
});

describe('parseDecimals', () => {
  for (const value of ['0', '6', '18', '77', '255', 0, 18, 255]) {
    it(`row 129: reads ${typeof value} ${value}`, () => {
      expect(parseDecimals(value)).to.equal(Number(value));
    });
  }

  for (const value of [-1, 1.5, 256, '256', '-1', '1.5', '018', '', ' 18', '1e1', '0x12', null, undefined, Number.NaN, [18], true]) {
    it(`row 129: refuses ${typeof value} ${JSON.stringify(value)}`, () => {
      expect(parseDecimals(value)).to.equal(undefined);
    });
  }
});

describe('parseTokenAddress', () => {
  it('reads the empty text and eth as ETH', () => {
    expect(['', 'eth', 'ETH'].map(parseTokenAddress)).to.deep.equal(['ETH', 'ETH', 'ETH']);
  });

  it('reads addresses and refuses the rest', () => {
    const address = '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff';

    expect(parseTokenAddress(address)).to.equal(address);
    expect(['0x0', address.slice(2), `${address}0`, undefined, null, 0].map(parseTokenAddress))
      .to.deep.equal(Array.from({ length: 6 }, () => undefined));
  });
});

describe('cleanText', () => {
  it('leaves a name as it is', () => {
    expect(cleanText('Gods Unchained – Kärten 🂡', 80)).to.equal('Gods Unchained – Kärten 🂡');
  });

  it('takes out controls, marks of direction and hidden letters', () => {
    expect(cleanText('  IM\u202eX\u200b\u0000\n\tcoin\ufeff ', 80)).to.equal('IM X coin');
  });

  it('row 149: clips a megabyte, between letters', () => {
    expect(cleanText('🂡'.repeat(500_000), 5)).to.equal('🂡🂡🂡🂡…');
  });
});

describe('parsePictureUrl', () => {
  const BASE = 'http://localhost:8792';

  it('accepts https, and the origin of the service itself', () => {
    expect(parsePictureUrl('https://images.example.com/a.png', BASE)).to.equal('https://images.example.com/a.png');
    expect(parsePictureUrl(`${BASE}/logo.svg`, BASE)).to.equal(`${BASE}/logo.svg`);
  });

  const BAD = [
    'javascript:alert(1)', 'data:image/svg+xml,<svg/>', 'http://images.example.com/a.png', 'http://localhost:9/a.png',
    '//images.example.com/a.png', 'a.png', '', 'https://user:pass@example.com/a.png', `https://example.com/${'a'.repeat(2_048)}`,
    undefined, null, 7,
  ];
  for (const value of BAD) {
    it(`refuses ${String(value).slice(0, 40)}`, () => {
      expect(parsePictureUrl(value, BASE)).to.equal(undefined);
    });
  }
});
