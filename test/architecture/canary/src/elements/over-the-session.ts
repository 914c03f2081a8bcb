import { token } from '../auth/tokens.js';

/** Forbidden: an element sees session and shared only. */
export const value: string = token.value;
