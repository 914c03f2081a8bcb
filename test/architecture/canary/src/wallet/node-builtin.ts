import { sep } from 'node:path';

/** Forbidden: the library runs in a browser. */
export const separator = sep;
