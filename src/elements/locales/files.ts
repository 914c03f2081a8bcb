import { createLoader } from '../../session/lazy.js';
import type { TextFiles } from './translator.js';

/** Every file of texts. The build of the single file leaves this one out, because it has no `import()`. */
export const FILES: TextFiles = {
  'de': {
    base: createLoader(() => import('./de/base.js')),
    balances: createLoader(() => import('./de/balances.js')),
    immersve: createLoader(() => import('./de/immersve.js')),
    errors: createLoader(() => import('./de/errors.js')),
  },
};
