import assert from 'node:assert/strict';
import { flow, type FlowTools } from '../support/flow.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { startShop, type Shop } from './support/shop.js';

const USERS = '/v2/passport/users';

async function openAs({ page }: FlowTools, { emulator, site }: Shop, email: string): Promise<void> {
  await page.goto(`${site.origin}/`);
  await page.waitForText('passport-login', 'Sign in');
  emulator.login = { mode: 'auto', email };
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('imx-register', 'Set up your account');
}

const waitForState = (page: DriverPage, state: string): Promise<unknown> => (
  page.waitFor((state) => document.querySelector('imx-register')?.matches(`:state(${state})`), [state], { what: `<imx-register> to be ${state}` }));

const countPosts = ({ emulator }: Shop): number => emulator.requests.list(({ path, method }) => method === 'POST' && path === USERS).length;

flow('row 131: one user is registered once: by two tabs, after answers that were lost, and after another site', async (tools) => {
  const { page, context, step } = tools;
  const shop = await startShop({ walletTransport: 'tee' });
  const { emulator, site } = shop;
  try {
    await step('two elements of two tabs register at once: one request', async () => {
      await openAs(tools, shop, 'nova@example.com');
      const other = await context.newPage();
      await other.goto(`${site.origin}/`);
      await other.waitForText('imx-register', 'Set up your account');
      // Long enough for the second tab to begin while the first one waits.
      emulator.faults.set('imx:delay', { match: USERS, params: { ms: 1_500 } });
      for (const tab of [page, other]) {
        await tab.evaluate(() => { void (document.querySelector('imx-register') as unknown as { register(): Promise<unknown> }).register(); });
      }
      for (const tab of [page, other]) await waitForState(tab, 'registered');
      assert.equal(countPosts(shop), 1);
      emulator.faults.clear('imx:delay');
      await other.close();
    });

    await step('a refusal for now is said with its way out, and the retry goes on with the keys at hand', async () => {
      await page.evaluate(() => { localStorage.clear(); });
      await openAs(tools, shop, 'grit@example.com');
      emulator.faults.set('imx:rate-limit', { match: USERS, times: 1 });
      const before = countPosts(shop);
      await page.click('imx-register >>> [part~=button]');
      await page.waitForText('imx-register', 'Goes on with: Registering the account');
      const signed = emulator.signatures.count();
      await page.click('imx-register >>> [part=retry]');
      await waitForState(page, 'registered');
      assert.equal(countPosts(shop) - before, 2, 'the one that was refused, and the one that was not');
      assert.equal(emulator.signatures.count() - signed, 1, 'the request is signed again, the key is not derived again');
    });

    await step('registered on another site: a 409 is success, and the claim shows the account', async () => {
      await page.evaluate(() => { localStorage.clear(); });
      emulator.faults.set('identity:no-claim');
      await openAs(tools, shop, 'tamsin@example.com');
      emulator.faults.clear('identity:no-claim');
      await page.click('imx-register >>> [part~=button]');
      await waitForState(page, 'registered');
      const answers = emulator.requests.list(({ path }) => path === USERS).map(({ status }) => status);
      assert.equal(answers.at(-1), 409);
    });

    await step('an answer that cannot be read is looked for in the claims', async () => {
      await page.evaluate(() => { localStorage.clear(); });
      await openAs(tools, shop, 'lost@example.com');
      // A connection that is cut would make Chromium itself send the request again.
      emulator.faults.set('imx:truncated', { match: USERS, times: 1 });
      const before = countPosts(shop);
      await page.click('imx-register >>> [part~=button]');
      await waitForState(page, 'registered');
      assert.equal(countPosts(shop) - before, 1);
    });
  } finally {
    await shop.close();
  }
});
