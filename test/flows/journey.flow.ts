import assert from 'node:assert/strict';
import { flow, type FlowTools } from '../support/flow.js';
import { signOut } from './support/sign-out.js';
import { startShop, type Shop } from './support/shop.js';

/** The first journey: a visitor signs in, registers, sees exact balances, comes back, and leaves. */
for (const options of [
  { walletTransport: 'iframe', isStrict: true, bundle: '/dist/passport-widgets.js' },
  // Its pages ask a stranger at the end; whom they have asked before is judged there.
  { walletTransport: 'tee', isStrict: false, bundle: '/dist/passport-widgets.all.js', policy: { 'connect-src': "'self' http://localhost:*" } },
] as const) {
  const { walletTransport, isStrict } = options;
  flow(`sign in, register, see balances, sign out by ${walletTransport}${isStrict ? ' under a strict policy' : ', one file'}`, async (tools) => {
    const shop = await startShop(options);
    try {
      await runJourney(tools, shop, options);
    } finally {
      await shop.close();
    }
  });
}

async function runJourney(tools: FlowTools, shop: Shop, { walletTransport, isStrict }: { readonly walletTransport: string; readonly isStrict: boolean }): Promise<void> {
  // The second wallet journey is that of one user in 32, whose key other libraries get wrong.
  await arrive(tools, shop, walletTransport === 'iframe' ? 'nova@example.com' : 'grit@example.com');
  await comeBack(tools, shop);
  await tools.step('no page has asked anybody but this site and the hosts that are configured', () => findOthers(tools.page, shop, isStrict));
}

/** Judges whom the pages have asked; a request to somebody else, at the end, shows that it would have been seen. */
async function findOthers(page: FlowTools['page'], { emulator, site }: Shop, isStrict: boolean): Promise<void> {
  const { auth, api, tee, wallet, passport } = emulator.addresses;
  const configured = [site.origin, auth, api, tee, wallet, passport];
  const readOthers = async (): Promise<string[]> => {
    const asked = await page.evaluate(() => JSON.parse(localStorage.getItem('asked') ?? '[]') as string[]);
    assert.ok([site.origin, auth, api].every((origin) => asked.includes(origin)), asked.join());
    return asked.filter((origin) => !configured.includes(origin));
  };
  assert.deepEqual(await readOthers(), []);

  // A strict policy lets nothing else out, and each step looks for what it has refused.
  if (isStrict) return;
  const stranger = emulator.addresses.admin;
  await page.evaluate((url) => void fetch(url, { mode: 'no-cors' }).catch(() => undefined), `${stranger}/pixel.png`);
  await page.waitFor((origin) => (localStorage.getItem('asked') ?? '').includes(origin), [stranger]);
  assert.deepEqual(await readOthers(), [stranger]);
}

/** Signs in for the first time, and registers. */
async function arrive({ page, context, step }: FlowTools, { emulator, site }: Shop, newcomer: string): Promise<void> {
  await step('open the page, signed out', async () => {
    await page.goto(`${site.origin}/`);
    await page.waitForText('passport-login', 'Sign in');
    assert.deepEqual(await findViolations(page), []);
  });

  await step('sign in through the window', async () => {
    emulator.login = { mode: 'auto', email: newcomer };
    await page.click('passport-login >>> [part~=button]');
    await page.waitForText('passport-login', newcomer.split('@')[0] ?? '');
    assert.equal((await context.pages()).length, 1, 'the window has closed itself');
    assert.equal(await page.evaluate(() => location.search), '', 'nothing of the login is in the address');
  });

  await step('register with visible steps', async () => {
    await page.click('imx-register >>> [part~=button]');
    await page.waitFor(() => document.querySelector('imx-register')?.matches(':state(registered)'), []);
    const seen = await readSeen(page);
    assert.deepEqual(
      seen.filter((entry) => entry.startsWith('imx-register-progress')).map((entry) => entry.split(' ')[1]),
      ['connect-wallet', 'derive-key', 'sign', 'submit', 'confirm'],
    );
    assert.ok(emulator.world.users.find(({ email }) => email === newcomer)?.imx, 'the emulator has verified both signatures');
    assert.equal(emulator.requests.list().filter(({ method, url }) => method === 'POST' && url.includes('/passport/users')).length, 1, 'one POST');
  });

  await step('see that there are no tokens yet', async () => {
    await page.waitForText('imx-balances', /no tokens|nothing/i);
  });

}

/** Leaves, comes back as somebody who has tokens, and leaves for good. */
async function comeBack({ page, step }: FlowTools, { emulator }: Shop): Promise<void> {
  await step('sign out', async () => {
    await signOut(page);
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('oidc.')).length), 0);
  });

  await step('sign in as somebody with tokens, and see exact balances', async () => {
    emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
    await page.click('passport-login >>> [part~=button]');
    await page.waitForText('imx-balances', '1.2345');
    await page.waitForText('imx-balances', '1,999.99');
    assert.deepEqual(await page.evaluate(() => JSON.parse(sessionStorage.getItem('violations') ?? '[]') as string[]), []);
  });

  await step('axe finds nothing to complain about', async () => {
    assert.deepEqual(await findViolations(page), []);
  });

  await step('reload, and still be signed in', async () => {
    await page.reload();
    await page.waitForText('passport-login', 'tamsin');
    await page.waitForText('imx-balances', '1.2345');
  });

  await step('sign out for good', async () => {
    await signOut(page);
    await page.reload();
    await page.waitForText('passport-login', 'Sign in');
  });
}

/** What axe finds on the page, shadow trees included. */
async function findViolations(page: FlowTools['page']): Promise<string[]> {
  return page.evaluate(async () => {
    const page = window as unknown as { runAxe: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { violations } = await page.runAxe();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  });
}

async function readSeen(page: FlowTools['page']): Promise<string[]> {
  return page.evaluate(() => JSON.parse(sessionStorage.getItem('seen') ?? '[]') as string[]);
}
