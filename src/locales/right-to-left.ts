const SCRIPTS = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm']);

/** Whether a language is written from right to left, by the script that CLDR completes its tag with. */
export function isRightToLeft(tag: string): boolean {
  return SCRIPTS.has(new Intl.Locale(tag).maximize().script ?? '');
}
