import { createLoader } from '../platform/load-code.js';
import type { TextFiles } from './text-files.js';

/** Every file of texts. The build of the single file leaves this one out, because it has no `import()`. */
export const FILES: TextFiles = {
  'de': {
    base: createLoader(() => import('./de/base.js')),
    balances: createLoader(() => import('./de/balances.js')),
    immersve: createLoader(() => import('./de/immersve.js')),
    errors: createLoader(() => import('./de/errors.js')),
  },
  'fr': {
    base: createLoader(() => import('./fr/base.js')),
    balances: createLoader(() => import('./fr/balances.js')),
    immersve: createLoader(() => import('./fr/immersve.js')),
    errors: createLoader(() => import('./fr/errors.js')),
  },
  'es': {
    base: createLoader(() => import('./es/base.js')),
    balances: createLoader(() => import('./es/balances.js')),
    immersve: createLoader(() => import('./es/immersve.js')),
    errors: createLoader(() => import('./es/errors.js')),
  },
  'pt-BR': {
    base: createLoader(() => import('./pt-BR/base.js')),
    balances: createLoader(() => import('./pt-BR/balances.js')),
    immersve: createLoader(() => import('./pt-BR/immersve.js')),
    errors: createLoader(() => import('./pt-BR/errors.js')),
  },
  'it': {
    base: createLoader(() => import('./it/base.js')),
    balances: createLoader(() => import('./it/balances.js')),
    immersve: createLoader(() => import('./it/immersve.js')),
    errors: createLoader(() => import('./it/errors.js')),
  },
  'nl': {
    base: createLoader(() => import('./nl/base.js')),
    balances: createLoader(() => import('./nl/balances.js')),
    immersve: createLoader(() => import('./nl/immersve.js')),
    errors: createLoader(() => import('./nl/errors.js')),
  },
  'pl': {
    base: createLoader(() => import('./pl/base.js')),
    balances: createLoader(() => import('./pl/balances.js')),
    immersve: createLoader(() => import('./pl/immersve.js')),
    errors: createLoader(() => import('./pl/errors.js')),
  },
  'ru': {
    base: createLoader(() => import('./ru/base.js')),
    balances: createLoader(() => import('./ru/balances.js')),
    immersve: createLoader(() => import('./ru/immersve.js')),
    errors: createLoader(() => import('./ru/errors.js')),
  },
  'uk': {
    base: createLoader(() => import('./uk/base.js')),
    balances: createLoader(() => import('./uk/balances.js')),
    immersve: createLoader(() => import('./uk/immersve.js')),
    errors: createLoader(() => import('./uk/errors.js')),
  },
  'tr': {
    base: createLoader(() => import('./tr/base.js')),
    balances: createLoader(() => import('./tr/balances.js')),
    immersve: createLoader(() => import('./tr/immersve.js')),
    errors: createLoader(() => import('./tr/errors.js')),
  },
  'ar': {
    base: createLoader(() => import('./ar/base.js')),
    balances: createLoader(() => import('./ar/balances.js')),
    immersve: createLoader(() => import('./ar/immersve.js')),
    errors: createLoader(() => import('./ar/errors.js')),
  },
  'fa': {
    base: createLoader(() => import('./fa/base.js')),
    balances: createLoader(() => import('./fa/balances.js')),
    immersve: createLoader(() => import('./fa/immersve.js')),
    errors: createLoader(() => import('./fa/errors.js')),
  },
  'hi': {
    base: createLoader(() => import('./hi/base.js')),
    balances: createLoader(() => import('./hi/balances.js')),
    immersve: createLoader(() => import('./hi/immersve.js')),
    errors: createLoader(() => import('./hi/errors.js')),
  },
  'id': {
    base: createLoader(() => import('./id/base.js')),
    balances: createLoader(() => import('./id/balances.js')),
    immersve: createLoader(() => import('./id/immersve.js')),
    errors: createLoader(() => import('./id/errors.js')),
  },
  'vi': {
    base: createLoader(() => import('./vi/base.js')),
    balances: createLoader(() => import('./vi/balances.js')),
    immersve: createLoader(() => import('./vi/immersve.js')),
    errors: createLoader(() => import('./vi/errors.js')),
  },
  'th': {
    base: createLoader(() => import('./th/base.js')),
    balances: createLoader(() => import('./th/balances.js')),
    immersve: createLoader(() => import('./th/immersve.js')),
    errors: createLoader(() => import('./th/errors.js')),
  },
  'ja': {
    base: createLoader(() => import('./ja/base.js')),
    balances: createLoader(() => import('./ja/balances.js')),
    immersve: createLoader(() => import('./ja/immersve.js')),
    errors: createLoader(() => import('./ja/errors.js')),
  },
  'ko': {
    base: createLoader(() => import('./ko/base.js')),
    balances: createLoader(() => import('./ko/balances.js')),
    immersve: createLoader(() => import('./ko/immersve.js')),
    errors: createLoader(() => import('./ko/errors.js')),
  },
  'zh-CN': {
    base: createLoader(() => import('./zh-CN/base.js')),
    balances: createLoader(() => import('./zh-CN/balances.js')),
    immersve: createLoader(() => import('./zh-CN/immersve.js')),
    errors: createLoader(() => import('./zh-CN/errors.js')),
  },
  'zh-TW': {
    base: createLoader(() => import('./zh-TW/base.js')),
    balances: createLoader(() => import('./zh-TW/balances.js')),
    immersve: createLoader(() => import('./zh-TW/immersve.js')),
    errors: createLoader(() => import('./zh-TW/errors.js')),
  },
};
