import { a } from './cycle-a.js';

/** The other half of a cycle. */
export const b = (): number => a() + 1;
