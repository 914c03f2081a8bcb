import type { Texts } from '../shared/texts.js';

/**
 * The files of a language, in the order of lists. A page loads those only that are drawn there. `errors` are the ways out,
 * `details` what happened: both come together.
 */
export const PARTS = ['base', 'balances', 'immersve', 'errors', 'details', 'immersve-errors', 'transaction-errors', 'approval', 'doctor'] as const;

/** The name of a file of texts. */
export type TextPart = (typeof PARTS)[number];

/** Loads one part of a language; calling it again after a failure tries again. */
type TextLoader = () => Promise<{ readonly default: Texts }>;

/** The loaders of all languages, by tag and part. */
export type TextFiles = Readonly<Record<string, Readonly<Record<TextPart, TextLoader>>>>;
