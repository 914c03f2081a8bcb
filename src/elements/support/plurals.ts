import { fillIn, findText } from '../../shared/texts.js';
import type { Texts } from '../../shared/texts.js';

/** The stems of keys that have plural forms: `more` of `more.one` and `more.other`. */
type Stem<Key> = Key extends `${infer Name}.other` ? Name : never;

/**
 * The text of a number of things: the form that the language has for it (`key.one`, `key.few`, … as `Intl.PluralRules`
 * names them), else `key.other`. `{count}` becomes the number as the language writes it.
 */
export function getPlural<T extends Texts>(
  english: T, locale: string, key: Stem<keyof T & string>, count: number, values: Readonly<Record<string, string>> = {},
): string {
  const translated = findForm(locale, key, count, (name) => findText(locale, name));
  const text = translated ?? findForm('en', key, count, (name) => english[name]) ?? key;
  return fillIn(text, { count: formatNumber(count, locale), ...values });
}

/** A number as a language writes it. Amounts of tokens have `formatAmount`, which takes no floats. */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

function findForm(locale: string, key: string, count: number, find: (name: string) => string | undefined): string | undefined {
  return find(`${key}.${new Intl.PluralRules(locale).select(count)}`) ?? find(`${key}.other`);
}
