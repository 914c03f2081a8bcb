import { IMMERSVE_METHODS } from '../../shared/immersve.js';
import type { ImmersveMethod } from '../../shared/immersve.js';

/** Reads the `methods` attribute: known names in the order stated, each once. All when nothing is stated. */
export function parseMethods(value: string | undefined): readonly ImmersveMethod[] {
  const words = parseWords(value);
  if (words.length === 0) return IMMERSVE_METHODS;
  return words.filter((word): word is ImmersveMethod => (IMMERSVE_METHODS as readonly string[]).includes(word));
}

/** The words of an attribute, each once, in lower case. */
export function parseWords(value: string | undefined): readonly string[] {
  return [...new Set((value ?? '').toLowerCase().split(/[\s,]+/).filter((word) => word !== ''))];
}
