/** English texts by key. Each element has its own, so that a page loads only what it draws. */
export type Texts = Readonly<Record<string, string>>;

/** Other languages, by tag, each with the texts of all elements. What is missing is drawn in English. */
const LANGUAGES = new Map<string, Texts>();

/** The text of a key: by the exact locale, else by its language, else in English. `{name}` becomes its value. */
export function getText<T extends Texts>(
  english: T, locale: string, key: keyof T & string, values: Readonly<Record<string, string>> = {},
): string {
  const language = locale.split('-')[0] ?? locale;
  const text = LANGUAGES.get(locale)?.[key] ?? LANGUAGES.get(language)?.[key] ?? english[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
