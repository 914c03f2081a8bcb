import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Emulator } from '../../emulator/src/index.js';
import { VERSION } from '../../src/shared/version.js';
import { signOut } from '../flows/support/sign-out.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { buildLeakWatch, LEAK_WATCH_PATH, LEAK_WATCH_TAG } from '../support/flow-leaks.js';
import { startSite, type Site } from '../support/site.js';
import { DIST } from './support/built-files.js';

/** A kept build: test/fixtures/releases/README.md says of what. */
const OLDER = '0.0.1';
const OLDER_FILE = `/releases/${OLDER}/passport-widgets.all.js`;
const OURS_FILE = '/dist/passport-widgets.js';

const RELEASES = fileURLToPath(new URL('../fixtures/releases/', import.meta.url));

const CLIENT = 'client-id="older-shop" environment="emulator"';

const WARNINGS = 'window.warnings = []; const { warn } = console; console.warn = (line) => { window.warnings.push(String(line)); warn(line); };';

/** A page that loads these files in their order; the setup imports the first. */
function createPage(body: string, files: readonly string[]): string {
  const setup = `/setup${files[0] === OURS_FILE ? '' : '-older'}.js`;
  const tags = files.map((file) => `<script type="module" src="${file}"></script>`).join('');
  return `<!doctype html><html lang="en"><head><title>Shop</title>${LEAK_WATCH_TAG}<script>${WARNINGS}</script></head>
    <body><main>${body}</main>${tags}<script type="module" src="${setup}"></script></body></html>`;
}

const createShop = (callback: string, home: string): string => `<passport-login ${CLIENT} redirect-uri="${callback}" logout-redirect-uri="${home}"></passport-login>
  <imx-balances></imx-balances>`;

interface Desk {
  readonly page: FlowTools['page'];
  readonly site: Site;
  readonly emulator: Emulator;
}

/** Pages of both releases. A login that one begins comes back to a page of the other. */
async function startPages(emulator: Emulator): Promise<Site> {
  const { auth, api, tee, wallet } = emulator.addresses;
  const createSetup = (file: string): string => `import { configure, getSession } from '${file}';
    configure(${JSON.stringify({ environment: 'emulator', emulator: { auth, api, tee, wallet } })});
    window.session = getSession();`;
  const callback = `<passport-callback ${CLIENT}></passport-callback>`;
  return startSite({
    pages: {
      '/older.html': createPage(createShop('/callback-ours.html', '/older.html'), [OLDER_FILE]),
      '/ours.html': createPage(createShop('/callback-older.html', '/ours.html'), [OURS_FILE]),
      '/callback-older.html': createPage(callback, [OLDER_FILE]),
      '/callback-ours.html': createPage(callback, [OURS_FILE]),
      '/older-first.html': createPage(createShop('/callback-ours.html', '/older-first.html'), [OLDER_FILE, OURS_FILE]),
      '/ours-first.html': createPage(createShop('/callback-ours.html', '/ours-first.html'), [OURS_FILE, OLDER_FILE]),
      '/setup.js': createSetup(OURS_FILE),
      '/setup-older.js': createSetup(OLDER_FILE),
      [LEAK_WATCH_PATH]: await buildLeakWatch(),
    },
    folders: { '/dist/': DIST, '/releases/': RELEASES },
  });
}

flow('row 139: beside a kept build of an older release, on one page and on pages of one site', async ({ page, context, step }) => {
  const emulator = await startTestEmulator();
  const site = await startPages(emulator);
  const desk = { page, site, emulator };
  try {
    assert.ok(readFileSync(`${RELEASES}${OLDER}/passport-widgets.all.js`, 'utf8').includes(`"${OLDER}"`), 'the build knows its release');
    assert.notEqual(OLDER, VERSION);
    emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
    await step('a login that the older release begins comes back to a callback page of ours', () => signIn(desk, '/older.html'));
    const other = await context.newPage();
    await step('a page of ours restores the session of the older release', async () => {
      await other.goto(`${site.origin}/ours.html`);
      await other.waitForText('passport-login', 'tamsin');
      await other.waitForText('imx-balances', '1,999.99');
    });
    await step('signing out on ours signs the page of the older release out', async () => {
      await signOut(other);
      await page.waitForText('passport-login', 'Sign in');
    });
    await step('a login that ours begins comes back to a callback page of the older release, whose pages see it', async () => {
      await signIn({ ...desk, page: other }, '/ours.html');
      await page.waitForText('passport-login', 'tamsin');
    });
    await other.close();
    for (const [path, first] of [['/older-first.html', OLDER], ['/ours-first.html', VERSION]] as const) {
      await step(`${path.slice(1, -5)}: the first copy stays in charge, and the second says so once`, () => checkPair(desk, path, first));
    }
  } finally {
    await site.close();
    await emulator.close();
  }
});

async function signIn({ page, site }: Desk, path: string): Promise<void> {
  await page.goto(`${site.origin}${path}`);
  await page.waitForText('passport-login', 'Sign in');
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('passport-login', 'tamsin');
  await page.waitForText('imx-balances', '1,999.99');
}

async function checkPair({ page, site }: Desk, path: string, first: string): Promise<void> {
  await page.goto(`${site.origin}${path}`);
  await page.waitForText('passport-login', 'tamsin');
  await page.waitForText('imx-balances', '1,999.99');
  await page.waitFor(() => (window as unknown as { warnings: string[] }).warnings.some((line) => line.includes('was loaded after')), []);
  const { version, warnings, isShared } = await page.evaluate(async (older, ours) => {
    const slot = (window as unknown as Record<symbol, { version: string; session: unknown }>)[Symbol.for('passport-widgets/session@1')];
    const copies = await Promise.all([older, ours].map((file) => import(file) as Promise<{ getSession(): unknown }>));
    return {
      version: slot?.version,
      warnings: (window as unknown as { warnings: string[] }).warnings.filter((line) => line.includes('was loaded after')).length,
      isShared: copies.every((copy) => copy.getSession() === slot?.session),
    };
  }, OLDER_FILE, OURS_FILE);
  assert.equal(version, first, 'the first copy stays in charge');
  assert.equal(warnings, 1, 'said once');
  assert.equal(isShared, true, 'both copies give one session');
}
