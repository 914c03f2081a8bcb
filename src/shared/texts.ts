/** Texts by key. English ones stand beside the code that draws them, so that a page loads only what it draws. */
export type Texts = Readonly<Record<string, string>>;

/** What was added, by canonical language tag: files of ours, and texts of the site. */
const translations = new Map<string, Texts>();
/** Languages whose texts stand under another tag: `pt` under `pt-BR`. The others are found by their language. */
const homes = new Map<string, string>();

/** What draws texts now. */
export const readers = new Set<{ redraw(): void }>();

/** Draws again all that draws texts: some have come, or a language has changed. */
export function redraw(): void {
  for (const reader of readers) reader.redraw();
}

/** The text of a key: by the exact locale, else by its language, else in English. `{name}` becomes its value. */
export function getText<T extends Texts>(
  english: T, locale: string, key: keyof T & string, values: Readonly<Record<string, string>> = {},
): string {
  return fillIn(findText(locale, key) ?? english[key] ?? key, values);
}

/** A text that was added for a locale, its placeholders as they are. */
export function findText(locale: string, key: string): string | undefined {
  const home = homes.get(locale) ?? getLanguage(locale);
  return translations.get(locale)?.[key] ?? translations.get(home)?.[key];
}

/** Puts values into the places that a text has for them. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Adds texts. What a site has said stays, whichever came first. */
export function addTexts(tag: string, texts: Texts, isOfSite: boolean): void {
  const known = translations.get(tag);
  translations.set(tag, isOfSite ? { ...known, ...texts } : { ...texts, ...known });
  redraw();
}

/** Says under which tag the texts of a locale stand. */
export function setHome(locale: string, tag: string): void {
  if ((homes.get(locale) ?? getLanguage(locale)) === tag) return;
  homes.set(locale, tag);
  redraw();
}

function getLanguage(locale: string): string {
  return locale.replace(/-.*/, '');
}
