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

/** The session of the tab has the account that the service has. */
async function checkAccount(page: DriverPage, { emulator }: Shop, email: string): Promise<void> {
  const drawn = await page.evaluate(async () => {
    const { getSession } = await import('/dist/passport-widgets.js' as string) as { getSession(): { state: { account?: { address: string } } } };
    return getSession().state.account?.address;
  });
  assert.equal(drawn?.toLowerCase(), emulator.world.findUserByEmail(email)?.imx?.ethAddress.toLowerCase());
}

/** Two tabs of one visitor begin at once. */
async function registerInTwoTabs(tools: FlowTools, shop: Shop): Promise<void> {
  const { page, context } = tools;
  await openAs(tools, shop, 'nova@example.com');
  const other = await context.newPage();
  await other.goto(`${shop.site.origin}/`);
  await other.waitForText('imx-register', 'Set up your account');
  // Long enough for the second tab to begin while the first one waits.
  shop.emulator.faults.set('imx:delay', { match: USERS, params: { ms: 800 } });
  for (const tab of [page, other]) {
    await tab.evaluate(() => { void (document.querySelector('imx-register') as unknown as { register(): Promise<unknown> }).register(); });
  }
  for (const tab of [page, other]) await waitForState(tab, 'registered');
  assert.equal(countPosts(shop), 1);
  for (const tab of [page, other]) await checkAccount(tab, shop, 'nova@example.com');
  shop.emulator.faults.clear('imx:delay');
  await other.close();
}

/** The service has no time for the request, and has it for the second. */
async function retryRefused(tools: FlowTools, shop: Shop): Promise<void> {
  const { emulator } = shop;
  await openAs(tools, shop, 'grit@example.com');
  emulator.faults.set('imx:rate-limit', { match: USERS, times: 1 });
  const before = countPosts(shop);
  await tools.page.click('imx-register >>> [part~=button]');
  await tools.page.waitForText('imx-register', 'Goes on with: Registering the account');
  const signed = emulator.signatures.count();
  await tools.page.click('imx-register >>> [part=retry]');
  await waitForState(tools.page, 'registered');
  assert.equal(countPosts(shop) - before, 2, 'the one that was refused, and the one that was not');
  assert.equal(emulator.signatures.count() - signed, 1, 'the request is signed again, the key is not derived again');
}

/** The tokens at hand are of a time before the registration. */
async function registerElsewhere(tools: FlowTools, shop: Shop): Promise<void> {
  const { emulator } = shop;
  emulator.faults.set('identity:no-claim');
  await openAs(tools, shop, 'tamsin@example.com');
  emulator.faults.clear('identity:no-claim');
  const [before, account] = [countPosts(shop), emulator.world.findUserByEmail('tamsin@example.com')?.imx];
  await tools.page.click('imx-register >>> [part~=button]');
  await waitForState(tools.page, 'registered');
  assert.equal(emulator.requests.list(({ path }) => path === USERS).at(-1)?.status, 409);
  assert.equal(countPosts(shop) - before, 1, 'it is not asked again');
  assert.deepEqual(emulator.world.findUserByEmail('tamsin@example.com')?.imx, account, 'the account is the one there was');
  await checkAccount(tools.page, shop, 'tamsin@example.com');
}

flow('row 131: one user is registered once: by two tabs, after a refusal for now, and after another site', async (tools) => {
  const shop = await startShop({ walletTransport: 'tee' });
  const leave = (): Promise<void> => tools.page.evaluate(() => { localStorage.clear(); });
  try {
    await tools.step('two elements of two tabs register at once: one request', () => registerInTwoTabs(tools, shop));
    await leave();
    await tools.step('a refusal for now is said with its way out, and the retry goes on with the keys at hand', () => retryRefused(tools, shop));
    await leave();
    await tools.step('registered on another site: a 409 is success, and the claim shows the account', () => registerElsewhere(tools, shop));
  } finally {
    await shop.close();
  }
});
