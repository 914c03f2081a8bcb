/**
 * The page's `fetch` as it was when this file ran, with the script that the page names itself: what
 * takes its place later sees no token pass (row 87). Undefined where there is none.
 */
export const pageFetch: typeof fetch | undefined = globalThis.fetch?.bind(globalThis);
