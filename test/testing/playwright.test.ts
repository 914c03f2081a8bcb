import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Emulator } from '../../emulator/src/index.js';
import { createPlaywrightPassport, type PlaywrightPassport } from '../../src/testing.js';
import { launchChromium } from '../emulator/support/frame-page.js';
import { startTestEmulator } from '../support/emulator.js';
import type { Site } from '../support/site.js';
import { startTestShop } from './support/shop.js';

let emulator: Emulator;
let site: Site;
before(async () => {
  emulator = await startTestEmulator();
  site = await startTestShop(emulator);
});
after(async () => {
  await site.close();
  await emulator.close();
});

describe('createPlaywrightPassport', () => {
  const visitor = { email: 'tamsin@example.com', clientId: 'my-shop' };
  let browser: Browser;
  let page: Page;
  let passport: PlaywrightPassport;

  before(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    // Playwright's own `Page` is what the types ask for.
    passport = createPlaywrightPassport(emulator);
    await passport.watchEvents(page);
    await passport.signIn(page, { ...visitor, origin: site.origin });
  });
  after(() => browser.close());

  it('signs in once: who signs out is signed out, also after a reload', async () => {
    await page.goto(`${site.origin}/`);
    const { reason } = await passport.waitForEvent(page, 'passport-session-change');
    assert.equal(reason, 'restored');
    await page.waitForFunction(() => document.querySelector('passport-login')?.matches(':state(signed-in)'));

    await page.evaluate(() => document.querySelector('passport-login')?.logout());
    await passport.waitForEvent(page, 'passport-logout');
    await page.reload();

    await page.waitForFunction(() => document.querySelector('passport-login')?.matches(':state(signed-out)'));
  });

  it('row 147: leaves pages of other origins alone', async () => {
    await page.goto(`${site.otherOrigin}/`);

    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('oidc.'))), []);
  });

  it('row 146: puts no token of the admin API into a page', async () => {
    const texts = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

    assert.equal(texts.includes(emulator.adminToken), false);
  });

  it('says which events there were when one does not come', async () => {
    await assert.rejects(passport.waitForEvent(page, 'imx-register', { timeoutMs: 1 }), /Waited 1 ms in vain for imx-register\. Events so far: /);
  });
});
