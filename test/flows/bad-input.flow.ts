import assert from 'node:assert/strict';
import { SEED_SPELLINGS } from '../../emulator/src/imx/seed-spellings.js';
import { flow, type FlowTools } from '../support/flow.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { startShop, type Shop } from './support/shop.js';

/** What a visitor meets when something is wrong: each of these ends, says what happened, and leads on. */

/** Runs a flow on a page of its own. */
function shopFlow(title: string, body: (tools: FlowTools, shop: Shop) => Promise<void>, timeoutMs?: number): void {
  flow(title, async (tools) => {
    const shop = await startShop();
    try {
      await body(tools, shop);
    } finally {
      await shop.close();
    }
  }, { timeoutMs });
}

shopFlow('the page is wrong', async ({ page, step }, { site }) => {
  await step('row 145: a redirect URI on another host is named, with both hosts', async () => {
    await page.goto(`${site.otherOrigin}/wrong-host.html`);
    const text = await page.waitForText('passport-login', 'redirect-uri');
    assert.ok(text.includes(site.otherOrigin) && text.includes(site.origin), text);
    assert.equal(await readCode(page, 'passport-login'), 'INVALID_CONFIGURATION');
  });

  await step('row 51: a callback page that is opened directly explains itself', async () => {
    await page.goto(`${site.origin}/callback.html`);
    await page.waitFor((tag) => (document.querySelector(tag) as { error?: { code?: string } } | null)?.error?.code, ['passport-callback']);
    assert.equal(await readCode(page, 'passport-callback'), 'CALLBACK_OPENED_DIRECTLY');
  });

  await step('row 74: a record that cannot be read is signed out, and works', async () => {
    await page.evaluate(() => localStorage.setItem('oidc.user:http://localhost:8791:journey-shop', '{"id_token":'));
    await page.goto(`${site.origin}/`);
    await page.waitForText('passport-login', 'Sign in');
  });
});

shopFlow('reads fail', async ({ page, step }, { site, emulator }) => {
  await step('sign in', async () => {
    emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
    await page.goto(`${site.origin}/`);
    await page.click('passport-login >>> [part~=button]');
    await page.waitForText('imx-balances', '1.2345');
  });

  for (const [fault, expected] of [
    ['imx:server-error', 'API_UNAVAILABLE'], ['imx:html', 'API_RESPONSE_INVALID'], ['imx:truncated', 'API_RESPONSE_INVALID'],
    ['imx:reset', 'API_UNAVAILABLE'], ['imx:forbidden', 'API_REFUSED'], ['imx:not-found', 'API_NOT_FOUND'],
  ] as const) {
    await step(`row 131: ${fault} is said, and mended by Try again`, async () => {
      emulator.faults.set(fault, { match: '/v2/balances' });
      await page.reload();
      await page.waitFor(() => (document.querySelector('imx-balances') as { error?: unknown } | null)?.error !== undefined, []);
      assert.equal(await readCode(page, 'imx-balances'), expected);

      emulator.faults.clear();
      await page.click('imx-balances >>> [part~=retry]');
      await page.waitForText('imx-balances', '1.2345');
    });
  }

  await step('row 129: an amount that is none is drawn as unknown, and the others stay', async () => {
    emulator.faults.set('imx:bad-balance', { params: { row: 0 } });
    await page.reload();
    await page.waitForText('imx-balances', '—');
    await page.waitForText('imx-balances', '1,999.99');
  });

  await step('row 129: an unknown token is drawn in its smallest units', async () => {
    emulator.faults.clear();
    emulator.faults.set('imx:unknown-token');
    await page.reload();
    await page.waitForText('imx-balances', 'smallest units');
    await page.waitForText('imx-balances', '1.2345');
  });

  await step('row 130: hostile names run nothing and leave nowhere', async () => {
    emulator.faults.clear();
    emulator.faults.set('imx:hostile-token');
    await page.evaluate(() => { window.alert = () => { document.title = 'pwned'; }; });
    await page.reload();
    await page.waitForText('imx-balances', '1.2345');
    assert.equal(await page.evaluate(() => document.title), 'Shop');
    assert.equal(await page.evaluate(() => document.querySelector('imx-balances')?.shadowRoot?.querySelectorAll('img[src^="javascript"]').length), 0);
  });
});

shopFlow('a service asks for the seed message', async ({ page, step }, { site, emulator }) => {
  await step('sign in', async () => {
    emulator.login = { mode: 'auto', email: 'nova@example.com' };
    await page.goto(`${site.origin}/`);
    await page.click('passport-login >>> [part~=button]');
    await page.waitForText('imx-register', 'Set up');
  });

  const [first = '', ...others] = Object.keys(SEED_SPELLINGS);
  await step('row 144: a text that must not be signed is refused, and said to be', async () => {
    emulator.faults.set('imx:seed-message', { params: { spelling: first } });
    await page.click('imx-register >>> [part~=button]');
    await page.waitFor((tag, failed) => document.querySelector(tag)?.matches(failed), ['imx-register', ':state(failed)']);
    assert.equal(await readCode(page, 'imx-register'), 'MESSAGE_REFUSED');
  });

  await step(`row 144: nothing is signed for ${others.length} more spellings`, async () => {
    for (const spelling of others) {
      emulator.faults.set('imx:seed-message', { params: { spelling } });
      assert.equal(await page.evaluate(tryToRegister), 'MESSAGE_REFUSED', spelling);
    }
    // To derive the key, the seed message itself is signed; nothing else ever is.
    assert.deepEqual(emulator.signatures.list().map(({ text }) => text), [SEED_SPELLINGS['exact']]);
    assert.ok(emulator.signatures.count() <= 2, `${emulator.signatures.count()} signatures`);
  });

  await step('row 144: the documented text is signed after all of them', async () => {
    emulator.faults.clear();
    assert.equal(await page.evaluate(tryToRegister), 'registered');
  });

  await step('row 73: storage that throws keeps nobody from signing in', async () => {
    emulator.faults.clear();
    await page.goto(`${site.origin}/no-storage.html`);
    await page.click('passport-login >>> [part~=button]');
    await page.waitForText('passport-login', 'nova');
  });
  // Over forty attempts to register: minutes on a busy machine.
}, 480_000);

/** Registers by code, as a page can. */
async function tryToRegister(): Promise<string> {
  const element = document.querySelector('imx-register') as (Element & { register(): Promise<unknown> }) | null;
  try {
    await element?.register();
    return 'registered';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

async function readCode(page: DriverPage, tag: string): Promise<string | undefined> {
  return page.evaluate((name) => (document.querySelector(name) as { error?: { code?: string } } | null)?.error?.code, tag);
}
