import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { SitePage } from '../../test/support/site.js';
import { ROOT } from '../build/rollup-options.js';
import { bundlePage } from '../scenes/open-page.js';
import { minifyPage } from './minify-page.js';
import { type Contestant, toManyPages, toPage } from './contestants.js';

/** How many of each element a page has. */
export const ELEMENT_COUNTS = [1, 10, 100] as const;

const CLIENT = 'client-id="bench" environment="sandbox" network="immutable-x"';
const SCRIPT = '<script type="module" src="/dist/passport-widgets.js"></script>';
const LOGIN = `<passport-login ${CLIENT} redirect-uri="/ours/callback" logout-redirect-uri="/ours/"></passport-login>`;
const LIST = '<imx-balances></imx-balances>';

/** What the bench itself needs of the page: it loads nothing more. */
const HOOKS = `<script type="module">
  import { getSession } from '/dist/passport-widgets.js';
  getSession().subscribe(({ status }) => { if (status === 'signed-in') bench.note(location.pathname.endsWith('/callback') ? 'callback' : 'signed-in'); });
  bench.register = async () => { const provider = await getSession().connectImx(); await provider.registerOffchain(); };
</script>`;

/** Of the element or before it: both sign in. */
const CAN_CLICK = '[...document.querySelectorAll(\'passport-login\')].every((it) => it.shadowRoot?.querySelector(\'[part~=button]:enabled\'))';
const IS_ELEMENT = '[...document.querySelectorAll(\'passport-login\')].every((it) => it.matches(\':defined\') && it.matches(\':state(signed-out)\'))';
/** tamsin, who returns, has three tokens. */
const SHOWS_ROWS = '[...document.querySelectorAll(\'imx-balances\')].every((it) => it.shadowRoot?.querySelectorAll(\'[part~=row]\').length >= 3)';

/** Ours, as a page has it: the split build with one script tag. It has to be built. */
export async function createOurs(): Promise<Contestant> {
  return {
    id: 'ours', title: 'passport-widgets', button: 'passport-login [part~=button]', stages: ['window', 'redirect', 'returning', 'register', 'stark', 'many'],
    pages: {
      ...readBuild(),
      '/ours/': toPage(SCRIPT + LOGIN + HOOKS, CAN_CLICK),
      '/ours/element': toPage(SCRIPT + LOGIN, IS_ELEMENT),
      ...toManyPages('ours', (count) => toPage(SCRIPT + LOGIN.repeat(count), CAN_CLICK)),
      '/ours/redirect': toPage(SCRIPT + LOGIN.replace('<passport-login', '<passport-login flow="redirect"') + HOOKS, CAN_CLICK),
      '/ours/callback': toPage(`<meta name="referrer" content="no-referrer">${SCRIPT}<passport-callback ${CLIENT}></passport-callback>${HOOKS}`),
      '/ours/returning': toPage(SCRIPT + LOGIN + LIST + HOOKS, SHOWS_ROWS),
      ...Object.fromEntries(ELEMENT_COUNTS.map((count) => [`/ours/elements-${count}`, toPage(SCRIPT + LOGIN.repeat(count) + LIST.repeat(count), SHOWS_ROWS)])),
      '/ours/stark': toPage('<script type="module" src="/ours/stark.js"></script>', '\'measure\' in window'),
      '/ours/stark.js': await minifyPage({ entry: 'scripts/bench/stark-page.ts' }),
      '/ours/rows': toPage('<script type="module" src="/ours/rows.js"></script>', '\'showRows\' in window'),
      '/ours/rows.js': { body: await bundlePage('scripts/bench/rows-page.ts'), type: 'text/javascript' },
    },
  };
}

function readBuild(): Record<string, SitePage> {
  const folder = join(ROOT, 'dist');
  const files = ['passport-widgets.js', ...readdirSync(join(folder, 'chunks')).filter((file) => file.endsWith('.js')).map((file) => `chunks/${file}`)];
  return Object.fromEntries(files.map((file) => [`/dist/${file}`, { body: readFileSync(join(folder, file)), type: 'text/javascript' }]));
}
