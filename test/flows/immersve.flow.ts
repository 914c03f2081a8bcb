import assert from 'node:assert/strict';
import type { DriverPage } from '../support/driver/driver-page.js';
import { flow, type FlowTools } from '../support/flow.js';
import {
  chooseWallet, openPage, readNotes, startImmersveShop, type ImmersveShop, type ImmersveWindow,
} from './support/immersve-shop.js';

/** `<immersve-login>` on real pages under a strict policy: every kind of wallet, signing up, and a session over its whole life. */
const SPLIT = 'passport-widgets.js';
const BUNDLES = { 'the split build': SPLIT, 'the single file': 'passport-widgets.all.js' };
const WALLETS = [
  { id: 'eip6963:', method: 'siwe', network: 'polygon-amoy' },
  { id: 'pera', method: 'algorand', network: 'algorand-testnet' },
  { id: 'arc27', method: 'algorand', network: 'algorand-testnet' },
  { id: 'crossmark', method: 'xrpl', network: 'xahau-testnet' },
  { id: 'gemwallet', method: 'xrpl', network: 'xahau-testnet' },
] as const;
const MINUTES_21_MS = 21 * 60_000;
const DAYS_31_MS = 31 * 24 * 3_600_000;

function shopFlow(title: string, bundle: string, body: (tools: FlowTools, shop: ImmersveShop) => Promise<void>): void {
  flow(title, async (tools) => {
    const shop = await startImmersveShop(bundle);
    try {
      await body(tools, shop);
      assert.deepEqual(await readNotes(tools.page, 'violations'), [], 'what the policy refused');
    } finally {
      await shop.close();
    }
  });
}

const list = ({ emulator }: ImmersveShop, path: string): readonly number[] =>
  emulator.requests.list((request) => request.path === path && request.method === 'POST').map(({ status }) => status ?? 0);
const waitSignedIn = (page: DriverPage): Promise<string> => page.waitForText('immersve-login', 'Sign out');
const waitSignedOut = (page: DriverPage): Promise<string> => page.waitForText('immersve-login', 'Sign in with a wallet');
const signOut = (page: DriverPage): Promise<void> => page.click('immersve-login >>> [part~=account] [part~=button]');
const getToken = (page: DriverPage): Promise<string> => page.evaluate(() =>
  (window as unknown as ImmersveWindow).immersve.getAccessToken().then(String, (error: { code?: string }) => error.code ?? String(error)));

/** In Firefox a tab may see late what another has stored, and spend a token again: it is refused, and takes what is there. */
const listRenewals = (shop: ImmersveShop, engine: string): readonly number[] =>
  list(shop, '/auth/token').filter((status) => engine !== 'firefox' || status === 200);

/** Moves the visitor's clock, in all their tabs, and the service's. */
async function moveClocks({ emulator }: ImmersveShop, pages: readonly DriverPage[], byMs: number): Promise<void> {
  emulator.world.clock.shift(byMs);
  for (const page of pages) {
    await page.evaluate((ms: number) => sessionStorage.setItem('shift', String(Number(sessionStorage.getItem('shift') ?? 0) + ms)), byMs);
  }
}

for (const [name, bundle] of Object.entries(BUNDLES)) {
  shopFlow(`<immersve-login> of ${name}: each kind of wallet signs in by clicks, and out`, bundle, async ({ page, step }, shop) => {
    await openPage(page, shop);
    for (const [index, { id, method, network }] of WALLETS.entries()) {
      await step(`${id} by ${method}`, async () => {
        await chooseWallet(page, id);
        await waitSignedIn(page);

        const profile = await page.evaluate(() => (window as unknown as { immersve: { state: { profile?: object } } }).immersve.state.profile);
        assert.deepEqual({ ...profile, ...{ method, network } }, profile);
        assert.deepEqual(list(shop, '/auth/login-complete'), Array.from({ length: index + 1 }, () => 200));
        await signOut(page);
        await waitSignedOut(page);
      });
    }
    await step('the picture of a wallet is drawn, and every session has ended at the service', async () => {
      await page.click('immersve-login >>> [part~=button]');
      await page.waitFor(() => {
        const image = document.querySelector('immersve-login')?.shadowRoot?.querySelector('img');
        return image?.complete && image.naturalWidth > 0;
      }, [], { what: 'the icon' });
      assert.deepEqual(list(shop, '/auth/logout'), WALLETS.map(() => 200));
      assert.deepEqual(await readNotes(page, 'seen'), WALLETS.flatMap(({ method }) => [`immersve-login ${method}`, 'immersve-logout']));
    });
  });
}

