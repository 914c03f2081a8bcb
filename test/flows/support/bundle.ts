import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { SitePage } from '../../support/site.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Bundles a site's own code as a site would: the names of our package are found by its exports map, in
 * the built modules. Gives the files by path, the entries as `<folder>/<name>.js`.
 */
export async function bundle(entries: Readonly<Record<string, string>>, folder = '/app'): Promise<Record<string, SitePage>> {
  const { outputFiles } = await build({
    entryPoints: Object.keys(entries).map((name) => ({ in: `site:${name}`, out: name })),
    bundle: true,
    splitting: true,
    format: 'esm',
    write: false,
    outdir: folder,
    logLevel: 'silent',
    target: 'es2022',
    // Optional peers, which are not installed here.
    external: ['@perawallet/connect', '@agoralabs-sh/avm-web-provider', '@gemwallet/api'],
    plugins: [{
      name: 'site',
      setup(setup) {
        setup.onResolve({ filter: /^site:/ }, ({ path }) => ({ path, namespace: 'site' }));
        setup.onLoad({ filter: /.*/, namespace: 'site' }, ({ path }) => ({
          contents: entries[path.slice('site:'.length)] ?? '', loader: 'ts', resolveDir: ROOT,
        }));
      },
    }],
  });
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [path, { body: contents, type: 'text/javascript' }]));
}
