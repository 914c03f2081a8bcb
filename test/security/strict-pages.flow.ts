import assert from 'node:assert/strict';

import { build } from 'esbuild';

import type { Emulator } from '../../emulator/src/index.js';
import { VERSION } from '../../src/shared/version.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { forgetVisitor } from '../support/flow-leaks.js';
import type { Site } from '../support/site.js';
import { DIST, readBuilt, type ScriptForm } from './support/built-files.js';
import { getEntry, type PagePlan, type Scripts, SHOP, startStrictSite } from './support/strict-page.js';

const FORMS: readonly ScriptForm[] = ['hash', 'hash-listed', 'nonce', 'host', 'hash-all'];

/** Markup that takes names of the document, of its methods, and of the page's globals away from scripts. */
const CLOBBERING = [
  ...['querySelector', 'querySelectorAll', 'getElementById', 'scripts', 'currentScript', 'head', 'body', 'defaultView', 'documentElement',
    'visibilityState', 'activeElement', 'hasFocus', 'cookie', 'location', 'forms', 'adoptedStyleSheets', 'implementation',
    // What lit asks documents for.
    'createElement', 'createComment', 'createTextNode', 'createTreeWalker', 'importNode'].map((name) => `<img name="${name}" alt="">`),
  ...['addEventListener', 'passport', 'passportWidgets', 'config', 'session', 'trustedTypes'].map((name) => `<form id="${name}" name="config"></form>`),
  '<a id="location"></a><a id="configuration" name="PARTS"></a><a id="PARTS"></a><a id="ENTRY_NAMES"></a>',
].join('');

/** A page's own lit, with the policy that lit makes. */
const OTHER_LIT = `import { html, LitElement } from 'lit';
  customElements.define('other-card', class extends LitElement { render() { return html\`<p>another lit</p>\`; } });`;

/** Who has what tag before us. */
const TAKEN = "customElements.define('imx-balances', class Taken extends HTMLElement {});";

/** What other libraries do to a page: methods wrapped, names added to what every value inherits, a registry of one tree alone. */
const PATCHES = `
  for (const [target, name] of [[Element.prototype, 'attachShadow'], [Element.prototype, 'setAttribute'], [Node.prototype, 'appendChild'],
    [Node.prototype, 'insertBefore'], [EventTarget.prototype, 'addEventListener'], [customElements, 'define']]) {
    const inner = target[name];
    target[name] = function (...values) { window.wrappedCalls = (window.wrappedCalls ?? 0) + 1; return inner.apply(this, values); };
  }
  Array.prototype.last = function () { return this[this.length - 1]; };
  Object.prototype.patched = () => 'by the page';
  try {
    const tree = document.createElement('div').attachShadow({ mode: 'open', customElementRegistry: new CustomElementRegistry() });
    tree.append(document.createElement('passport-login'));
    addEventListener('DOMContentLoaded', () => document.body.append(tree.host));
    window.isScoped = true;
  } catch {
    window.isScoped = false; // This browser has one registry for all trees.
  }`;

async function createFiles(): Promise<Scripts> {
  const { outputFiles: [lit] } = await build({
    stdin: { contents: OTHER_LIT, resolveDir: DIST }, bundle: true, write: false, format: 'esm', logLevel: 'silent',
  });
  return {
    '/other-lit.js': lit!.text,
    '/taken.js': TAKEN,
    '/patches.js': PATCHES,
    // What a page of another release has: the same code under another version.
    '/old.js': readBuilt('passport-widgets.all.js').replace(`"${VERSION}"`, '"0.0.9"'),
  };
}

interface Desk {
  readonly page: FlowTools['page'];
  readonly site: Site;
  readonly emulator: Emulator;
}

const PAIRS = {
  'older-first': ['/warnings.js', '/old.js', '/dist/passport-widgets.js'],
  'older-last': ['/warnings.js', '/dist/passport-widgets.js', '/old.js'],
  twice: ['/warnings.js', '/dist/passport-widgets.js', '/dist/passport-widgets.all.js'],
} as const;