shopFlow('<immersve-login>: an account is made where there is none, and used where there is one', SPLIT, async ({ page, step }, shop) => {
  const retry = 'immersve-login >>> [part~=retry]:first-of-type';
  await step('without auto-signup, the failure offers to create it', async () => {
    await openPage(page, shop, '/plain.html');
    await chooseWallet(page, 'pera');
    await page.waitForText('immersve-login', 'Create an account');
    await page.click(retry);
    await waitSignedIn(page);
    assert.deepEqual([list(shop, '/auth/login-init'), list(shop, '/auth/signup')], [[403], [200]]);
  });
  await step('where it exists, signing up offers to sign in; tokens in memory end with the page', async () => {
    await openPage(page, shop, '/signup.html');
    await waitSignedOut(page);
    await chooseWallet(page, 'pera');
    await page.waitForText('immersve-login', 'Sign in to the account');
    await page.click(retry);
    await waitSignedIn(page);
    assert.deepEqual([list(shop, '/auth/login-init'), list(shop, '/auth/signup')], [[403, 200], [200, 403]]);
  });
});

shopFlow('<immersve-login>: a session over reloads, tabs, renewals, its end, and a logout', SPLIT, async ({ engine, page, context, step }, shop) => {
  await openPage(page, shop);
  await chooseWallet(page, 'eip6963:');
  await waitSignedIn(page);
  const asked = shop.emulator.requests.list(() => true).length;
  const second = await context.newPage();

  await step('it is there after a reload and in a second tab, without a request', async () => {
    await page.reload();
    await waitSignedIn(page);
    await openPage(second, shop);
    await waitSignedIn(second);
    assert.equal(shop.emulator.requests.list(() => true).length, asked);
  });

  await step('two tabs whose tokens have ended renew them by one request: a refresh token works once', async () => {
    const before = await getToken(page);
    await moveClocks(shop, [page, second], MINUTES_21_MS);
    const tokens = await Promise.all([page, second, page, second].map(getToken));
    assert.deepEqual([new Set(tokens).size, tokens.filter((token) => /^[A-Z_]+$/.test(token))], [1, []], 'one token, and no code instead');
    assert.notEqual(tokens[0], before);
    assert.deepEqual(listRenewals(shop, engine), [200]);
  });

  await step('an access token that lives shorter is renewed sooner', async () => {
    shop.emulator.faults.set('immersve:access-life', { times: 1, params: { ms: 200_000 } });
    await page.evaluate(() => (window as unknown as ImmersveWindow).immersve.refresh());
    const token = await getToken(page);
    await moveClocks(shop, [page, second], 150_000);
    assert.notEqual(await getToken(page), token);
    assert.deepEqual(listRenewals(shop, engine), [200, 200, 200]);
  });

  await step('when it has ended, both tabs say so, and the visitor can sign in again', async () => {
    await moveClocks(shop, [page, second], DAYS_31_MS);
    assert.equal(await getToken(page), 'IMMERSVE_SESSION_EXPIRED');
    await page.waitForText('immersve-login', 'Sign in again');
    await waitSignedOut(second);
    await chooseWallet(page, 'crossmark', '[part~=retry]');
    await Promise.all([page, second].map(waitSignedIn));
  });

  await step('signing out in one tab is signing out in both, and at the service', async () => {
    await signOut(second);
    await Promise.all([page, second].map(waitSignedOut));
    assert.deepEqual(list(shop, '/auth/logout'), [200]);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('immersve'))), []);
    await second.close();
  });
});
