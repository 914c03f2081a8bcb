import { expect } from '@open-wc/testing';
import { formatAmount, formatDigits, toExactText } from '../../src/elements/imx-balances/format-amount.js';
import { sortBalances } from '../../src/elements/imx-balances/sort-balances.js';
import type { TokenBalance } from '../../src/shared/network.js';
import { AMOUNT_LOCALES, checkAmounts } from './support/amount-oracle.js';

const MAX_UINT256 = 2n ** 256n - 1n;

describe('formatAmount', () => {
  // All 100,000 of them: npm run amounts.
  it('row 129: 2,500 random amounts in 32 languages have each digit that bigint arithmetic gives', () => {
    const { checked, kinds, wrong } = checkAmounts(2_500, 20_261_121);

    expect(wrong).to.deep.equal([]);
    expect([checked, Object.keys(kinds).sort()]).to.deep.equal([2_500, ['dust', 'exact', 'truncated']]);
  });

  it('row 129: loses no digit where the browser would make a number of a string, nor of a long fraction', () => {
    for (const locale of AMOUNT_LOCALES) {
      for (const digits of ['0', '1234', '9007199254740993.5', '123456789012345678901234567890.1234']) {
        expect(formatDigits(digits, locale, false), locale).to.equal(formatDigits(digits, locale, true));
      }
    }
    expect(formatDigits(`1234567.${'0'.repeat(254)}1`, 'de')).to.equal(`1.234.567,${'0'.repeat(254)}1`);
    expect(formatDigits('1234567.00000001', 'hi-u-nu-deva')).to.equal('१२,३४,५६७.०००००००१');
  });

  it('row 129: shows the edges', () => {
    const cases: [bigint, number, string][] = [
      [0n, 18, '0'], [0n, 0, '0'], [1n, 0, '1'], [1n, 18, '< 0.0001'], [1n, 255, '< 0.0001'], [10n ** 14n, 18, '0.0001'],
      [10n ** 14n - 1n, 18, '< 0.0001'], [999_999_999_999_999_999n, 18, '0.9999…'], [1_000_000n, 6, '1'],
      [12_345_678n, 2, '123,456.78'], [123_456_789_012_345_678_999n, 3, '123,456,789,012,345,678.999'],
      [9_007_199_254_740_993n, 0, '9,007,199,254,740,993'], [480_000n, 8, '0.0048'],
    ];
    for (const [amount, decimals, text] of cases) {
      expect(formatAmount(amount, decimals, 'en').text, `${amount} ${decimals}`).to.equal(text);
    }
  });

  it('row 129: writes the greatest amount with every digit', () => {
    expect(toExactText(MAX_UINT256, 0)).to.equal(MAX_UINT256.toString());
    expect(toExactText(MAX_UINT256, 77)).to.match(/^1\.1579208923731619\d+$/);
    expect(toExactText(MAX_UINT256, 255)).to.match(/^0\.0{177}115792089237316\d+$/);
    expect(formatAmount(MAX_UINT256, 0, 'en').text.replaceAll(',', '')).to.equal(MAX_UINT256.toString());
  });

  it('row 129: decimals that no token can have leave smallest units, marked as such', () => {
    for (const decimals of [undefined, -1, 1.5, 256, Number.NaN, '18' as unknown as number]) {
      expect(formatAmount(1_234_567n, decimals, 'en'), String(decimals)).to.deep.equal(
        { text: '1,234,567', exact: '1234567', kind: 'raw' },
      );
    }
  });

  it('row 129: what is no amount is a dash, never zero', () => {
    expect(formatAmount(undefined, 18, 'en')).to.deep.equal({ text: '—', kind: 'unknown' });
    expect(formatAmount(-1n, 18, 'en').kind).to.equal('unknown');
  });

  it('writes in the page’s language, and copies in none', () => {
    const german = formatAmount(12_345_678_912n, 4, 'de');
    expect(german).to.deep.equal({ text: '1.234.567,8912', exact: '1234567.8912', kind: 'exact' });
    expect(formatAmount(15n, 1, 'ar-EG').text).to.equal('١٫٥');
  });
});

describe('sortBalances', () => {
  const create = (symbol: string, amount: bigint | undefined, decimals: number | undefined): TokenBalance =>
    ({ token: { symbol, decimals, address: `0x${symbol.charCodeAt(0).toString(16).repeat(20)}`, name: `${symbol} coin` }, amount });
  const balances = [
    create('b', 1n, 255), create('a', 10n ** 30n, 30), create('c', 1_000_001n, 6), create('d', undefined, 18), create('e', 7n, undefined), create('f', 1n, 0),
  ];
  const sort = (options: Partial<Parameters<typeof sortBalances>[1]>): string =>
    sortBalances(balances, { sort: 'balance', locale: 'en', ...options }).map(({ token }) => token.symbol).join('');

  it('compares amounts of different decimals exactly, and puts what is not known last either way', () => {
    expect(sort({})).to.equal('cafbed');
    expect(sort({ direction: 'ascending' })).to.equal('bafced');
  });

  it('sorts by texts', () => {
    expect(sort({ sort: 'symbol' })).to.equal('abcdef');
    expect(sort({ sort: 'name', direction: 'descending' })).to.equal('fedcba');
  });
});