async function startPages(emulator: Emulator): Promise<Site> {
  const entry = getEntry('hash');
  const plans: Record<string, PagePlan> = {
    ...Object.fromEntries(FORMS.map((form) => [`/${form}`, { form }])),
    '/lit': { form: 'hash', body: `<other-card></other-card>${SHOP}`, scripts: ['/other-lit.js', entry, '/setup.js'], policies: 'passport-widgets lit-html' },
    '/taken': { form: 'hash', scripts: ['/warnings.js', '/taken.js', entry, '/setup.js'] },
    '/patched': { form: 'hash', scripts: ['/patches.js', entry, '/setup.js'] },
    '/clobbered': { form: 'hash', markup: CLOBBERING },
    ...Object.fromEntries(Object.entries(PAIRS).map(([name, scripts]) => [`/${name}`, { form: 'hash', scripts: [...scripts, '/setup.js'] }])),
  };
  return startStrictSite(emulator, plans, await createFiles());
}

flow('every built form walks the journey under the strictest policy, beside others', async ({ page, step }) => {
  const emulator = await startTestEmulator();
  const site = await startPages(emulator);
  const desk = { page, site, emulator };
  try {
    emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
    for (const form of FORMS) await step(`the form ${form}: sign in, and see balances`, () => walk(desk, form));
    await step('row 139: beside another lit with its own policy', () => checkOtherLit(desk));
    await step('row 139: with a tag that is taken already', () => checkTaken(desk));
    await step('row 139: on a page that other libraries have patched', () => checkPatched(desk));
    await step('row 142: among markup that takes the names of globals', () => checkClobbered(desk));
    for (const name of Object.keys(PAIRS) as (keyof typeof PAIRS)[]) {
      await step(`row 139: with a second copy, ${name}`, () => checkPair(desk, name));
    }
  } finally {
    await site.close();
    await emulator.close();
  }
});

async function walk({ page, site }: Desk, form: ScriptForm): Promise<void> {
  await page.goto(`${site.origin}/${form}`);
  await page.waitForText('passport-login', 'Sign in');
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('imx-balances', '1,999.99');
  // The last visitor stays for the pages that follow.
  if (form !== FORMS.at(-1)) await forgetVisitor(page);
}

async function checkOtherLit({ page, site }: Desk): Promise<void> {
  await page.goto(`${site.origin}/lit`);

  await page.waitForText('other-card', 'another lit');
  await page.waitForText('imx-balances', '1,999.99');
}

async function checkTaken({ page, site }: Desk): Promise<void> {
  await page.goto(`${site.origin}/taken`);

  await page.waitForText('passport-login', 'tamsin');
  await page.waitFor(() => (window as unknown as { warnings: string[] }).warnings.some((line) => line.includes('<imx-balances> is registered already')), []);
  assert.equal(await page.evaluate(() => customElements.get('imx-balances')?.name), 'Taken');
}

async function checkPatched({ page, site }: Desk): Promise<void> {
  await page.goto(`${site.origin}/patched`);

  await page.waitForText('passport-login', 'tamsin');
  await page.waitForText('imx-balances', '1,999.99');
  assert.ok(await page.evaluate(() => (window as unknown as { wrappedCalls: number }).wrappedCalls) > 5, 'the control: our code has gone through what was wrapped');
}

async function checkClobbered({ page, site }: Desk): Promise<void> {
  await page.goto(`${site.origin}/clobbered`);

  // The control: the names are taken.
  assert.deepEqual(await page.evaluate(() => [document.querySelector, document.createElement, document.importNode].map(String)), Array(3).fill('[object HTMLImageElement]'));
  await page.waitForText('passport-login', 'tamsin');
  await page.waitForText('imx-balances', '1,999.99');
}

async function checkPair({ page, site }: Desk, name: keyof typeof PAIRS): Promise<void> {
  await page.goto(`${site.origin}/${name}`);

  await page.waitForText('passport-login', 'tamsin');
  await page.waitForText('imx-balances', '1,999.99');
  const { version, warnings } = await page.evaluate(() => ({
    version: (window as unknown as Record<symbol, { version: string }>)[Symbol.for('passport-widgets/session@1')]?.version,
    warnings: (window as unknown as { warnings: string[] }).warnings.filter((line) => line.includes('was loaded after')).length,
  }));
  assert.equal(version, name === 'older-first' ? '0.0.9' : VERSION, 'the first copy stays in charge');
  assert.equal(warnings, 1, 'said once');
}
