import { token } from '../../src/auth/tokens.js';

/** Forbidden: the emulator has to be able to disagree with the library. */
export const value: string = token.value;
