import { toLocale } from '../../shared/locale.js';
import { addTexts } from '../../shared/texts.js';
import type { Texts } from '../../shared/texts.js';

/**
 * Adds texts of the site's own: other words for ours, or a language that we have not. They go before our own, and
 * elements that stand are drawn again. Texts never become markup; `{name}` is the place of a value. The keys are those
 * of docs/languages.md.
 *
 * @throws {TypeError} when the locale is no language tag, or a text no string.
 */
export function registerTranslation(locale: string, texts: Texts): void {
  const tag = toLocale(locale);
  if (!tag) throw new TypeError(`registerTranslation: "${locale}" is no language tag`);
  for (const key in texts) if (typeof texts[key] !== 'string') throw new TypeError(`registerTranslation: the text "${key}" is no string`);
  addTexts(tag, texts, true);
}
