import { token } from '../auth/tokens.js';

/** Forbidden: rooms of one level do not know each other. */
export const value: string = token.value;
