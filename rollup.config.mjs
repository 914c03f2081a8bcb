// Run by `npm run build:cdn` under tsx, which is what lets a configuration import TypeScript.
import { createBundleOptions } from './scripts/build/rollup-options.ts';

export default [createBundleOptions('split'), createBundleOptions('single')];
