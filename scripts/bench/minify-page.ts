import { build, type Plugin } from 'esbuild';

import type { SitePage } from '../../test/support/site.js';
import { ROOT } from '../build/rollup-options.js';

/** What to bundle: a file of this repository, or code that finds its packages in a folder. */
export type PageSource = { readonly entry: string } | { readonly code: string; readonly folder: string };

/** Bundles the code of a page into one file, as small as a site would have it. */
export async function minifyPage(source: PageSource, plugins: Plugin[] = []): Promise<SitePage> {
  const { outputFiles: [file] } = await build({
    ...('entry' in source
      ? { entryPoints: [source.entry], absWorkingDir: ROOT, tsconfig: `${ROOT}tsconfig.json` }
      // Other names for packages are looked up from here.
      : { stdin: { contents: source.code, resolveDir: source.folder }, absWorkingDir: source.folder }),
    bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', logLevel: 'error', define: { global: 'globalThis' }, legalComments: 'none', plugins,
  });
  if (!file) throw new Error('esbuild wrote nothing.');
  return { body: file.contents, type: 'text/javascript' };
}
