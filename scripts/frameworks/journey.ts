import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Emulator } from '../../emulator/src/index.js';
import { assertPopupsBlocked, type DriverPage } from '../../test/support/driver/driver-page.js';
import type { Browser, Context } from '../../test/support/driver/driver.js';
import { startTestEmulator } from '../../test/support/emulator.js';
import { startSite, type Site } from '../../test/support/site.js';

const NEWCOMER = 'wren@example.com';

/** What is served of an app. */
export interface ServedApp {
  /** The folder of its built pages. */
  readonly folder: string;
  /** What a server has rendered for `/`. */
  readonly rendered?: string | undefined;
}

function startApp({ folder, rendered }: ServedApp, { addresses: { auth, api, tee, wallet, passport, chain } }: Emulator): Promise<Site> {
  const emulator = JSON.stringify({ auth, api, tee, wallet, passport, chain });
  const index = readFileSync(join(folder, 'index.html'), 'utf8').replace(/(id="emulator"[^>]*>)\{\}/u, (_, start: string) => `${start}${emulator}`);
  return startSite({
    pages: { '/': index.replace('<!--app-->', () => rendered ?? ''), '/callback': index, '/favicon.ico': { body: '', type: 'image/png' } },
    folders: { '/': folder },
  });
}

/** What went wrong on any page of the app so far, that of the window included; the pages write it down themselves. */
async function readProblems(page: DriverPage): Promise<readonly string[]> {
  const problems = await page.evaluate(() => JSON.parse(localStorage.getItem('problems') ?? '[]') as string[]);
  return problems.filter((text) => !text.includes('Lit is in dev mode'));
}

/** The first page as it is loaded: what a framework says of a page that it does not find as it left it, it says here. */
async function load(page: DriverPage, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForText('#said', 'signed-out: nobody, no account, 0 rows');
  assert.deepEqual(await readProblems(page), [], 'nothing on the console of the first load');
  await page.evaluate(() => console.error('said by the test'));
  assert.deepEqual(await readProblems(page), ['/: said by the test'], 'what is on the console is written down');
  await page.evaluate(() => localStorage.removeItem('problems'));
}

async function walk(page: DriverPage, context: Context, emulator: Emulator): Promise<void> {
  const said = '#said';
  emulator.login = { mode: 'auto', email: NEWCOMER };
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText(said, 'signed-in: wren');
  assert.equal((await context.pages()).length, 1, 'the window has closed itself');

  await page.click('imx-register >>> [part~=button]');
  await page.waitForText(said, /wren, 0x[\da-f]{40}, 1 rows/i);
  await page.waitForText('imx-balances', '1.5');
  assert.equal(await page.evaluate(() => document.querySelector('imx-balances')?.hideZero), true, 'what is bound to the status has reached the element');

  await page.reload();
  await page.waitForText(said, /signed-in: .* 1 rows/);
  await page.click('#leave');
  await page.waitForText(said, 'signed-out');
}

/** Walks through an app as a visitor would: sign in through a window, register, see balances, come back, sign out. */
export async function walkThrough(browser: Browser, app: ServedApp): Promise<void> {
  const emulator = await startTestEmulator();
  const { sub } = emulator.world.ensureUser(NEWCOMER);
  emulator.world.holdings.set(sub, new Map([['', 1_500_000_000_000_000_000n]]));
  const site = await startApp(app, emulator);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await assertPopupsBlocked(page);
    await load(page, `${site.origin}/`);
    await walk(page, context, emulator);
    assert.deepEqual(await readProblems(page), [], 'nothing on the console of any page');
  } finally {
    await context.close();
    await site.close();
    await emulator.close();
  }
}
