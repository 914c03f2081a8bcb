import { toLocale } from '../../shared/locale.js';
import { loadTranslator } from './locale-controller.js';

/**
 * Loads the texts of a language for code that draws them itself by `describeError`; elements load those of their own.
 * Resolves to whether the language is there, never rejects: what cannot be loaded stays English.
 */
export async function loadTranslation(locale: string): Promise<boolean> {
  const tag = toLocale(locale);
  if (!tag) return false;
  try {
    const { translator } = await loadTranslator();
    return await translator.load(tag, ['base', 'errors', 'immersve-errors', 'transaction-errors']);
  } catch {
    return false;
  }
}
