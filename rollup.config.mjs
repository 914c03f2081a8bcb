// Run by `npm run build:cdn` under tsx, which is what lets a configuration import TypeScript.
import { createSingleOptions, createSplitOptions } from './scripts/build/rollup-options.ts';

export default [createSplitOptions(), createSingleOptions()];
