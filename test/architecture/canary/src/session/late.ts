/** Stands to the right of every room of this canary but elements. */
export const late = true;
