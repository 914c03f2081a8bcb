import { b } from './cycle-b.js';

/** Half of a cycle. */
export const a = (): number => b() + 1;
