/** Allowed: what comes late may import its loader. Nothing may be reported here. */
export const loadRing = (): Promise<unknown> => import('./late-ring-b.js');
