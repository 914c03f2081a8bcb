import assert from 'node:assert/strict';

import type { Emulator } from '../../emulator/src/index.js';
import { DIST, findFileOf, readBuilt } from '../security/support/built-files.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { buildLeakWatch, forgetVisitor, LEAK_WATCH_PATH, LEAK_WATCH_TAG } from '../support/flow-leaks.js';
import { startSite, type Site, type SitePage } from '../support/site.js';
import { createPolicy } from './support/shop.js';

type Pages = Record<string, string | SitePage>;

const CLIENT = 'client-id="early-shop" environment="emulator"';
const BUTTON = 'passport-login >>> [part~=button]';
const VISITOR = 'tamsin';
/** The file in which the element comes. */
const FILE = findFileOf('src/elements/passport-login/passport-login.ts');

/** Notes what the page is told, and which windows it got, in their order. */
const WATCH = `window.notes = [];
  for (const type of ['passport-login-start', 'passport-login', 'passport-error']) {
    document.addEventListener(type, (event) => notes.push([type, event.error?.code ?? ''].join(' ').trim()));
  }
  const { open } = window;
  window.open = (...values) => {
    const opened = open.apply(window, values);
    notes.push(opened ? 'window' : 'no window');
    return opened;
  };`;

const createPage = (body: string, script: string): string => `<!doctype html><html lang="en"><head>
  <meta name="referrer" content="no-referrer"><title>Shop</title>${LEAK_WATCH_TAG}<script src="/watch.js"></script></head>
  <body>${body}<script type="module" src="${script}"></script></body></html>`;

interface Desk {
  readonly tools: FlowTools;
  readonly site: Site;
  /** What the site serves, which steps change. */
  readonly pages: Pages;
}

async function createPages(emulator: Emulator): Promise<Pages> {
  const { auth, api, tee, wallet, passport, chain } = emulator.addresses;
  const script = (body: string): SitePage => ({ body, type: 'text/javascript' });
  const setup = `import { configure } from '/dist/passport-widgets.js';
    configure(${JSON.stringify({ environment: 'emulator', emulator: { auth, api, tee, wallet, passport, chain } })});`;
  const shop = `<passport-login ${CLIENT} redirect-uri="/callback.html"></passport-login>`;
  return {
    '/': createPage(shop, '/setup.js'),
    '/strict': { body: createPage(shop, '/setup.js'), headers: { 'content-security-policy': createPolicy(emulator) } },
    '/twice': createPage(shop, '/twice.js'),
    '/callback.html': createPage(`<passport-callback ${CLIENT}></passport-callback>`, '/setup.js'),
    '/watch.js': script(WATCH),
    '/setup.js': script(setup),
    '/twice.js': script(`${setup} await import('/copy/passport-widgets.js'); window.isTwice = true;`),
    [LEAK_WATCH_PATH]: await buildLeakWatch(),
  };
}

/** What stands on the page now. */
const look = ({ tools: { page } }: Desk) => page.evaluate(() => {
  const host = document.querySelector('passport-login');
  const buttons = [...host?.shadowRoot?.querySelectorAll('button') ?? []];
  return {
    isDefined: customElements.get('passport-login') !== undefined,
    isMarked: host?.hasAttribute('data-passport-drawn'),
    buttons: buttons.length,
    isBusy: buttons[0]?.ariaBusy === 'true',
    isLarge: (buttons[0]?.getBoundingClientRect().height ?? 0) >= 44,
    notes: (window as unknown as { notes: string[] }).notes,
  };
});

/** Opens a page and waits for the button; the element's file is held until the function that this gives is called. */
async function openHeld({ tools: { page }, site, pages }: Desk, path: string): Promise<() => void> {
  let release = (): void => {};
  const until = new Promise<void>((resolve) => { release = resolve; });
  pages[`/dist/${FILE}`] = { body: readBuilt(FILE), type: 'text/javascript', until };
  await page.goto(`${site.origin}${path}`);
  await page.waitForText('passport-login', 'Sign in');
  return release;
}

/** Signs in by a button that is no element yet, then lets the element come. */
async function signInEarly(desk: Desk, path: string, press: () => Promise<void>): Promise<void> {
  const { page, context } = desk.tools;
  const release = await openHeld(desk, path);
  const known = await context.pages();
  assert.deepEqual(await look(desk), { isDefined: false, isMarked: true, buttons: 1, isBusy: false, isLarge: true, notes: [] });

  await press();
  await context.waitForPopup(known);
  assert.deepEqual(await look(desk), {
    isDefined: false, isMarked: true, buttons: 1, isBusy: true, isLarge: true, notes: ['passport-login-start', 'window'],
  });

  release();
  await page.waitForText('passport-login', VISITOR);
  const { isDefined, isMarked, notes } = await look(desk);
  assert.deepEqual({ isDefined, isMarked, notes }, {
    isDefined: true, isMarked: false, notes: ['passport-login-start', 'window', 'passport-login'],
  });
  // The next page finds nobody signed in.
  await forgetVisitor(page);
}


flow('the first button signs in before the element has come', async (tools) => {
  const { page, step } = tools;
  const emulator = await startTestEmulator();
  const pages = await createPages(emulator);
  const headers = (): Record<string, string> => ({ 'cache-control': 'no-store' });
  const site = await startSite({ pages, folders: { '/dist/': DIST, '/copy/': DIST }, headers });
  const desk: Desk = { tools, site, pages };
  const click = (): Promise<void> => page.click(BUTTON);
  emulator.login = { mode: 'auto', email: `${VISITOR}@example.com` };
  try {
    await step('row 39: by a click: one window in the gesture, each event once', () => signInEarly(desk, '/', click));
    await step('row 39: by the keyboard', () => signInEarly(desk, '/', async () => {
      await page.evaluate(() => document.querySelector<HTMLElement>('passport-login')?.focus());
      await page.press('Enter');
    }));
    await step('under a policy that allows no style and no other script, with nothing refused', () => signInEarly(desk, '/strict', click));
    await step('row 139: with a second copy, one button, one window, each event once', () => signInEarly(desk, '/twice', async () => {
      await page.waitFor(() => (window as unknown as { isTwice?: boolean }).isTwice, []);
      await click();
    }));
    await step('row 137: where the file is lost, the button says so, and signs in once the file can be had', () => checkLost(desk));
  } finally {
    await site.close();
    await emulator.close();
  }
});

async function checkLost(desk: Desk): Promise<void> {
  const { page } = desk.tools;
  desk.pages[`/dist/${FILE}`] = { body: 'gone', status: 404 };
  await page.goto(`${desk.site.origin}/`);
  await page.click(BUTTON);

  await page.waitForText('passport-login', 'could not be loaded');
  await page.waitFor(() => (window as unknown as { notes: string[] }).notes.length === 3, [], { what: 'the page to be told' });
  assert.deepEqual(await look(desk), {
    isDefined: false, isMarked: true, buttons: 1, isBusy: false, isLarge: true,
    notes: ['passport-login-start', 'window', 'passport-error CODE_UNAVAILABLE'],
  });

  // What was asked for before is lost, too.
  await page.waitFor(() => document.querySelectorAll('html > script').length === 0, [], { what: 'what was asked for to be answered' });
  delete desk.pages[`/dist/${FILE}`];
  await page.click(BUTTON);
  await page.waitForText('passport-login', VISITOR);
  assert.deepEqual((await look(desk)).notes.slice(3), ['passport-login-start', 'window', 'passport-login']);
}
