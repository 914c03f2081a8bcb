import type { Texts } from '../shared/texts.js';

/** The files of a language. A page loads those only that its elements draw. */
export type TextPart = 'base' | 'balances' | 'immersve' | 'errors';

/** Loads one part of a language; calling it again after a failure tries again. */
type TextLoader = () => Promise<{ readonly default: Texts }>;

/** The loaders of all languages, by tag and part. */
export type TextFiles = Readonly<Record<string, Readonly<Record<TextPart, TextLoader>>>>;
