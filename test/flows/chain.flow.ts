import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GRAPH_FOLDER } from '../../scripts/build/rollup-options.js';
import type { Graph } from '../../scripts/build/record-graph.js';
import { flow, type FlowTools } from '../support/flow.js';
import { startShop, type Shop } from './support/shop.js';

/** The first journey on Immutable Chain, for somebody whose tokens were on Immutable X and were moved. */
for (const options of [
  { walletTransport: 'iframe', isStrict: true, bundle: '/dist/passport-widgets.js' },
  { walletTransport: 'tee', isStrict: false, bundle: '/dist/passport-widgets.all.js' },
] as const) {
  const { walletTransport, isStrict } = options;
  flow(`Immutable Chain: sign in, register, see balances by ${walletTransport}${isStrict ? ' under a strict policy' : ', one file'}`, async (tools) => {
    const shop = await startShop({ ...options, network: 'immutable-chain' });
    try {
      await arrive(tools, shop);
      if (isStrict) await changeNetwork(tools, shop);
    } finally {
      await shop.close();
    }
  });
}

/** Signs in as a user of Immutable X, registers on the chain, and sees what was moved. */
async function arrive({ page, step }: FlowTools, { emulator, site }: Shop): Promise<void> {
  const tamsin = emulator.world.findUserByEmail('tamsin@example.com');

  await step('open the page and sign in through the window', async () => {
    await page.goto(`${site.origin}/`);
    await page.waitForText('passport-login', 'Sign in');
    emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
    await page.click('passport-login >>> [part~=button]');
    await page.waitForText('passport-login', 'tamsin');
    await page.waitFor(() => document.querySelector('imx-balances')?.matches(':state(unregistered)'), []);
  });

  await step('register on the chain, with one signature and one request', async () => {
    await page.click('imx-register >>> [part~=button]');
    await page.waitFor(() => document.querySelector('imx-register')?.matches(':state(registered)'), []);
    const seen = await page.evaluate(() => JSON.parse(sessionStorage.getItem('seen') ?? '[]') as string[]);
    assert.deepEqual(
      seen.filter((entry) => entry.startsWith('imx-register-progress')).map((entry) => entry.split(' ')[1]),
      ['connect-wallet', 'sign', 'submit', 'confirm'],
    );
    assert.ok(tamsin?.zkEvm, 'the emulator has verified the signature');
    assert.deepEqual(emulator.signatures.list().map(({ text, count }) => [text, count]), [['Only sign this message from Immutable Passport', 1]]);
    assert.equal(emulator.requests.list().filter(({ method, path }) => method === 'POST' && path.endsWith('/counterfactual-address')).length, 1, 'one POST');
  });

  await step('see exact balances of IMX and tokens', async () => {
    for (const amount of ['42', '1.2345', '1,999.99']) await page.waitForText('imx-balances', amount);
    await page.waitFor(() => (document.querySelector('imx-balances') as unknown as { balances: unknown[] }).balances.length === 3, []);
    assert.equal(await page.evaluate(() => document.querySelector('imx-balances')?.matches(':state(partial)')), false);
    assert.deepEqual(await page.evaluate(() => JSON.parse(sessionStorage.getItem('violations') ?? '[]') as string[]), []);
  });

  await step('reload, and see them again from the stored session', async () => {
    await page.reload();
    await page.waitForText('passport-login', 'tamsin');
    await page.waitForText('imx-balances', '1,999.99');
  });
}

/** Goes to the other network on the page, whose code has not been there until now. */
async function changeNetwork({ page, step }: FlowTools, { emulator }: Shop): Promise<void> {
  await step('load no code of the other network and ask none of its services', async () => {
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.deepEqual(findRooms(loaded), ['chain']);
    assert.equal(emulator.requests.list().filter(({ role, method }) => role === 'api' && method !== 'OPTIONS').length, 0);
  });

  await step('change the attribute, and see the account of the other network', async () => {
    const [before, after] = await page.evaluate(() => {
      const login = document.querySelector('passport-login') as unknown as { network: string; session?: unknown };
      const read = (): string => document.querySelector('imx-balances')?.shadowRoot?.querySelector('[role=list]')?.ariaLabel ?? '';
      const label = read();
      login.network = 'immutable-x';
      return [label, read()];
    });
    assert.equal(before, after, 'the rows stay until the account has changed');
    await page.waitForText('imx-balances', '1.2345');
    await page.waitFor((label) => {
      const now = document.querySelector('imx-balances')?.shadowRoot?.querySelector('[role=list]')?.ariaLabel;
      return now !== undefined && now !== null && now !== label;
    }, [before]);
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.deepEqual(findRooms(loaded), ['chain', 'imx']);
  });
}

/** The rooms of networks of which a page has loaded code, by what the build says is in its files. */
function findRooms(urls: readonly string[]): string[] {
  const { chunks } = JSON.parse(readFileSync(`${GRAPH_FOLDER}passport-widgets.json`, 'utf8')) as Graph;
  const modules = chunks.filter(({ file }) => urls.some((url) => new URL(url).pathname.endsWith(`/${file}`))).flatMap((chunk) => Object.keys(chunk.modules));
  assert.ok(modules.length > 20, 'the files of the build are those of the page');
  return ['chain', 'imx'].filter((room) => modules.some((module) => module.startsWith(`src/${room}/`)));
}
