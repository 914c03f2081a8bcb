/** Digits after the decimal point that a row has room for. */
const SHOWN_DIGITS = 4;
/** ERC-20 declares `uint8 decimals`. */
const MAX_DECIMALS = 255;
/** The least that the digits can show. */
const DUST = '0.0001';

/** An amount as text. */
export interface AmountText {
  /** What a row shows, in the page's language. Never more than the true amount. */
  readonly text: string;
  /** Every digit, without grouping, with a point: for copying. Absent when the amount is not known. */
  readonly exact?: string;
  /**
   * `exact`: the text is the whole amount. `truncated`: digits are left out. `dust`: more than zero,
   * less than what the digits can show. `raw`: smallest units, as the decimals are not known.
   * `unknown`: nothing that can be shown.
   */
  readonly kind: 'exact' | 'truncated' | 'dust' | 'raw' | 'unknown';
}

/** Whether this is a number of decimals that a token can have. */
export function isDecimals(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_DECIMALS;
}

/** Writes an amount of smallest units with every digit: `1.05`, `0.000001`, `12`. */
export function toExactText(amount: bigint, decimals: number): string {
  const digits = amount.toString().padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const fraction = digits.slice(point).replace(/0+$/, '');
  return fraction ? `${digits.slice(0, point)}.${fraction}` : digits.slice(0, point);
}

/**
 * Formats an amount for a row. Digits that do not fit are left out, never rounded: a row that shows
 * more than the account holds leads to payments that fail.
 */
export function formatAmount(amount: bigint | undefined, decimals: number | undefined, locale: string): AmountText {
  if (amount === undefined || amount < 0n) return { text: '—', kind: 'unknown' };
  if (!isDecimals(decimals)) {
    const exact = amount.toString();
    return { text: formatDigits(exact, locale), exact, kind: 'raw' };
  }
  const exact = toExactText(amount, decimals);
  const [whole = '0', fraction = ''] = exact.split('.');
  if (fraction.length <= SHOWN_DIGITS) return { text: formatDigits(exact, locale), exact, kind: 'exact' };
  const shown = fraction.slice(0, SHOWN_DIGITS);
  if (whole === '0' && /^0+$/.test(shown)) {
    return { text: `< ${formatDigits(DUST, locale)}`, exact, kind: 'dust' };
  }
  return { text: `${formatDigits(`${whole}.${shown}`, locale)}…`, exact, kind: 'truncated' };
}

/**
 * Writes a decimal number in the language of `locale`, every digit of it. By strings, because a number would lose
 * digits; where the browser makes one of the string, by its groups, its separator and its digits.
 */
export function formatDigits(digits: string, locale: string, isExact = takesStrings()): string {
  const [whole = '0', fraction = ''] = digits.split('.');
  const formatter = getFormatter(locale);
  if (isExact && fraction.length <= SHOWN_DIGITS) return formatter.format(digits as Intl.StringNumericLiteral);
  const start = formatter.format(BigInt(whole));
  if (!fraction) return start;
  const separator = formatter.formatToParts(1.1).find(({ type }) => type === 'decimal')?.value ?? '.';
  return start + separator + fraction.replace(/\d/g, (digit) => formatter.format(Number(digit)));
}

const formatters = new Map<string, Intl.NumberFormat>();

function getFormatter(locale: string): Intl.NumberFormat {
  const known = formatters.get(locale);
  if (known) return known;
  const formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: SHOWN_DIGITS });
  formatters.set(locale, formatter);
  return formatter;
}

let isExactEngine: boolean | undefined;

/** Browsers of before 2023 make a number of a string first. */
function takesStrings(): boolean {
  return isExactEngine ??= getFormatter('en').format('9007199254740993.1' as Intl.StringNumericLiteral).endsWith('993.1');
}
