import assert from 'node:assert/strict';
import { flow } from '../support/flow.js';
import { FAST, openBench, readEnding } from './support/login-bench.js';
import { callLogin, clickLogin, expectFailure, expectValue, getSub, runRow } from './support/login-ways.js';
import type { EndingName } from './support/login-cells.js';
import type { Cell, RunCell } from './support/login-ways.js';

/**
 * The options that never ask anybody: a session at hand, or a silent renewal. They open no window and leave no page, whatever
 * else is said; the cells of windows say what happens instead.
 */
const VISITOR = 'tamsin@example.com';

/** Signs in, and leaves a session on the page whose tokens are over, or good. */
async function keepSession({ page, bench }: Cell, isOver: boolean): Promise<void> {
  bench.emulator.login = { mode: 'auto', email: VISITOR };
  if (isOver) bench.emulator.faults.set('identity:short-lived', { params: { seconds: 1, which: 'both' } });
  await openBench(page, bench.site.origin);
  await clickLogin(page, {});
  assert.equal((await readEnding(page)).value, getSub(bench, VISITOR));
  bench.emulator.faults.clear();
  bench.emulator.requests.clear();
}

/** Calls `login` on the page opened anew, with a click unless it is to be nobody's. */
async function ask(cell: Cell, options: object, { isClick = true, fast }: { isClick?: boolean; fast?: readonly [number, number] } = {}): ReturnType<typeof readEnding> {
  const { page, bench, context } = cell;
  await openBench(page, bench.site.origin, { keeps: true, fast });
  if (isClick) await clickLogin(page, options);
  else await callLogin(page, options);
  const ending = await readEnding(page);
  assert.equal((await context.pages()).length, 1, 'no window');
  assert.equal(await page.url(), `${bench.site.origin}/`, 'the page is still here');
  assert.equal(bench.emulator.requests.list().filter(({ path }) => path.startsWith('/authorize')).length, 0, 'nobody is asked');
  return ending;
}

async function succeed(cell: Cell, options: object, isOver: boolean, isClick = true): Promise<string> {
  await keepSession(cell, isOver);
  await expectValue(cell.page, await ask(cell, options, { isClick }), getSub(cell.bench, VISITOR));
  return isOver ? 'renewed' : 'signed in';
}

async function findNobody(cell: Cell, options: object): Promise<string> {
  await openBench(cell.page, cell.bench.site.origin);
  await expectValue(cell.page, await ask(cell, options), null);
  return 'no window: null';
}

async function abort(cell: Cell, options: object): Promise<string> {
  await openBench(cell.page, cell.bench.site.origin);
  const ending = await ask(cell, { ...options, abort: 'before' });
  return expectFailure(cell.page, ending, 'AUTHENTICATION_ERROR', 'ABORTED');
}

/** A session whose renewal the service refuses, or never answers. */
async function failToRenew(cell: Cell, options: object, fault: 'invalid-grant' | 'no-answer'): ReturnType<typeof readEnding> {
  const { faults } = cell.bench.emulator;
  await keepSession(cell, true);
  // Refused late, so that the call is made before the page has found out by itself.
  if (fault === 'invalid-grant') faults.set('identity:delay', { match: '/oauth/token', params: { ms: 1_500 } });
  faults.set(`identity:${fault}`, { match: '/oauth/token' });
  return ask(cell, options, fault === 'no-answer' ? { fast: FAST.request } : {});
}

/** Documented: a cached session that fails is told; afterwards there is none. */
async function refuse(cell: Cell, options: object): Promise<string> {
  const text = await expectFailure(cell.page, await failToRenew(cell, options, 'invalid-grant'), 'NOT_LOGGED_IN_ERROR', 'SESSION_EXPIRED');
  await clickLogin(cell.page, options);
  await expectValue(cell.page, await readEnding(cell.page, 1), null);
  return `${text}, then null`;
}

function createRow(options: object, own: Pick<Record<EndingName, RunCell>, 'success' | 'denied' | 'timed out'>): Record<EndingName, RunCell> {
  return {
    ...own,
    closed: (cell) => findNobody(cell, options),
    blocked: async (cell) => `no window: ${await succeed(cell, options, false, false)}`,
    aborted: (cell) => abort(cell, options),
  };
}

for (const way of ['popup', 'redirect'] as const) {
  const rest = way === 'redirect' ? { useRedirectFlow: true } : {};
  const cached = { useCachedSession: true, ...rest };
  flow(`login without asking: useCachedSession, ${way}`, (tools) => runRow(tools, { option: 'useCachedSession', way }, createRow(cached, {
    success: (cell) => succeed(cell, cached, false),
    denied: (cell) => refuse(cell, cached),
    'timed out': async (cell) => expectFailure(cell.page, await failToRenew(cell, cached, 'no-answer'), 'SILENT_LOGIN_ERROR', 'REFRESH_FAILED'),
  })));

  const silent = { useSilentLogin: true, ...rest };
  const toNull = async (cell: Cell, fault: 'invalid-grant' | 'no-answer'): Promise<string> => {
    await expectValue(cell.page, await failToRenew(cell, silent, fault), null);
    return 'null, never throws';
  };
  flow(`login without asking: useSilentLogin, ${way}`, (tools) => runRow(tools, { option: 'useSilentLogin', way }, createRow(silent, {
    success: (cell) => succeed(cell, silent, true),
    denied: (cell) => toNull(cell, 'invalid-grant'),
    'timed out': (cell) => toNull(cell, 'no-answer'),
  })));
}
