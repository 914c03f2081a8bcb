import { near } from './near.js';

/** Allowed: a file of the same room. Nothing may be reported here. */
export const right = near;
