import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/src/index.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { flow } from '../support/flow.js';
import { signOut } from './support/sign-out.js';
import { startShop } from './support/shop.js';

/** One wallet for a page, whatever else the page loads, and none left behind by who has gone. */

flow('two copies of the bundle on one page', async ({ page, step }) => {
  const { site, emulator, close } = await startShop({ secondBundle: '/dist/passport-widgets.all.js' });
  try {
    await step('row 88: share one frame of the wallet', async () => {
      await signInAndRegister(page, emulator, site.origin);

      assert.equal(countFrames(emulator), 1);
      assert.equal(await page.evaluate((origin) => [...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(origin)).length, emulator.addresses.wallet), 1);
    });
  } finally {
    await close();
  }
});

flow('signing out on a page that has not used the wallet', async ({ page, step }) => {
  const { site, emulator, close } = await startShop();
  try {
    await step('row 106: ends the session that an earlier page has left in the wallet, once', async () => {
      await signInAndRegister(page, emulator, site.origin);
      await page.reload();
      await page.waitForText('passport-login', 'nova');
      assert.equal(countCalls(emulator, 'magic_auth_logout'), 0);

      await signOut(page);

      assert.equal(countCalls(emulator, 'magic_auth_logout'), 1);
      assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('passport-widgets.wallet.')).length), 0);
    });

    await step('leaves a wallet alone that nobody has used', async () => {
      const frames = countFrames(emulator);
      await page.click('passport-login >>> [part~=button]');
      await page.waitForText('passport-login', 'nova');
      await signOut(page);

      assert.equal(countFrames(emulator), frames);
    });
  } finally {
    await close();
  }
});

async function signInAndRegister(page: DriverPage, emulator: Emulator, origin: string): Promise<void> {
  emulator.login = { mode: 'auto', email: 'nova@example.com' };
  await page.goto(`${origin}/`);
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('passport-login', 'nova');
  await page.click('imx-register >>> [part~=button]');
  await page.waitFor(() => document.querySelector('imx-register')?.matches(':state(registered)'), []);
}

function countFrames({ requests }: Emulator): number {
  return requests.list(({ role, path }) => role === 'wallet' && path === '/send').length;
}

/** How often frames have asked for something; a method by its name in the body. */
function countCalls({ requests }: Emulator, method: string): number {
  return requests.list(({ role, path, body }) => role === 'wallet' && path === '/__rpc' && body.includes(method)).length;
}
