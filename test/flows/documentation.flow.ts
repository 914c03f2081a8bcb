import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { flow, type FlowTools } from '../support/flow.js';
import { waitUntil, type DriverPage } from '../support/driver/driver-page.js';
import { startSdkSite, type SdkSite } from './support/sdk-site.js';

/**
 * The documentation's snippets, as it prints them: only the import path changes, and the owner whose balances are
 * asked for stays the documentation's. Each is a file of its own, in a page as the documentation describes it.
 */
const read = (name: string): string => readFileSync(new URL(`../sdk/snippets/${name}.txt`, import.meta.url), 'utf8')
  .replace('"@imtbl/sdk"', '"passport-widgets/sdk"');

const INSTANCE = `
  import { passport } from 'passport-widgets/sdk';
  import type { IMXProvider, UserProfile } from 'passport-widgets/sdk/passport';
  const passportInstance = new passport.Passport(window.passportOptions);
  const done = (name, value) => { document.querySelector('#' + name + ' + output').textContent = String(value ?? 'done'); };
  const fail = (name, error) => done(name, 'failed: ' + error.type + ' ' + error.code);
  const on = (name, run) => document.querySelector('#' + name).addEventListener('click', () => run().then((value) => done(name, value), (error) => fail(name, error)));
`;

const PAGE = `${INSTANCE}
  on('login', async () => (await passportInstance.login())?.email);
  on('logout', async () => { await passportInstance.logout(); });
  on('connect', async () => {
    ${read('connect-imx')}
    return typeof provider.getAddress;
  });
  on('cached', async () => {
    ${read('cached-login')}
    return userProfile?.email ?? 'nobody';
  });
  on('register', async () => {
    const provider = await passportInstance.connectImx();
    ${read('register')}
    return provider.isRegisteredOffchain();
  });
  window.isReady = true;
`;

const BALANCES = `${read('list-balances')}
  document.querySelector('#balances').addEventListener('click', async () => {
    const output = document.querySelector('#balances + output');
    // The emulator's address is not the documentation's: the request is what is looked at.
    let asked = '';
    window.fetch = async (url) => { asked = String(url); return Response.json({ result: [], cursor: '', remaining: 0 }); };
    const response = await listBalances();
    output.textContent = asked + ' ' + JSON.stringify(response);
  });
`;

const BUTTONS = ['login', 'cached', 'connect', 'register', 'logout', 'balances'].map((id) => `<p><button id="${id}">${id}</button><output></output></p>`).join('');

async function press(page: DriverPage, id: string, expected: string | RegExp): Promise<string> {
  await page.evaluate((id) => { (document.querySelector(`#${id} + output`) as HTMLElement).textContent = ''; }, id);
  await page.click(`#${id}`);
  await page.waitFor((id) => document.querySelector(`#${id} + output`)?.textContent, [id], { what: `${id} to end` });
  return page.waitForText(`#${id} + output`, expected);
}

async function open(page: DriverPage, { site }: SdkSite): Promise<void> {
  await page.goto(`${site.origin}/`);
  await page.waitFor(() => (window as unknown as { isReady?: boolean }).isReady, []);
}

flow('the snippets of the documentation run with only the import path changed', async (tools: FlowTools) => {
  const { page, context, step } = tools;
  const bench = await startSdkSite({
    entries: { page: PAGE, callback: `${INSTANCE}\n${read('login-callback')}`, balances: BALANCES },
    pages: {
      '/': `<main>${BUTTONS}</main><script type="module" src="/app/page.js"></script><script type="module" src="/app/balances.js"></script>`,
      '/redirect': '<script type="module" src="/app/callback.js"></script>',
    },
    options: { redirectUri: '/redirect', logoutRedirectUri: '/', audience: 'platform_api', scope: 'openid offline_access email transact' },
  });
  try {
    await step('cached login finds nobody at first', async () => {
      await open(page, bench);
      assert.equal(await press(page, 'cached', 'nobody'), 'nobody');
    });
    await step('login, with the callback page', async () => {
      bench.emulator.login = { mode: 'auto', email: 'nova@example.com' };
      await press(page, 'login', 'nova@example.com');
      assert.equal((await context.pages()).length, 1, 'the callback page has closed its window');
    });
    await step('cached login after a reload', async () => {
      await open(page, bench);
      await press(page, 'cached', 'nova@example.com');
    });
    await step('registering, once', async () => {
      await press(page, 'register', 'true');
      await press(page, 'register', 'true');
      assert.equal(bench.emulator.requests.list(({ path, method }) => method === 'POST' && path.endsWith('/passport/users')).length, 1);
    });
    await step('logout', async () => {
      await page.click('#logout');
      await waitUntil(async () => bench.emulator.requests.list(({ path }) => path === '/v2/logout').length === 1, { what: 'the logout at the service' });
      await page.waitFor(() => (window as unknown as { isReady?: boolean }).isReady, []);
      assert.equal(await page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('oidc.user:'))), false);
    });
    await step('connectImx signs in first, in the same click', async () => {
      await open(page, bench);
      await press(page, 'connect', 'function');
    });
    await step('listBalances', async () => {
      const text = await press(page, 'balances', 'remaining');
      assert.ok(text.startsWith('https://api.x.immutable.com/v2/balances/0x0000000000000000000000000000000000000000'), text);
    });
  } finally {
    await bench.close();
  }
});
