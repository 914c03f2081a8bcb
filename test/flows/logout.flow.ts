import assert from 'node:assert/strict';
import { flow, type FlowTools } from '../support/flow.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { startShop, type Shop } from './support/shop.js';

/** Signing out in a hidden frame: the element on the callback page ends it, and the page stays where it is. */
const BUTTON = 'passport-login >>> [part~=account] [part~=button]';

function silentFlow(title: string, body: (tools: FlowTools, shop: Shop) => Promise<void>): void {
  flow(title, async (tools) => {
    const shop = await startShop({ logoutMode: 'silent' });
    try {
      await signIn(tools.page, shop);
      await body(tools, shop);
    } finally {
      await shop.close();
    }
  });
}

/** Signs in, and marks the document, so that another one is noticed. */
async function signIn(page: DriverPage, { emulator, site }: Shop): Promise<void> {
  emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
  await page.goto(`${site.origin}/`);
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('passport-login', 'tamsin');
  await page.evaluate(() => void Object.assign(window, { isSame: true }));
}

const readPage = (page: DriverPage): Promise<object> => page.evaluate(() => ({
  isSame: 'isSame' in window,
  frames: document.querySelectorAll('iframe[src*="/v2/logout"]').length,
  records: Object.keys(localStorage).filter((key) => key.startsWith('oidc.')).length,
  error: (document.querySelector('passport-login') as { error?: { code?: string } } | null)?.error?.code ?? 'none',
}));

silentFlow('a silent logout ends the session here and at the service', async ({ page, context, step }, shop) => {
  const { emulator, site } = shop;
  await step('by the element on the callback page, in a frame, without a window', async () => {
    await page.click(BUTTON);
    await page.waitForText('passport-login', 'Sign in');
    await page.waitFor(() => (JSON.parse(sessionStorage.getItem('seen') ?? '[]') as string[]).includes('passport-logout'), []);
    await page.waitFor(() => document.querySelector('iframe[src*="/v2/logout"]') === null, [], { what: 'the frame to go' });

    assert.deepEqual(await readPage(page), { isSame: true, frames: 0, records: 0, error: 'none' });
    assert.deepEqual(emulator.requests.list(({ path }) => path === '/v2/logout').map(({ status }) => status), [302]);
    assert.equal(site.requests.filter((path) => path === '/signed-out.html').length, 1, 'the way back, in the frame');
    assert.equal((await context.pages()).length, 1, 'no window');
  });

  await step('whoever signs in next is asked', async () => {
    // From here on the login page asks by itself, and only those without a session at the service.
    emulator.login = { mode: 'page' };
    const known = await context.pages();
    await page.click('passport-login >>> [part~=button]');
    const popup = await context.waitForPopup(known);
    await popup.waitFor(() => document.querySelector('form') !== null, [], { what: 'the login page' });
    await popup.close();
  });
});

silentFlow('row 85: a silent logout that does not come back is said to have failed; here nobody is signed in', async ({ page, step }, { emulator }) => {
  await step('after ten seconds, and the frame is gone', async () => {
    emulator.faults.set('identity:logout-stays');
    await page.click(BUTTON);
    await page.waitForText('passport-login', 'Sign-out did not finish');
    await page.waitFor(() => (JSON.parse(sessionStorage.getItem('seen') ?? '[]') as string[]).includes('passport-error LOGOUT_ERROR'), []);

    assert.deepEqual(await readPage(page), { isSame: true, frames: 0, records: 0, error: 'LOGOUT_ERROR' });
  });
});
