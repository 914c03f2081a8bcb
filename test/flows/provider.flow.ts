import assert from 'node:assert/strict';
import { flow, type FlowTools } from '../support/flow.js';
import { waitUntil, type DriverPage } from '../support/driver/driver-page.js';
import { isPairChosen } from './support/login-cells.js';
import { CONFIRMATIONS, createPeople, PROVIDER_ENDINGS, PROVIDER_FUNCTIONS } from './support/provider-cells.js';
import type { ProviderEnding, ProviderFunction } from './support/provider-cells.js';
import { startShop, type Shop } from './support/shop.js';

/** Our own question in the page. */
const QUESTION = '[data-passport-widgets=approval]';

/**
 * Every method of the provider that moves something, by both ways to the wallet, with every ending. `npm test` runs each
 * cell in one of the three engines; `npm run journey -- provider` all of them in each.
 */
interface Desk {
  /** What the button calls in the visitor's click. */
  next: { readonly method: string; readonly argument: unknown };
  ending?: { readonly value?: unknown; readonly type?: string; readonly code?: string };
  provider: Record<string, (argument?: unknown) => Promise<unknown>>;
  /** Reasons of the session's changes. */
  reasons: string[];
}

async function prepare({ page }: FlowTools, { emulator, site }: Shop, email: string): Promise<void> {
  emulator.login = { mode: 'auto', email };
  await page.goto(`${site.origin}/`);
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('passport-login', email.split('@')[0] ?? '');
  await page.evaluate(async () => {
    const desk = window as unknown as Desk;
    const { getSession } = await import('/dist/passport-widgets.js' as string) as { getSession(): { connectImx(): Promise<Desk['provider']> } };
    desk.provider = await getSession().connectImx();
    desk.reasons = [];
    addEventListener('passport-session-change', ({ reason }) => desk.reasons.push(reason));
    const button = document.createElement('button');
    button.id = 'act';
    button.textContent = 'Go';
    document.querySelector('main')?.prepend(button);
    button.addEventListener('click', () => {
      const { method, argument } = desk.next;
      // What has no value arrives as null.
      desk.provider[method]?.(...argument === null ? [] : [argument]).then(
        (value) => { desk.ending = { value }; },
        (error: { type?: string; code?: string }) => { desk.ending = { type: error.type ?? '', code: error.code ?? String(error) }; },
      );
    });
  });
}

/** Calls a method in a click. */
async function begin(page: DriverPage, method: string, argument: unknown): Promise<void> {
  await page.evaluate((method, argument) => {
    const desk = window as unknown as Desk;
    delete desk.ending;
    desk.next = { method, argument };
  }, method, argument);
  await page.click('#act');
}

const readEnding = (page: DriverPage, what = 'the call'): Promise<NonNullable<Desk['ending']>> => (
  page.waitFor(() => (window as unknown as Desk).ending, [], { what: `${what} to end` }));

/** Calls a method in a click, and gives how it ended. */
async function act(page: DriverPage, method: string, argument: unknown = null): Promise<NonNullable<Desk['ending']>> {
  await begin(page, method, argument);
  return readEnding(page, method);
}

/** As `act`, and the visitor closes the confirmation page. */
async function actAndClose({ page, context }: FlowTools, method: string, argument: unknown): Promise<NonNullable<Desk['ending']>> {
  const known = await context.pages();
  await begin(page, method, argument);
  const popup = await context.waitForPopup(known);
  await popup.waitFor(() => document.readyState === 'complete' && location.pathname.endsWith('/transaction'), [], { what: 'the confirmation page' });
  await popup.close();
  return readEnding(page, method);
}

/** As `act`, where the question is our own: the page shows it, because the browser blocks windows. */
async function actAndAnswer({ page }: FlowTools, it: ProviderFunction, argument: unknown, ending: ProviderEnding): Promise<NonNullable<Desk['ending']>> {
  await page.evaluate(() => {
    const { open } = window;
    Object.assign(window, { open: () => null, unblock: () => Object.assign(window, { open }) });
  });
  await begin(page, it.method, argument);
  if (ending !== 'unregistered') {
    const text = await page.waitFor((selector) => document.querySelector(selector)?.shadowRoot?.querySelector('dialog')?.innerText, [QUESTION], { what: 'our own question' });
    assert.match(text, /0\.01 ETH/);
    if (ending === 'closed') await page.press('Escape');
    else await page.click(`${QUESTION} >>> ${ending === 'rejected' ? '.harmless' : '.go'}`);
  }
  const result = await readEnding(page, it.method);
  await page.evaluate(() => void (window as unknown as { unblock(): void }).unblock());
  return result;
}

/** What a cell has to end with. */
function expectEnding({ type, isGuarded }: ProviderFunction, ending: ProviderEnding): { readonly type?: string; readonly code?: string } {
  if (ending === 'unregistered') return { type: 'USER_NOT_REGISTERED_ERROR', code: 'USER_NOT_REGISTERED_ERROR' };
  if (ending === 'approved' || (ending === '403' && !isGuarded)) return {};
  return ending === '403' ? { type: 'SERVICE_UNAVAILABLE_ERROR', code: 'SERVICE_UNAVAILABLE_ERROR' } : { type, code: 'TRANSACTION_REJECTED' };
}

