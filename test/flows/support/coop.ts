import assert from 'node:assert/strict';
import { flow, type FlowTools } from '../../support/flow.js';
import { beginLag, openBench, readCallbackEnding, readEnding, readLag, startLoginBench } from './login-bench.js';
import { clickLogin, expectNothingLeft, expectValue, getSub } from './login-ways.js';
import type { SdkSite } from './sdk-site.js';

/**
 * Rows 40 to 43: pages and login pages that cut windows off from each other. A visitor takes their time, so that a page
 * that believes "closed" would give up; then the login has to finish all the same. And a window that is closed is
 * noticed, or, where the browser does not say, something is offered.
 */
const VISITOR = 'nova@example.com';

/** What both sides say about their windows. */
export interface Policies {
  readonly host: string;
  /** Whether the callback page is sent with the policy of the host too: the guide advises against it. */
  readonly isOnCallback?: boolean;
  readonly embedder?: string;
  readonly login: string;
  /** A site in the middle of the login cuts off as well. */
  readonly transit?: boolean;
}

/** Declares the flow of one pair of policies. */
export function coopFlow(policies: Policies): void {
  const title = `host ${policies.host}${policies.isOnCallback ? ', callback page too' : ''}${policies.embedder ? ` with ${policies.embedder}` : ''}, login page ${policies.login}${policies.transit ? ' over a third site' : ''}`;
  flow(`COOP: ${title}`, async (tools) => {
    const bench = await startLoginBench({
      head: "window.walletTransport = 'iframe';",
      headers: (path) => ({
        ...(policies.host === 'none' || (path === '/callback.html' && !policies.isOnCallback) ? {} : { 'cross-origin-opener-policy': policies.host }),
        ...(policies.embedder ? { 'cross-origin-embedder-policy': policies.embedder } : {}),
      }),
    });
    const cell = (what: string, text: string): void => tools.say(`coop ${JSON.stringify({ title, what, text })}`);
    try {
      await tools.step('popup: who takes their time is signed in', async () => {
        cell('popup', await signInSlowly(tools, bench, policies));
      });
      await tools.step('popup: a window that is closed is noticed, or the page offers a way on', async () => {
        cell('closed', await close(tools, bench, policies));
      });
      await tools.step('redirect: signed in', async () => {
        prepare(bench, policies, { mode: 'auto', email: VISITOR });
        await openBench(tools.page, bench.site.origin);
        await clickLogin(tools.page, { useRedirectFlow: true });
        await expectValue(tools.page, await readCallbackEnding(tools.page), getSub(bench, VISITOR));
        cell('redirect', 'signed in');
      });
      if (policies.embedder) await tools.step('row 43: a wallet frame that is kept out is said to be', async () => cell('frame', await connectFrame(tools, bench)));
    } finally {
      await bench.close();
    }
  });
}

function prepare({ emulator }: SdkSite, { login, transit }: Policies, mode: SdkSite['emulator']['login']): void {
  emulator.reset();
  emulator.login = mode;
  if (login !== 'none') emulator.faults.set('identity:coop', { params: { value: login } });
  if (transit) emulator.faults.set('identity:coop-transit');
}

/** Opens the login window, and waits as a visitor who looks at it for that long. */
async function openLoginPage({ page, context }: FlowTools, bench: SdkSite, policies: Policies, ms: number): ReturnType<FlowTools['context']['waitForPopup']> {
  prepare(bench, policies, { mode: 'stay' });
  await openBench(page, bench.site.origin);
  const known = await context.pages();
  await clickLogin(page, {});
  const popup = await context.waitForPopup(known);
  await popup.waitFor((ms) => document.title === 'Please wait' && performance.now() > ms, [ms], { what: 'the login page' });
  return popup;
}

async function signInSlowly(tools: FlowTools, bench: SdkSite, policies: Policies): Promise<string> {
  const popup = await openLoginPage(tools, bench, policies, 1_500);
  assert.deepEqual(await tools.page.evaluate(() => (window as unknown as { endings: unknown[] }).endings), [], 'the login goes on');
  bench.emulator.login = { mode: 'auto', email: VISITOR };
  // Reloading is what makes the page go on; it leaves before the driver hears of its end.
  await popup.reload().catch(() => {});
  const ending = await readEnding(tools.page);
  await tools.context.waitForClosed(popup);
  if (policies.isOnCallback && ending.code === 'POPUP_CLOSED') {
    // The window was cut off on its way back, while the callback page was loading: it finishes the login itself.
    await tools.page.waitFor(() => (window as unknown as { getSession(): { state: { status: string } } }).getSession().state.status === 'signed-in', []);
    return 'signed in, after POPUP_CLOSED';
  }
  await expectValue(tools.page, ending, getSub(bench, VISITOR));
  return 'signed in';
}

async function close({ page, context, ...tools }: FlowTools, bench: SdkSite, policies: Policies): Promise<string> {
  // One that is gone sooner was cut off (row 41).
  const popup = await openLoginPage({ page, context, ...tools }, bench, policies, 700);
  await beginLag(page);
  await popup.close();
  const closedAtMs = Date.now();
  const isOver = await page.waitFor(() => {
    const { endings, getSession } = window as unknown as { endings: unknown[]; getSession(): { state: { loginWindow?: string } } };
    return endings.length > 0 ? 'over' : getSession().state.loginWindow === 'unwatched' && 'unwatched';
  }, [], { what: 'the closed window to be noticed' });
  if (isOver === 'unwatched') {
    await page.evaluate(() => (window as unknown as { getSession(): { cancelLogin(): void } }).getSession().cancelLogin());
    assert.equal((await readEnding(page)).code, 'ABORTED');
    await expectNothingLeft(page);
    return 'offers Cancel';
  }
  const ending = await readEnding(page);
  assert.equal(ending.code, 'POPUP_CLOSED');
  const lagMs = await readLag(page);
  assert.ok(ending.atMs - closedAtMs <= 1_000 + lagMs, `noticed after ${ending.atMs - closedAtMs} ms, timers late by ${lagMs} ms`);
  await expectNothingLeft(page, true);
  return `${Math.max(0, ending.atMs - closedAtMs)} ms`;
}

/**
 * The emulator's frame does not say that it may be embedded under these policies, as the live one may not. An engine that
 * does not know the policy embeds it.
 */
async function connectFrame({ page }: FlowTools, { emulator, site }: SdkSite): Promise<string> {
  assert.ok(emulator.world.findUserByEmail(VISITOR));
  await page.goto(`${site.origin}/`);
  await page.waitFor(() => (window as unknown as { isReady?: boolean }).isReady, []);
  await page.evaluate(() => {
    const bench = window as unknown as { passportInstance: { connectImx(): Promise<{ registerOffchain(): Promise<unknown> }> }; frame?: unknown };
    bench.passportInstance.connectImx().then((provider) => provider.registerOffchain()).then(
      () => { bench.frame = { type: 'none' }; },
      (error: { type: string; code: string }) => { bench.frame = { type: error.type, code: error.code }; },
    );
  });
  const { type, code } = await page.waitFor(() => (window as unknown as { frame?: { type: string; code: string } }).frame, [], {
    what: 'the wallet',
  });
  const isIsolated = await page.evaluate(() => self.crossOriginIsolated);
  assert.equal(type, isIsolated ? 'WALLET_CONNECTION_ERROR' : 'none', JSON.stringify({ type, code, isIsolated }));
  return isIsolated ? `${type} ${code}` : 'not isolated here: the frame works';
}
