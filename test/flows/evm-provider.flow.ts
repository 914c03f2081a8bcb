import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GRAPH_FOLDER } from '../../scripts/build/rollup-options.js';
import type { Graph } from '../../scripts/build/record-graph.js';
import { flow, type FlowTools } from '../support/flow.js';
import { waitUntil } from '../support/driver/driver-page.js';
import { startShop, type Shop } from './support/shop.js';

/** What the page keeps between clicks. */
interface Desk {
  /** What the button asks the provider in the visitor's click. */
  next: { readonly method: string; readonly params: readonly unknown[] };
  ending?: { readonly value?: unknown; readonly code?: number };
  provider: { request(request: object): Promise<unknown>; on(name: string, listener: (value: unknown) => void): void };
  heard: unknown[];
  announced: string[];
}

const RECEIVER = '0x00000000000000000000000000000000000b0b00';

/** The provider on a page: from nobody to a signature and a transaction, and to nobody again. */
flow('connectEvm(): sign in, register, sign, transact, sign out', async (tools) => {
  const { page, step } = tools;
  const shop = await startShop({ network: 'immutable-chain', isStrict: true, walletTransport: 'tee' });
  const { emulator } = shop;
  try {
    await step('connect: nobody is asked, and nothing is announced', () => prepare(tools, shop));

    await step('eth_requestAccounts signs in through the window, and registers', async () => {
      emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
      const { value, code } = await act(tools, 'eth_requestAccounts');
      assert.deepEqual({ value, code }, { value: [getAccount(shop)], code: undefined });
      assert.deepEqual(await page.evaluate(() => (window as unknown as Desk).heard), [['accountsChanged', [getAccount(shop)]]]);
    });

    await step('personal_sign: the guardian\'s page, and a signature that the account verifies', async () => {
      emulator.confirmation = { mode: 'approve' };
      const { value } = await act(tools, 'personal_sign', '0x48656c6c6f', getAccount(shop));
      assert.match(String(value), /^0x0002/);
      const { value: answer } = await act(tools, 'eth_call', { to: getAccount(shop), data: encodeCheck(String(value)) });
      assert.equal(String(answer).slice(0, 10), '0x1626ba7e');
    });

    await step('eth_sendTransaction: approved on the page, carried out', async () => {
      const { value } = await act(tools, 'eth_sendTransaction', { from: getAccount(shop), to: RECEIVER, value: '0x5' });
      const { value: receipt } = await act(tools, 'eth_getTransactionReceipt', value);
      assert.equal((receipt as { status: string }).status, '0x1');
      assert.equal((await act(tools, 'eth_getBalance', RECEIVER)).value, '0x5');
    });

    await step('4001 where the visitor rejects on the page, and every window is gone', async () => {
      emulator.confirmation = { mode: 'reject' };
      assert.equal((await act(tools, 'eth_sendTransaction', { to: RECEIVER, value: '0x5' })).code, 4001);
      assert.equal((await act(tools, 'personal_sign', '0x48656c6c6f', getAccount(shop))).code, 4001);
      await waitUntil(async () => (await tools.context.pages()).length === 1, { what: 'every window to be gone' });
      assert.equal((await act(tools, 'eth_getBalance', RECEIVER)).value, '0x5');
    });

    await lookAround(tools, shop);
    await leave(tools, shop);
  } finally {
    await shop.close();
  }
});

async function lookAround({ page, step }: FlowTools, { emulator }: Shop): Promise<void> {
  await step('no code of the other network was loaded, none of its services asked', async () => {
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.deepEqual(findRooms(loaded), ['chain']);
    const others = emulator.requests.list().filter(({ role, method, path }) => role === 'api' && method !== 'OPTIONS' && !path.startsWith('/guardian/'));
    assert.deepEqual(others.map(({ path }) => path), []);
    assert.deepEqual(await page.evaluate(() => (window as unknown as Desk).announced), [], 'nothing was announced');
  });
}

