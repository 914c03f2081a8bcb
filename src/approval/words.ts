import type { Clock } from '../platform/clock.js';
import { createLoader } from '../platform/load-code.js';
import { readDocument } from '../platform/own-document.js';
import { isRightToLeft } from '../locales/right-to-left.js';
import { getLocale } from '../shared/locale.js';
import { findText, getText } from '../shared/texts.js';
import { TEXTS } from './texts.js';

const loadTranslator = createLoader(() => import('../locales/translator.js'));
/** A question in English is better than none: what waits is a transaction that the visitor has asked for. */
const WORDS_TIMEOUT_MS = 2_000;

/** The words of the room in one language. */
export interface Words {
  /** The language that they are in. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** The text of a key; `{name}` becomes its value. */
  say(key: keyof typeof TEXTS, values?: Readonly<Record<string, string>>): string;
}

/** The words for a page, as they are at hand now: in its language where they have come, in English otherwise. */
export function getWords(page: Document): Words {
  const locale = getLocale(readDocument(page, 'documentElement'));
  const lang = findText(locale, 'approval-confirm') === undefined ? 'en' : locale;
  return { lang, dir: isRightToLeft(lang) ? 'rtl' : 'ltr', say: (key, values) => getText(TEXTS, locale, key, values) };
}

/** Makes the words of a page's language come. Resolves when they are there, or are not to be waited for; never rejects. */
export async function bringWords(page: Document, clock: Clock): Promise<void> {
  const locale = getLocale(readDocument(page, 'documentElement'));
  if (/^en\b/.test(locale)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancelLimit = clock.after(WORDS_TIMEOUT_MS, resolve);
  loadTranslator().then(({ translator }) => translator.load(locale, ['approval'])).catch(() => false).finally(resolve);
  await promise.finally(cancelLimit);
}
