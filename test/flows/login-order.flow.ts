import assert from 'node:assert/strict';
import { flow, type FlowTools } from '../support/flow.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { openBench, readCallbackEnding, readEnding, startLoginBench } from './support/login-bench.js';
import { clickLogin, expectNothingLeft, expectValue, getSub } from './support/login-ways.js';
import type { SdkSite } from './support/sdk-site.js';

/** Logins that meet: many callers, several tabs, tabs that go, and callback pages that are opened again. */
const VISITOR = 'nova@example.com';

interface Bench {
  readonly passportInstance: { getUserInfo(): Promise<{ readonly sub: string } | undefined> };
}

function benchFlow(title: string, body: (tools: FlowTools, bench: SdkSite) => Promise<void>): void {
  flow(title, async (tools) => {
    const bench = await startLoginBench();
    try {
      await body(tools, bench);
    } finally {
      await bench.close();
    }
  });
}

const countRequests = ({ emulator }: SdkSite, path: string): number => emulator.requests.list((request) => request.path === path).length;

/** Opens a login window that stays at the login page. */
async function openWindow(page: DriverPage, { context }: FlowTools, { emulator }: SdkSite, options: object = {}): Promise<DriverPage> {
  emulator.login = { mode: 'stay' };
  const known = await context.pages();
  await clickLogin(page, options);
  const popup = await context.waitForPopup(known);
  await popup.waitFor(() => document.title === 'Please wait', [], { what: 'the login page' });
  return popup;
}

/** Lets the login page of a window go on. */
async function letGoOn(popup: DriverPage, { emulator }: SdkSite, email = VISITOR): Promise<void> {
  emulator.login = { mode: 'auto', email };
  await popup.reload().catch(() => {});
}

benchFlow('row 45: twenty callers at once have one window and one user', async (tools, bench) => {
  const { page, context, say } = tools;
  await openBench(page, bench.site.origin);
  const popup = await openWindow(page, tools, bench, { times: 20 });
  assert.equal((await context.pages()).length, 2, 'the page and one window');
  assert.equal(countRequests(bench, '/authorize'), 1);

  await letGoOn(popup, bench);

  for (let index = 0; index < 20; index += 1) assert.equal((await readEnding(page, index)).value, getSub(bench, VISITOR));
  await expectNothingLeft(page);
  assert.equal(countRequests(bench, '/oauth/token'), 1);
  say('figure 20 simultaneous login(): 1 window, 1 authorize request, 1 token request, 20 equal answers');
});

benchFlow('row 46: two tabs sign in at once, each by its own login', async (tools, bench) => {
  const { page, context, say } = tools;
  await openBench(page, bench.site.origin);
  const second = await context.newPage();
  await openBench(second, bench.site.origin);
  const first = { popup: await openWindow(page, tools, bench) };
  const other = { popup: await openWindow(second, tools, bench) };

  // The later one is finished first.
  await letGoOn(other.popup, bench);
  assert.equal((await readEnding(second)).value, getSub(bench, VISITOR));
  await letGoOn(first.popup, bench);

  await expectValue(page, await readEnding(page), getSub(bench, VISITOR));
  assert.equal(countRequests(bench, '/oauth/token'), 2);
  say('figure two tabs at once: 2 users, 2 token requests, no cross-talk');
  await second.close();
});

benchFlow('row 47: a tab that dies in the middle of its login holds up nobody', async (tools, bench) => {
  const { page, context } = tools;
  const dying = await context.newPage();
  await openBench(dying, bench.site.origin);
  const orphan = await openWindow(dying, tools, bench);
  await dying.close();

  await openBench(page, bench.site.origin, { keeps: true });
  const popup = await openWindow(page, tools, bench);
  await letGoOn(popup, bench);
  assert.equal((await readEnding(page)).value, getSub(bench, VISITOR));

  // Row 48: what is left of the first login finishes by itself, for every tab, and closes its window.
  await letGoOn(orphan, bench);
  await context.waitForClosed(orphan);
  assert.equal(countRequests(bench, '/oauth/token'), 2);
  assert.equal(await page.evaluate(async () => (await (window as unknown as Bench).passportInstance.getUserInfo())?.sub), getSub(bench, VISITOR));
});

benchFlow('row 48: the page leaves in the middle of a login', async (tools, bench) => {
  const { page, context } = tools;
  await openBench(page, bench.site.origin);
  const orphan = await openWindow(page, tools, bench);
  await page.goto(`${bench.site.origin}/callback.html`);
  assert.equal((await readCallbackEnding(page)).code, 'CALLBACK_OPENED_DIRECTLY');

  await letGoOn(orphan, bench);
  await context.waitForClosed(orphan);
  assert.equal(countRequests(bench, '/oauth/token'), 1);
  await openBench(page, bench.site.origin, { keeps: true });
  assert.equal(await page.evaluate(async () => (await (window as unknown as Bench).passportInstance.getUserInfo())?.sub), getSub(bench, VISITOR));
});

benchFlow('row 25: a callback page that is opened again asks for no token again', async (tools, bench) => {
  const { page, context, say } = tools;
  bench.emulator.login = { mode: 'auto', email: VISITOR };
  await openBench(page, bench.site.origin);
  await clickLogin(page, { useRedirectFlow: true });
  const user = getSub(bench, VISITOR);
  await expectValue(page, await readCallbackEnding(page), user);
  const url = bench.site.origin + (bench.site.requests.find((path) => path.startsWith('/callback.html?')) ?? assert.fail('no callback'));
  const endings: string[] = [];
  const look = async (what: string, at: DriverPage): Promise<void> => {
    const { value, code } = await readCallbackEnding(at);
    endings.push(`${what}: ${value === undefined ? code : 'signed in'}`);
    assert.equal(countRequests(bench, '/oauth/token'), 1, `${what}: one token request in all`);
    assert.equal(await at.evaluate(() => location.search), '', `${what}: the address is clean`);
  };

  await page.reload();
  await look('reload', page);
  await page.goto(url);
  await look('same URL', page);
  await page.goto(`${bench.site.origin}/`);
  await page.back();
  await look('Back', page);
  const second = await context.newPage();
  await second.goto(url);
  await look('second tab', second);
  await second.close();
  await page.evaluate(() => localStorage.clear());
  await page.goto(url);
  await look('signed out', page);

  assert.equal(endings.find((text) => text.startsWith('same URL')), 'same URL: signed in');
  assert.equal(endings.find((text) => text.startsWith('signed out')), 'signed out: CALLBACK_STATE_INVALID');
  say(`figure callback opened again, 1 token request in all: ${endings.join('; ')}`);
});

benchFlow('row 49: a thousand forged messages from another site change nothing', async (tools, bench) => {
  const { page } = tools;
  bench.emulator.faults.set('identity:hostile-login');
  bench.emulator.login = { mode: 'auto', email: VISITOR };
  await openBench(page, bench.site.origin);
  await page.evaluate(() => {
    const bench = window as unknown as { heard: number };
    bench.heard = 0;
    addEventListener('message', ({ origin }) => { bench.heard += origin === location.origin ? 0 : 1; });
  });
  await clickLogin(page, {});

  await expectValue(page, await readEnding(page), getSub(bench, VISITOR));
  // Messages of another process may come after the answer, which takes a way of its own.
  await page.waitFor(() => (window as unknown as { heard: number }).heard >= 1_000, [], { what: 'a thousand messages' });
});
