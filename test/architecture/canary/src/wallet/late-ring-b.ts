import { loadRing } from './late-ring-a.js';

/** The other half of a ring that an `import()` closes. */
export const again = loadRing;
