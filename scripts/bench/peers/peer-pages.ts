import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'esbuild';

import { installFolder } from '../../../test/peer/install.js';
import { ROOT } from '../../build/rollup-options.js';
import { type Contestant, type ContestantId, toManyPages, toPage } from '../contestants.js';
import { minifyPage } from '../minify-page.js';
import { GLOBALS, MGT_CODE, OIDC_CODE, SDK_CODE, SDK_FILE_CODE, toStarkCode, X_CLIENT_CODE } from './peer-code.js';

/** Outside `test/`, where nothing that walks through tests and sources meets hundreds of foreign packages. */
const CACHE = join(ROOT, '.cache/bench/peers');
const SOURCE = fileURLToPath(new URL('../../../test/bench/', import.meta.url));

const BUTTON = '<button id="go" type="button">Sign in</button>';

/** Those who are compared, and those who could not be made, with the reason. */
export interface Peers {
  readonly contestants: readonly Contestant[];
  readonly absent: readonly string[];
}

/**
 * Installs the packages of `test/bench/` as their lock says, unless they are there, and bundles a page of each.
 *
 * @throws {Error} with what npm said, when the registry cannot be reached or gives something else.
 */
export async function createPeers(): Promise<Peers> {
  const folder = await installFolder(SOURCE, CACHE);
  const contestants: Contestant[] = [];
  const absent: string[] = [];
  for (const [id, create] of Object.entries(CREATORS)) {
    await create(folder).then((contestant) => contestants.push(contestant), (error: unknown) => {
      absent.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return { contestants, absent };
}

function createGlobals(folder: string): Plugin {
  return {
    name: 'globals',
    setup(setup) {
      setup.onResolve({ filter: /^bench:globals$/ }, ({ path }) => ({ path, namespace: 'bench' }));
      setup.onLoad({ filter: /.*/, namespace: 'bench' }, () => ({ contents: GLOBALS, resolveDir: folder }));
    },
  };
}

/** The pages of a candidate that consist of one script and a button. */
function toPages(id: ContestantId, body = BUTTON, before = ''): Contestant['pages'] {
  const script = `${before}<script type="module" src="/${id}/page.js"></script>`;
  return {
    [`/${id}/`]: toPage(body + script), [`/${id}/redirect`]: toPage(body + script),
    [`/${id}/callback`]: toPage(script), [`/${id}/returning`]: toPage(script),
  };
}

async function toStarkPages(id: ContestantId, packageName: string, folder: string): Promise<Contestant['pages']> {
  return {
    [`/${id}/stark`]: toPage(`<script type="module" src="/${id}/stark.js"></script>`, '\'measure\' in window'),
    [`/${id}/stark.js`]: await minifyPage({ code: toStarkCode(packageName, ROOT), folder }, [createGlobals(folder)]),
  };
}

async function createSdk(folder: string): Promise<Contestant> {
  return {
    id: 'sdk', title: '@imtbl/sdk 2.11.0, bundled', button: '#go', stages: ['window', 'redirect', 'returning', 'register', 'stark'],
    pages: {
      ...toPages('sdk'), ...await toStarkPages('sdk', '@imtbl/x-client', folder),
      '/sdk/page.js': await minifyPage({ code: SDK_CODE, folder }, [createGlobals(folder)]),
    },
  };
}

async function createSdkFile(folder: string): Promise<Contestant> {
  return {
    id: 'sdk-file', title: '@imtbl/sdk 2.11.0, single file', button: '#go', stages: ['window', 'redirect', 'returning', 'register'],
    pages: {
      ...toPages('sdk-file', BUTTON, '<script src="/sdk-file/sdk.js"></script>'), '/sdk-file/page.js': { body: SDK_FILE_CODE, type: 'text/javascript' },
      '/sdk-file/sdk.js': { body: readFileSync(join(folder, 'sdk/dist/index.browser.cdn.js')), type: 'text/javascript' },
    },
  };
}

async function createXClient(folder: string): Promise<Contestant> {
  return {
    id: 'x-client', title: '@imtbl/x-client 2.14.0', button: '#go', stages: ['stark'],
    pages: {
      ...toPages('x-client'), ...await toStarkPages('x-client', 'x-client-2.14', folder),
      '/x-client/page.js': await minifyPage({ code: X_CLIENT_CODE, folder }, [createGlobals(folder)]),
    },
  };
}

async function createOidc(folder: string): Promise<Contestant> {
  return {
    id: 'oidc', title: 'oidc-client-ts 3.5.0', button: '#go', stages: ['window', 'redirect'],
    pages: { ...toPages('oidc'), '/oidc/page.js': await minifyPage({ code: OIDC_CODE, folder }) },
  };
}

async function createMgt(folder: string): Promise<Contestant> {
  return {
    id: 'mgt', title: '<mgt-login> 4.6.0', button: 'mgt-login #login-button, mgt-login fluent-button', stages: ['window', 'many'],
    pages: {
      ...toPages('mgt', '<mgt-login></mgt-login>'),
      ...toManyPages('mgt', (count) => toPage(`${'<mgt-login></mgt-login>'.repeat(count)}<script type="module" src="/mgt/page.js"></script>`)),
      '/mgt/page.js': await minifyPage({ code: MGT_CODE, folder }),
    },
  };
}

/** In the order of the columns. */
const CREATORS: Readonly<Record<Exclude<ContestantId, 'ours' | 'empty'>, (folder: string) => Promise<Contestant>>> = {
  'sdk': createSdk, 'sdk-file': createSdkFile, 'x-client': createXClient, 'oidc': createOidc, 'mgt': createMgt,
};
