/** The languages that have files. English stands beside the code. */
export const TAGS = [
  'de', 'fr', 'es', 'pt-BR', 'it', 'nl', 'pl', 'ru', 'uk', 'tr', 'ar', 'fa', 'hi', 'id', 'vi', 'th', 'ja', 'ko', 'zh-CN', 'zh-TW',
] as const;

/** A language that has files. */
export type TranslatedTag = (typeof TAGS)[number];

/**
 * The language of ours that a locale is written in: of the same region, else of the same script, as CLDR completes a tag.
 * `pt` and `pt-PT` are read in `pt-BR`, `zh-Hant` and `zh-HK` in `zh-TW`; `hi-Latn` has none.
 */
export function findTag(locale: string): TranslatedTag | undefined {
  const { language, script, region } = new Intl.Locale(locale).maximize();
  const written = TAGS.filter((tag) => {
    const other = new Intl.Locale(tag).maximize();
    return other.language === language && other.script === script;
  });
  return written.find((tag) => tag.endsWith(`-${region}`)) ?? written[0];
}