async function runCell(tools: FlowTools, shop: Shop, it: ProviderFunction, ending: ProviderEnding): Promise<string> {
  const { emulator } = shop;
  const { page, context } = tools;
  const argument = await it.createArgument(createPeople(shop));
  emulator.confirmation = CONFIRMATIONS[ending];
  emulator.requests.clear();
  if (ending === '403') emulator.faults.set('guardian:forbidden', { match: '/guardian/' });

  const isClosed = ending === 'closed' && it.isGuarded;
  const call = it.isGuarded ? isClosed ? actAndClose(tools, it.method, argument) : act(page, it.method, argument) : actAndAnswer(tools, it, argument, ending);
  const { value, type, code } = await call;

  emulator.faults.clear();
  const expected = expectEnding(it, ending);
  // A page that comes to the front late, on a busy machine, takes the window for one that was cut off.
  const seen = isClosed && code === 'CONFIRMATION_CUT_OFF' ? 'TRANSACTION_REJECTED' : code;
  assert.deepEqual({ type, code: seen }, { type: expected.type, code: expected.code });
  const finals = emulator.requests.list(({ method, path }) => method === it.final.method && it.final.path.test(path));
  assert.deepEqual(finals.map(({ status }) => status), expected.code === undefined ? [200] : [], 'what was signed and sent');
  // The window's own end may be told after that of the call.
  await waitUntil(async () => (await context.pages()).length === 1, { what: 'every window to be gone' });
  return code ?? Object.keys(value as object).join(' ');
}

const TRANSPORTS = ['iframe', 'tee'] as const;

/** The cells of a flow, and each one's place in the whole table. */
function listCells(transport: number, isUnregistered: boolean): readonly { readonly it: ProviderFunction; readonly ending: ProviderEnding; readonly place: number }[] {
  const all = PROVIDER_FUNCTIONS.flatMap((it, row) => PROVIDER_ENDINGS.map((ending, column) => ({ it, ending, place: transport + row + column })));
  return all.filter(({ ending }) => (ending === 'unregistered') === isUnregistered);
}

for (const [index, walletTransport] of TRANSPORTS.entries()) {
  for (const isUnregistered of [false, true]) {
    flow(`the provider, ${walletTransport}, ${isUnregistered ? 'not registered' : 'registered'}`, async (tools) => {
      const shop = await startShop({ walletTransport });
      const failures: unknown[] = [];
      try {
        await tools.step('sign in, and connect', () => prepare(tools, shop, isUnregistered ? 'nova@example.com' : 'tamsin@example.com'));
        await tools.step('what opens no window', () => askPlainly(tools, shop, isUnregistered));
        for (const { it, ending, place } of listCells(index, isUnregistered)) {
          if (!isPairChosen(tools.engine, place)) continue;
          let text = 'FAILED';
          await tools.step(`${it.name}: ${ending}`, async () => { text = await runCell(tools, shop, it, ending); })
            .catch((error: unknown) => failures.push(error));
          tools.say(`cell ${JSON.stringify({ name: it.name, transport: walletTransport, ending, text })}`);
        }
        if (!isUnregistered) await tools.step('a transfer is seen in <imx-balances>', () => seeTransfer(tools, shop));
        else await tools.step('registering, and then an address', () => register(tools));
      } finally {
        await shop.close();
      }
      if (failures.length > 0) throw failures[0];
    });
  }
}

async function askPlainly({ page, context }: FlowTools, { emulator }: Shop, isUnregistered: boolean): Promise<void> {
  assert.equal((await act(page, 'isRegisteredOffchain')).value, !isUnregistered);
  const { value, code } = await act(page, 'getAddress');
  const address = emulator.world.findUserByEmail('tamsin@example.com')?.imx?.ethAddress;
  assert.deepEqual({ value, code }, isUnregistered ? { value: undefined, code: 'USER_NOT_REGISTERED_ERROR' } : { value: address, code: undefined });
  for (const method of ['isRegisteredOnchain', 'deposit', 'prepareWithdrawal', 'completeWithdrawal']) {
    assert.equal((await act(page, method, {})).code, 'OPERATION_NOT_SUPPORTED_ERROR');
  }
  assert.equal((await context.pages()).length, 1);
}

async function seeTransfer({ page }: FlowTools, shop: Shop): Promise<void> {
  const getEther = (): Promise<string> => page.waitFor(() => {
    const { balances } = document.querySelector('imx-balances') as unknown as { balances: { token: { address: string }; amount: bigint }[] };
    return balances.find(({ token }) => token.address === 'ETH')?.amount.toString();
  }, [], { what: 'the balance' });
  const before = await getEther();
  await page.evaluate(() => { (window as unknown as Desk).reasons = []; });
  shop.emulator.confirmation = { mode: 'approve' };
  const [it] = PROVIDER_FUNCTIONS;
  assert.ok(it);

  const { code } = await act(page, it.method, await it.createArgument(createPeople(shop)));

  assert.equal(code, undefined);
  await page.waitFor((before) => {
    const { balances } = document.querySelector('imx-balances') as unknown as { balances: { token: { address: string }; amount: bigint }[] };
    const now = balances.find(({ token }) => token.address === 'ETH')?.amount;
    return now !== undefined && BigInt(before) - now === 10_000_000_000_000_000n;
  }, [before], { what: 'the balance after the transfer' });
  assert.deepEqual(await page.evaluate(() => (window as unknown as Desk).reasons), ['transacted']);
}

async function register({ page }: FlowTools): Promise<void> {
  assert.deepEqual((await act(page, 'registerOffchain')).value, { tx_hash: '' });
  assert.match(String((await act(page, 'getAddress')).value), /^0x[0-9a-f]{40}$/i);
}
