import type { Token } from '../auth/tokens.js';

/** Forbidden: a type counts like a value. */
export type Value = Token['value'];
