import assert from 'node:assert/strict';
import type { RecordedRequest } from '../../emulator/src/core/requests.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { flow } from '../support/flow.js';
import { startShop, type Shop } from './support/shop.js';

const KEYS = '/.well-known/jwks.json';
const TOKEN = '/oauth/token';
const REGISTER = '/v2/passport/users';

/** What a visitor can do while the keys that prove a session cannot be had. */
for (const jwks of [undefined, 'require'] as const) {
  flow(`row 70: the authority's keys cannot be reached${jwks ? ', on a site that requires them' : ''}`, async ({ page, step }) => {
    const shop = await startShop({ jwks });
    const { emulator, site } = shop;
    const open = async (email: string): Promise<void> => {
      emulator.login = { mode: 'auto', email };
      await page.goto(`${site.origin}/`);
      await page.waitForText('passport-login', 'Sign in');
    };
    try {
      emulator.faults.set('identity:unavailable', { match: KEYS });
      if (jwks) {
        await step('signing in fails with its code, stores nothing, and works once the keys are there', async () => {
          await open('nova@example.com');
          await page.click('passport-login >>> [part~=button]');
          await page.waitFor((code) => (document.querySelector('passport-login') as { error?: { code?: string } } | null)?.error?.code === code, ['JWKS_UNAVAILABLE']);
          assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('oidc.'))), []);

          emulator.faults.clear();
          await page.click('passport-login >>> [part~=retry]');
          await page.waitForText('passport-login', 'nova');
        });
        return;
      }

      await step('who has just signed in registers, by the receipt of the tokens', async () => {
        await open('nova@example.com');
        await page.click('passport-login >>> [part~=button]');
        await page.waitForText('passport-login', 'nova');
        await register(page);
        assert.equal(countBeforeRegistration(shop, 0), 1, 'the code was exchanged, and nothing refreshed');
      });

      await step('a restored session registers after exactly one refresh', async () => {
        await page.evaluate(() => localStorage.clear());
        await open('grit@example.com');
        await page.click('passport-login >>> [part~=button]');
        await page.waitForText('passport-login', 'grit');
        const sinceId = emulator.requests.list().at(-1)?.id ?? 0;
        await page.reload();
        await page.waitForText('passport-login', 'grit');

        await register(page);
        assert.equal(countBeforeRegistration(shop, sinceId), 1);
      });
    } finally {
      await shop.close();
    }
  });
}

async function register(page: DriverPage): Promise<void> {
  await page.click('imx-register >>> [part~=button]');
  await page.waitFor(() => document.querySelector('imx-register')?.matches(':state(registered)'), []);
}

/** How often the token endpoint was asked between a request and the one that registers the user. */
function countBeforeRegistration({ emulator }: Shop, sinceId: number): number {
  const later = emulator.requests.list(({ id }) => id > sinceId);
  const isPost = (path: string) => (request: RecordedRequest): boolean => request.method === 'POST' && request.path === path;
  const end = later.findIndex(isPost(REGISTER));
  assert.ok(end >= 0, 'the user was registered');
  return later.slice(0, end).filter(isPost(TOKEN)).length;
}
