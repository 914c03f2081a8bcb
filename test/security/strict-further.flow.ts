import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import type { Emulator } from '../../emulator/src/index.js';
import { createImportMap } from '../../scripts/build/import-map.js';
import { VERSION } from '../../src/shared/version.js';
import { bundle } from '../flows/support/bundle.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { forgetVisitor } from '../support/flow-leaks.js';
import type { Site } from '../support/site.js';
import { readBuilt, readIntegrity } from './support/built-files.js';
import { createSetup, getEntry, SHOP, startStrictSite } from './support/strict-page.js';

/** A kept build: test/fixtures/releases/README.md says of what. */
const KEPT = '0.0.1';
const readKept = (): string => readFileSync(new URL(`../fixtures/releases/${KEPT}/passport-widgets.all.js`, import.meta.url), 'utf8');

/** What stands in the place of the page's session, and how ours ended then. */
const SLOT_TAKEN = `window[Symbol.for('passport-widgets/session@1')] = {};
  window.codes = [];
  addEventListener('error', ({ error }) => window.codes.push(error?.code ?? String(error)));`;

const SLOT_FORMS = ['hash', 'hash-all'] as const;

interface Desk {
  readonly page: FlowTools['page'];
  readonly site: Site;
}

async function startPages(emulator: Emulator): Promise<Site> {
  const entry = getEntry('hash');
  const { auth, api, tee, wallet } = emulator.addresses;
  const modules = await bundle({ modules: `import 'passport-widgets/define'; ${createSetup('passport-widgets', emulator)}` });
  const map = readBuilt('importmap.json').replaceAll('"./', '"/dist/');
  return startStrictSite(emulator, {
    '/map': { form: 'nonce', inline: [['importmap', map], ['module', createSetup('passport-widgets', emulator)]] },
    '/modules': { form: 'host', scripts: ['/app/modules.js'], policies: 'lit-html' },
    '/language': { form: 'hash-all-locales', lang: 'de', scripts: ['/dist/locales/de.js', getEntry('hash-all'), '/setup-all.js'] },
    ...Object.fromEntries(SLOT_FORMS.map((form) => [`/slot-${form}`, {
      form, body: SHOP.replace('</passport-login>', '<p>Our own words</p></passport-login>'), scripts: ['/slot.js', getEntry(form)],
    }])),
    '/kept-first': { form: 'hash', scripts: ['/warnings.js', '/kept.js', entry, '/setup-kept.js'] },
    '/kept-last': { form: 'hash', scripts: ['/warnings.js', entry, '/setup.js', '/kept.js'] },
  }, {
    '/slot.js': SLOT_TAKEN,
    '/kept.js': readKept(),
    '/setup-kept.js': `import { configure } from '/kept.js'; configure(${JSON.stringify({ environment: 'emulator', emulator: { auth, api, tee, wallet } })});`,
    ...Object.fromEntries(Object.entries(modules).map(([path, { body }]) => [path, Buffer.from(body).toString()])),
  });
}

flow('pages under the strictest policy: by import map, as modules, in another language, where our place is taken, beside a kept build', async ({ page, step }) => {
  const emulator = await startTestEmulator();
  const site = await startPages(emulator);
  const desk = { page, site };
  try {
    emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
    await step('row 136: importmap.json is an import map of every module, with its integrity', async () => {
      const { 'undefined.css': sheet, ...modules } = readIntegrity();
      assert.match(sheet ?? '', /^sha384-/);
      const stated = JSON.parse(readBuilt('importmap.json')) as ReturnType<typeof createImportMap>;
      assert.deepEqual(stated.integrity, Object.fromEntries(Object.entries(modules).map(([file, hash]) => [`./${file}`, hash])));
      assert.deepEqual(stated, createImportMap(readIntegrity()));
    });
    await step('row 136: with importmap.json in the page, under a nonce: sign in, and see balances', () => walk(desk, '/map'));
    await step('row 139: the single file and a file of a language, by their hashes', async () => {
      await page.goto(`${site.origin}/language`);
      await page.waitForText('passport-login', 'Anmelden');
    });
    await step('row 152: where other code has the place of the session, nothing of ours runs and nothing is refused', async () => {
      for (const form of SLOT_FORMS) await checkSlot(desk, form);
    });
    await step('row 139: as modules for bundlers, with lit\'s own policy: sign in, and see balances', () => walk(desk, '/modules'));
    await step('row 139: a kept build of an older release before ours', () => checkPair(desk, '/kept-first', KEPT));
    await step('row 139: a kept build of an older release after ours', () => checkPair(desk, '/kept-last', VERSION));
  } finally {
    await site.close();
    await emulator.close();
  }
});

async function walk({ page, site }: Desk, path: string): Promise<void> {
  await page.goto(`${site.origin}${path}`);
  await page.waitForText('passport-login', 'Sign in');
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('imx-balances', '1,999.99');
  // The last visitor stays for the pages that follow.
  if (path !== '/modules') await forgetVisitor(page);
}

async function checkSlot({ page, site }: Desk, form: (typeof SLOT_FORMS)[number]): Promise<void> {
  await page.goto(`${site.origin}/slot-${form}`);

  const codes = await page.evaluate(() => (window as unknown as { codes: string[] }).codes);
  assert.deepEqual(codes, ['SESSION_CONFLICT'], form);
  assert.deepEqual(await page.evaluate(() => [
    ['passport-login', 'imx-balances'].filter((tag) => customElements.get(tag)), document.querySelector('passport-login')?.shadowRoot ?? null,
    document.querySelector('passport-login')?.textContent,
  ]), [[], null, 'Our own words']);
}

async function checkPair({ page, site }: Desk, path: string, first: string): Promise<void> {
  await page.goto(`${site.origin}${path}`);
  await page.waitForText('passport-login', 'tamsin');
  await page.waitForText('imx-balances', '1,999.99');
  const { version, isShared, refused, isEnforced, warnings } = await page.evaluate(async () => {
    const slot = (window as unknown as Record<symbol, { version: string; session: unknown }>)[Symbol.for('passport-widgets/session@1')];
    // WebKit gives a module that has failed, and throws at each of its names.
    const givesSession = (file: string): Promise<boolean> => import(file)
      .then((copy: { getSession(): unknown }) => copy.getSession() === slot?.session).catch(() => false);
    return {
      version: slot?.version,
      isShared: await Promise.all(['/kept.js', '/dist/passport-widgets.js'].map(givesSession)),
      refused: (window as unknown as { takeViolations(): string[] }).takeViolations(),
      isEnforced: 'trustedTypes' in window,
      warnings: (window as unknown as { warnings: string[] }).warnings.filter((line) => line.includes('was loaded after')).length,
    };
  });
  assert.equal(version, first, 'the first copy stays in charge');
  // The kept build makes its policy without asking whether the page has one of that name: after ours, the browser refuses all of it.
  const isRefused = isEnforced && first === VERSION;
  assert.deepEqual(isShared, [!isRefused, true], 'copies that run give one session');
  assert.equal(warnings, isRefused ? 0 : 1);
  assert.equal(refused.length, isRefused ? 1 : 0, refused.join());
  for (const refusal of refused) assert.match(refusal, /^trusted-types /);
}
