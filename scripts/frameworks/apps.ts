import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';

/** Where the apps are. */
export const FRAMEWORKS = join(ROOT, 'test/frameworks');

/** One app, built with one framework. */
export interface App {
  readonly name: string;
  /** Its folder below `test/frameworks/`. */
  readonly folder: string;
  /** The package whose version is reported. */
  readonly package: string;
  /** The built pages, below its folder. */
  readonly built: string;
  /** The file with the deliberate mistakes. */
  readonly wrong: string;
  /** Further variables of its tools. */
  readonly env?: Readonly<Record<string, string>>;
  /** The script of its package.json that renders a page on a server. */
  readonly render?: string;
}

/** The one whose build takes longest first. */
export const APPS: readonly App[] = [
  { name: 'Angular', folder: 'angular', package: '@angular/core', built: 'dist', wrong: 'wrong.ts', env: { NG_CLI_ANALYTICS: 'false' } },
  { name: 'React', folder: 'react', package: 'react', built: 'dist/client', wrong: 'wrong.tsx', env: { NODE_ENV: 'development' }, render: 'src/render.mjs' },
  { name: 'Vue', folder: 'vue', package: 'vue', built: 'dist', wrong: 'Wrong.vue' },
  { name: 'Svelte', folder: 'svelte', package: 'svelte', built: 'dist', wrong: 'Wrong.svelte' },
];
