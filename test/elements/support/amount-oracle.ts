import { formatAmount, formatDigits } from '../../../src/elements/imx-balances/format-amount.js';
import { createRandom, pick } from '../../support/random.js';

/** The languages of the elements, and others that write digits or groups in ways of their own. */
export const AMOUNT_LOCALES = [
  'en', 'de', 'fr', 'es', 'pt-BR', 'it', 'nl', 'pl', 'ru', 'uk', 'tr', 'ar', 'fa', 'hi', 'id', 'vi', 'th', 'ja', 'ko', 'zh-CN', 'zh-TW',
  'ar-EG', 'en-IN', 'de-CH', 'bn', 'mr', 'my', 'ne', 'pt-PT', 'th-u-nu-thai', 'sv', 'fr-CH',
] as const;

const MAX_UINT256 = 2n ** 256n - 1n;

/** How a run of the oracle ended. */
export interface AmountCheck {
  readonly checked: number;
  /** How many of each kind there were: a run that met no dust has not looked for it. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The first of those whose digits were wrong, described. */
  readonly wrong: readonly string[];
}

/** Compares random (amount, decimals, locale) with bigint arithmetic, which knows nothing of `Intl` but digits and separators. */
export function checkAmounts(count: number, seed: number): AmountCheck {
  const random = createRandom(seed);
  const kinds: Record<string, number> = {};
  const wrong: string[] = [];
  for (let checked = 0; checked < count && wrong.length < 10; checked += 1) {
    const decimals = random() < 0.7 ? Math.floor(random() * 25) : Math.floor(random() * 256);
    const amount = createAmount(random);
    const locale = pick(random, AMOUNT_LOCALES);
    const { text, exact = '', kind } = formatAmount(amount, decimals, locale);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    const expected = describe(amount, decimals);
    const rest = kind === 'truncated' ? text.slice(0, -1) : kind === 'dust' ? text.slice(2) : text;
    const isRight = exact === writeExact(amount, decimals) && kind === expected.kind
      && readDigits(rest, locale) === expected.shown && hasGroups(rest, expected.shown, locale)
      && readDigits(formatDigits(exact, locale), locale) === exact && formatDigits(expected.shown, locale, false) === rest;
    if (!isRight) wrong.push(`${amount} / 10^${decimals}, ${locale}: ${exact} -> ${text} (${kind})`);
  }
  return { checked: Object.values(kinds).reduce((sum, value) => sum + value, 0), kinds, wrong };
}

/** Up to 78 digits, with runs of zeros and nines, at which rounding would show. */
function createAmount(random: () => number): bigint {
  const digits = Array.from({ length: 1 + Math.floor(random() * 78) }, () => '0099123456789'[Math.floor(random() * 13)]).join('');
  return BigInt(digits) % (MAX_UINT256 + 1n);
}

function describe(amount: bigint, decimals: number): { kind: string; shown: string } {
  const unit = 10n ** BigInt(decimals);
  const cut = (amount * 10_000n) / unit;
  if (cut === 0n && amount > 0n) return { kind: 'dust', shown: '0.0001' };
  const fraction = (cut % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  return {
    kind: cut * unit === amount * 10_000n ? 'exact' : 'truncated',
    shown: `${cut / 10_000n}${fraction ? `.${fraction}` : ''}`,
  };
}

function writeExact(amount: bigint, decimals: number): string {
  const unit = 10n ** BigInt(decimals);
  const fraction = decimals === 0 ? '' : (amount % unit).toString().padStart(decimals, '0').replace(/0+$/, '');
  return `${amount / unit}${fraction ? `.${fraction}` : ''}`;
}

interface Signs {
  readonly digits: ReadonlyMap<string, string>;
  readonly decimal: string;
}

const known = new Map<string, Signs>();

/** How a locale writes the ten digits, and what stands before a fraction. */
function getSigns(locale: string): Signs {
  const signs = known.get(locale) ?? {
    digits: new Map(Array.from({ length: 10 }, (_, digit) => [new Intl.NumberFormat(locale).format(digit), String(digit)])),
    decimal: new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
  };
  known.set(locale, signs);
  return signs;
}

function readDigits(text: string, locale: string): string {
  const { digits, decimal } = getSigns(locale);
  const at = text.lastIndexOf(decimal);
  const read = (part: string): string => [...part].map((letter) => digits.get(letter) ?? '').join('');
  // A mark that also separates groups is no decimal one: none of these locales has the same for both.
  return at < 0 ? read(text) : `${read(text.slice(0, at))}.${read(text.slice(at + decimal.length))}`;
}

/** Groups of three before the point, the others of three or, as in India, of two; or none where a locale has none for four digits. */
function hasGroups(text: string, shown: string, locale: string): boolean {
  const { digits, decimal } = getSigns(locale);
  const whole = [...text.split(decimal)[0] ?? ''].map((letter) => (digits.has(letter) ? 'd' : ' ')).join('').split(/ +/);
  const last = whole.at(-1) ?? '';
  const length = (shown.split('.')[0] ?? '').length;
  if (whole.length === 1) return length <= 4;
  return last.length === 3 && whole.slice(1, -1).every((group) => group.length === 3 || group.length === 2)
    && new Set(whole.slice(1, -1).map((group) => group.length)).size <= 1;
}
