import assert from 'node:assert/strict';
import { flow } from '../support/flow.js';
import { beginLag, FAST, openBench, readEnding, readLag } from './support/login-bench.js';
import {
  ASKING_WAYS, callLogin, clickLogin, expectAuthorize, expectFailure, expectValue, getSub, runRow,
} from './support/login-ways.js';
import type { Cell, LoginWay } from './support/login-ways.js';

/** Every option under which somebody is asked, in a window of its own: each ending, with its documented type and our code. */
const VISITOR = 'nova@example.com';

/** Opens the login window and leaves it at the login page. */
async function openWindow({ page, context, bench }: Cell, options: object): ReturnType<Cell['context']['waitForPopup']> {
  bench.emulator.login = { mode: 'stay' };
  await openBench(page, bench.site.origin);
  const known = await context.pages();
  await clickLogin(page, options);
  const popup = await context.waitForPopup(known);
  await popup.waitFor(() => document.title === 'Please wait', [], { what: 'the login page' });
  // Nobody closes a window sooner than it can be seen, and one that is gone at once was cut off (row 41). By the page's own
  // timers, however late they are: the watch has to have looked meanwhile.
  await beginLag(page);
  await readLag(page);
  return popup;
}

for (const way of ASKING_WAYS) {
  flow(`login by window: ${way.name}`, (tools) => runRow(tools, { option: way.name, way: 'popup' }, {
    success: (cell) => succeed(cell, way),
    denied: (cell) => deny(cell, way),
    closed: (cell) => close(cell, way),
    blocked: async ({ page, bench }) => {
      await openBench(page, bench.site.origin);
      await callLogin(page, way.options);
      return expectFailure(page, await readEnding(page), 'AUTHENTICATION_ERROR', 'POPUP_BLOCKED');
    },
    'timed out': async (cell) => {
      cell.bench.emulator.login = { mode: 'stay' };
      await openBench(cell.page, cell.bench.site.origin, { fast: FAST.window });
      await clickLogin(cell.page, way.options);
      return expectFailure(cell.page, await readEnding(cell.page), 'AUTHENTICATION_ERROR', 'POPUP_TIMEOUT');
    },
    aborted: async (cell) => {
      await openWindow(cell, { ...way.options, abort: 'later' });
      await cell.page.evaluate(() => (window as unknown as { controller: AbortController }).controller.abort());
      return expectFailure(cell.page, await readEnding(cell.page), 'AUTHENTICATION_ERROR', 'ABORTED');
    },
  }));
}

async function succeed({ page, bench }: Cell, way: LoginWay): Promise<string> {
  bench.emulator.login = { mode: 'auto', email: VISITOR };
  await openBench(page, bench.site.origin);
  await clickLogin(page, way.options);
  const ending = await readEnding(page);
  await expectValue(page, ending, getSub(bench, VISITOR));
  expectAuthorize(bench, way, 'popup');
  return 'signed in';
}

async function deny({ page, bench }: Cell, way: LoginWay): Promise<string> {
  bench.emulator.login = { mode: 'deny' };
  await openBench(page, bench.site.origin);
  await clickLogin(page, way.options);
  return expectFailure(page, await readEnding(page), 'AUTHENTICATION_ERROR', 'LOGIN_DENIED');
}

async function close(cell: Cell, way: LoginWay): Promise<string> {
  const popup = await openWindow(cell, way.options);
  await beginLag(cell.page);
  await popup.close();
  const closedAtMs = Date.now();
  const ending = await readEnding(cell.page);
  const lagMs = await readLag(cell.page);
  assert.ok(ending.atMs - closedAtMs <= 1_000 + lagMs, `row 40: noticed after ${ending.atMs - closedAtMs} ms, timers late by ${lagMs} ms`);
  return expectFailure(cell.page, ending, 'AUTHENTICATION_ERROR', 'POPUP_CLOSED');
}
