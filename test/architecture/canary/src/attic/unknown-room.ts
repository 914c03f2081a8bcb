/** Forbidden: the table of rooms does not know this folder. */
export const unknown = true;
