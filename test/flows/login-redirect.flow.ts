import assert from 'node:assert/strict';
import { flow } from '../support/flow.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { FAST, openBench, readCallbackEnding, readEnding } from './support/login-bench.js';
import {
  ASKING_WAYS, callLogin, clickLogin, expectAuthorize, expectFailure, expectNothingLeft, expectValue, getSub, runRow,
} from './support/login-ways.js';
import type { Cell, LoginWay } from './support/login-ways.js';

/**
 * The same options by leaving the page. There is no window that could be blocked or closed: what happens
 * instead is asserted as well. The option `useRedirectFlow` itself also beats an element that says `flow="popup"`.
 */
const VISITOR = 'nova@example.com';

interface Row {
  readonly option: string;
  readonly way: 'popup' | 'redirect';
  readonly login: LoginWay;
}

const redirect = (login: LoginWay): LoginWay => ({ ...login, options: { ...login.options, useRedirectFlow: true } });
const [none] = ASKING_WAYS as [LoginWay];

const ROWS: readonly Row[] = [
  ...ASKING_WAYS.map((login) => ({ option: login.name, way: 'redirect' as const, login: redirect(login) })),
  { option: 'useRedirectFlow', way: 'redirect', login: redirect(none) },
  { option: 'useRedirectFlow', way: 'popup', login: { ...redirect(none), options: { useRedirectFlow: true, by: 'element' } as LoginWay['options'] } },
];

for (const { option, way, login } of ROWS) {
  flow(`login by redirect: ${option}${way === 'popup' ? ', asked of flow="popup"' : ''}`, (tools) => runRow(tools, { option, way }, {
    success: (cell) => succeed(cell, login, (page) => clickLogin(page, login.options)),
    denied: (cell) => deny(cell, login),
    closed: (cell) => turnBack(cell, login),
    // There is no window to block: it works without a click too.
    blocked: async (cell) => `no window: ${await succeed(cell, login, (page) => callLogin(page, login.options))}`,
    'timed out': (cell) => waitInVain(cell, login),
    aborted: async ({ page, bench }) => {
      await openBench(page, bench.site.origin);
      await clickLogin(page, { ...login.options, abort: 'before' });
      const text = await expectFailure(page, await readEnding(page), 'AUTHENTICATION_ERROR', 'ABORTED');
      assert.equal(await page.url(), `${bench.site.origin}/`, 'the page is still here');
      return text;
    },
  }));
}

async function succeed({ page, bench }: Cell, login: LoginWay, start: (page: DriverPage) => Promise<void>): Promise<string> {
  bench.emulator.login = { mode: 'auto', email: VISITOR };
  await openBench(page, bench.site.origin);
  await start(page);
  await expectValue(page, await readCallbackEnding(page), getSub(bench, VISITOR));
  assert.equal(await page.url(), `${bench.site.origin}/callback.html`, 'row 29: nothing of the login is in the address');
  expectAuthorize(bench, login, null);
  return 'signed in';
}

async function deny({ page, bench }: Cell, login: LoginWay): Promise<string> {
  bench.emulator.login = { mode: 'deny' };
  await openBench(page, bench.site.origin);
  await clickLogin(page, login.options);
  return expectFailure(page, await readCallbackEnding(page), 'AUTHENTICATION_ERROR', 'LOGIN_DENIED');
}

/** Row 55: who turns back finds a page that waits for nothing, signed out. */
async function turnBack({ context, bench }: Cell, login: LoginWay): Promise<string> {
  bench.emulator.login = { mode: 'stay' };
  // A tab of its own: over BiDi, Firefox now and then loads nothing more in a tab that went back.
  const page = await context.newPage();
  await openBench(page, bench.site.origin);
  await clickLogin(page, login.options);
  await page.waitFor(() => document.title === 'Please wait', [], { what: 'the login page' });
  await page.back();
  await page.waitFor(() => (window as unknown as { isReady?: boolean }).isReady, []);
  const status = await page.waitFor(() => {
    const { state } = (window as unknown as { getSession(): { state: { status: string } } }).getSession();
    return state.status !== 'restoring' && state.status;
  }, []);
  assert.equal(status, 'signed-out');
  assert.deepEqual(await page.evaluate(() => (window as unknown as { pending?: number }).pending ?? 0), 0);
  await page.close();
  return 'back, signed out';
}

/** The token endpoint takes the request and never answers. */
async function waitInVain({ page, bench }: Cell, login: LoginWay): Promise<string> {
  bench.emulator.login = { mode: 'auto', email: VISITOR };
  bench.emulator.faults.set('identity:no-answer', { match: '/oauth/token' });
  await openBench(page, bench.site.origin, { fast: FAST.request });
  await clickLogin(page, login.options);
  const ending = await readCallbackEnding(page);
  await expectNothingLeft(page);
  return expectFailure(page, ending, 'AUTHENTICATION_ERROR', 'TIMEOUT');
}
