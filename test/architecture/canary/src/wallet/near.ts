/** Imported by a file of its own room. */
export const near = true;
