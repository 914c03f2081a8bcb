/** The documented direct login methods that have a button. */
export const METHODS = ['google', 'apple', 'facebook', 'email'] as const;

/** A direct login method. */
export type LoginMethod = (typeof METHODS)[number];

/** Reads the `methods` attribute: known names in the order stated, each once. */
export function parseMethods(value: string | undefined): readonly LoginMethod[] {
  const words = new Set((value ?? '').toLowerCase().split(/[\s,]+/));
  return [...words].filter((word): word is LoginMethod => (METHODS as readonly string[]).includes(word));
}
