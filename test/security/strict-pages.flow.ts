import assert from 'node:assert/strict';

import { build } from 'esbuild';

import type { Emulator } from '../../emulator/src/index.js';
import { listHosts } from '../../scripts/build/page-policy.js';
import { createEmulatorPreset } from '../../src/shared/environments.js';
import { VERSION } from '../../src/shared/version.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { buildLeakWatch, LEAK_WATCH_PATH } from '../support/flow-leaks.js';
import { startSite, type Site, type SitePage } from '../support/site.js';
import { createForm, DIST, readBuilt, type ScriptForm } from './support/built-files.js';

const CLIENT = 'client-id="strict-shop" environment="emulator"';
const SHOP = `<passport-login ${CLIENT} redirect-uri="/callback.html"></passport-login><imx-balances></imx-balances>`;
const CALLBACK = `<passport-callback ${CLIENT}></passport-callback>`;

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

type Scripts = Readonly<Record<string, string>>;

/** A page that has nothing but scripts of its form and elements. */
interface PagePlan {
  readonly form: ScriptForm;
  readonly body: string;
  /** Addresses of scripts in their order, besides the look for refusals and the setup. Default: the form's own file. */
  readonly scripts?: readonly string[];
  /** Names that `trusted-types` lists besides ours. */
  readonly policies?: string;
  /** Stands between the head and the elements. */
  readonly markup?: string;
}

const getEntry = (form: ScriptForm): string => `/dist/passport-widgets${form === 'hash-all' ? '.all' : ''}.js`;

function createPage({ form, body, scripts = [getEntry(form)], policies = '', markup = '' }: PagePlan, files: Scripts, emulator: Emulator): SitePage {
  const parts = createForm(form);
  const setup = form === 'hash-all' ? '/setup-all.js' : '/setup.js';
  const tags = [...scripts, setup].map((path) => parts.tag(path, files[path] ?? readBuilt(path.replace('/dist/', '')), 'module')).join('');
  const watch = parts.tag(LEAK_WATCH_PATH, files[LEAK_WATCH_PATH] ?? '');
  // And the page's own icon, which some browsers ask for.
  const hosts = Object.entries(listHosts('emulator', createEmulatorPreset(emulator.addresses)))
    .map(([name, list]) => `${name} ${list.join(' ')}${name === 'img-src' ? " 'self'" : ''}`);
  const policy = [
    "default-src 'none'", `script-src ${parts.scriptSrc}`, "style-src 'none'", ...hosts, "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'none'", "require-trusted-types-for 'script'", `trusted-types passport-widgets ${policies}`,
  ];
  return {
    body: `<!doctype html><html lang="en"><head><title>Shop</title>${watch}</head><body><main>${body}</main>${markup}${tags}</body></html>`,
    headers: { 'content-security-policy': policy.join('; ') },
  };
}

async function createFiles(emulator: Emulator): Promise<Scripts> {
  const { auth, api, tee, wallet, passport, chain } = emulator.addresses;
  const config = JSON.stringify({ environment: 'emulator', emulator: { auth, api, tee, wallet, passport, chain } });
  const setup = (entry: string): string => `import { configure } from '${entry}'; configure(${config});`;
  const { outputFiles: [lit] } = await build({
    stdin: { contents: OTHER_LIT, resolveDir: DIST }, bundle: true, write: false, format: 'esm', logLevel: 'silent',
  });
  return {
    '/setup.js': setup('/dist/passport-widgets.js'),
    '/setup-all.js': setup('/dist/passport-widgets.all.js'),
    '/other-lit.js': lit!.text,
    '/taken.js': TAKEN,
    '/patches.js': PATCHES,
    // What a page of another release has: the same code under another version.
    '/old.js': readBuilt('passport-widgets.all.js').replace(`"${VERSION}"`, '"0.0.9"'),
    '/warnings.js': 'window.warnings = []; console.warn = (line) => window.warnings.push(line);',
    [LEAK_WATCH_PATH]: String((await buildLeakWatch()).body),
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
  const files = await createFiles(emulator);
  const entry = getEntry('hash');
  const plans: Record<string, PagePlan> = {
    ...Object.fromEntries(FORMS.map((form) => [`/${form}`, { form, body: SHOP }])),
    '/callback.html': { form: 'hash', body: CALLBACK },
    '/lit': { form: 'hash', body: `<other-card></other-card>${SHOP}`, scripts: ['/other-lit.js', entry], policies: 'lit-html' },
    '/taken': { form: 'hash', body: SHOP, scripts: ['/warnings.js', '/taken.js', entry] },
    '/patched': { form: 'hash', body: SHOP, scripts: ['/patches.js', entry] },
    '/clobbered': { form: 'hash', body: SHOP, markup: CLOBBERING },
    ...Object.fromEntries(Object.entries(PAIRS).map(([name, scripts]) => [`/${name}`, { form: 'hash', body: SHOP, scripts }])),
  };
  const scripts = Object.entries(files).map(([path, body]) => [path, { body, type: 'text/javascript' }] as const);
  const pages = Object.entries(plans).map(([path, plan]) => [path, createPage(plan, files, emulator)] as const);
  return startSite({ pages: Object.fromEntries([...scripts, ...pages]), folders: { '/dist/': DIST } });
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
  if (form !== FORMS.at(-1)) await page.evaluate(() => localStorage.clear());
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
