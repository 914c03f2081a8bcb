import type { LoginOptions } from '../../session/session-types.js';

/** The documented direct login methods that have a button. */
export const METHODS = ['google', 'apple', 'facebook', 'email'] as const;

/** A direct login method. */
export type LoginMethod = (typeof METHODS)[number];

/** Reads the `methods` attribute: known names in the order stated, each once. */
export function parseMethods(value: string | undefined): readonly LoginMethod[] {
  const words = new Set((value ?? '').toLowerCase().split(/[\s,]+/));
  return [...words].filter((word): word is LoginMethod => (METHODS as readonly string[]).includes(word));
}

/** The options of a login by one method; none where the service's own page has to ask. */
export function getMethodOptions(method: LoginMethod | undefined, email: string | undefined): LoginOptions {
  if (!method || (method === 'email' && !email)) return {};
  return { directLoginOptions: { directLoginMethod: method, ...(method === 'email' ? { email } : {}) } };
}