async function leave(tools: FlowTools, shop: Shop): Promise<void> {
  const { page, step } = tools;
  await step('signing out: no account, and 4100', async () => {
    await page.evaluate(() => { (window as unknown as Desk).heard = []; });
    await signOut(tools, shop.site.origin);
    assert.deepEqual(await page.evaluate(() => (window as unknown as Desk).heard), [['accountsChanged', []]]);
    assert.deepEqual((await act(tools, 'eth_accounts')).value, []);
    assert.equal((await act(tools, 'personal_sign', '0x48656c6c6f', getAccount(shop))).code, 4100);
    assert.deepEqual(await page.evaluate(() => JSON.parse(sessionStorage.getItem('violations') ?? '[]') as string[]), []);
  });

  await step('another network: 4900', async () => {
    await page.evaluate(() => { (document.querySelector('passport-login') as unknown as { network: string }).network = 'immutable-x'; });
    await page.waitFor(() => (window as unknown as Desk).heard.some((it) => (it as string[])[0] === 'disconnect'), [], { what: 'the event' });
    assert.equal((await act(tools, 'eth_chainId')).code, 4900);
  });
}

async function prepare({ page, context }: FlowTools, { site, emulator }: Shop): Promise<void> {
  await page.goto(`${site.origin}/`);
  await page.waitForText('passport-login', 'Sign in');
  await page.evaluate(async () => {
    const desk = window as unknown as Desk;
    desk.heard = [];
    desk.announced = [];
    addEventListener('eip6963:announceProvider', (event) => desk.announced.push((event as CustomEvent<{ info: { name: string } }>).detail.info.name));
    const { getSession } = await import('/dist/passport-widgets.js' as string) as { getSession(): { connectEvm(): Promise<Desk['provider']> } };
    desk.provider = await getSession().connectEvm();
    dispatchEvent(new Event('eip6963:requestProvider'));
    for (const name of ['accountsChanged', 'disconnect']) desk.provider.on(name, (value) => desk.heard.push([name, Array.isArray(value) ? value : 'error']));
    const button = document.createElement('button');
    button.id = 'act';
    button.textContent = 'Go';
    document.querySelector('main')?.prepend(button);
    button.addEventListener('click', () => {
      desk.provider.request(desk.next).then(
        (value) => { desk.ending = { value }; },
        (error: { code?: number; message?: string }) => { desk.ending = { code: error.code ?? 0, value: error.message }; },
      );
    });
  });
  assert.equal((await context.pages()).length, 1);
  assert.deepEqual(emulator.requests.list().filter(({ role }) => role === 'chain' && role !== undefined).length, 0);
}

/** Asks the provider in a click, and gives how it ended. */
async function act({ page }: FlowTools, method: string, ...params: readonly unknown[]): Promise<NonNullable<Desk['ending']>> {
  await page.evaluate((method, params) => {
    const desk = window as unknown as Desk;
    delete desk.ending;
    desk.next = { method, params };
  }, method, params);
  await page.click('#act');
  return page.waitFor(() => (window as unknown as Desk).ending, [], { what: `${method} to end` });
}

/** The session's own verb, and the way back of the logout: the page of the provider stays. */
async function signOut({ page }: FlowTools, origin: string): Promise<void> {
  const url = await page.evaluate(async () => {
    const { getSession } = await import('/dist/passport-widgets.js' as string) as { getSession(): { getLogoutUrl(): Promise<string> } };
    return getSession().getLogoutUrl();
  });
  assert.ok(url.includes(encodeURIComponent(origin)));
}

function getAccount({ emulator }: Shop): string {
  return emulator.world.findUserByEmail('tamsin@example.com')?.zkEvm?.ethAddress ?? '';
}

/** `isValidSignature` of the hash of "Hello" (EIP-191). */
function encodeCheck(signature: string): string {
  const hash = 'aa744ba2ca576ec62ca0045eca00ad3917fdf7ffa34fbbae50828a5a69c1580e';
  const bytes = signature.slice(2);
  const word = (value: number): string => value.toString(16).padStart(64, '0');
  return `0x1626ba7e${hash}${word(64)}${word(bytes.length / 2)}${bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0')}`;
}

/** The rooms of networks of which a page has loaded code, by what the build says is in its files. */
function findRooms(urls: readonly string[]): string[] {
  const { chunks } = JSON.parse(readFileSync(`${GRAPH_FOLDER}passport-widgets.json`, 'utf8')) as Graph;
  const modules = chunks.filter(({ file }) => urls.some((url) => new URL(url).pathname.endsWith(`/${file}`))).flatMap((chunk) => Object.keys(chunk.modules));
  assert.ok(modules.length > 20, 'the files of the build are those of the page');
  return ['chain', 'imx'].filter((room) => modules.some((module) => module.startsWith(`src/${room}/`)));
}
