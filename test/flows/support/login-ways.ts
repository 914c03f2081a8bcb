import assert from 'node:assert/strict';
import type { LoginOptions } from '../../../src/session/session-types.js';
import type { FlowTools } from '../../support/flow.js';
import type { DriverPage } from '../../support/driver/driver-page.js';
import { readLeftovers, startLoginBench } from './login-bench.js';
import type { Ending } from './login-bench.js';
import { chooseEndings } from './login-cells.js';
import type { EndingName } from './login-cells.js';
import type { SdkSite } from './sdk-site.js';

/** A way to call `login`, and what the login page has to be told because of it. */
export interface LoginWay {
  readonly name: string;
  readonly options: LoginOptions;
  /** Parameters of the authorize request; null for those that must not be there. */
  readonly params: Readonly<Record<string, string | null>>;
}

const NO_DIRECT = { direct: null, email: null, marketingConsent: null };

function direct(method: string, params: LoginWay['params'], rest: Partial<NonNullable<LoginOptions['directLoginOptions']>> = {}): Pick<LoginWay, 'options' | 'params'> {
  return { options: { directLoginOptions: { directLoginMethod: method, ...rest } }, params: { ...NO_DIRECT, ...params } };
}

/** The documented options under which somebody is asked. */
export const ASKING_WAYS: readonly LoginWay[] = [
  { name: 'none', options: {}, params: { ...NO_DIRECT, third_party_a_id: null } },
  { name: 'anonymousId', options: { anonymousId: 'visitor-17' }, params: { ...NO_DIRECT, third_party_a_id: 'visitor-17' } },
  { name: 'google', ...direct('google', { direct: 'google' }) },
  { name: 'apple', ...direct('apple', { direct: 'apple' }) },
  { name: 'facebook', ...direct('facebook', { direct: 'facebook' }) },
  { name: 'email', ...direct('email', { direct: 'email', email: 'nova@example.com' }, { email: 'nova@example.com' }) },
  {
    name: 'email, marketing consent',
    ...direct('email', { direct: 'email', email: 'nova@example.com', marketingConsent: 'opted_in' }, { email: 'nova@example.com', marketingConsentStatus: 'opted_in' }),
  },
];

/** What a cell works with. */
export interface Cell {
  readonly page: DriverPage;
  readonly context: FlowTools['context'];
  readonly bench: SdkSite;
}

/** Runs one cell and gives what the table prints; throws when it is not what is documented. */
export type RunCell = (cell: Cell) => Promise<string>;

/** How many rows this file has run. */
let rowCount = 0;

/** Runs the row of one option and way: every chosen ending, each a step, however the others end. */
export async function runRow(
  tools: FlowTools, row: { readonly option: string; readonly way: 'popup' | 'redirect' }, cells: Readonly<Record<EndingName, RunCell>>,
): Promise<void> {
  const bench = await startLoginBench();
  const failures: unknown[] = [];
  try {
    for (const ending of chooseEndings(tools.engine, rowCount++)) {
      let text = 'FAILED';
      await tools.step(`${row.option}, ${row.way}: ${ending}`, async () => {
        bench.emulator.reset();
        await closeOthers(tools);
        text = await cells[ending]({ page: tools.page, context: tools.context, bench });
        assert.equal((await tools.context.pages()).length, 1, 'no window is left');
      }).catch((error: unknown) => failures.push(error));
      tools.say(`cell ${JSON.stringify({ ...row, ending, text })}`);
    }
  } finally {
    await bench.close();
  }
  if (failures.length > 0) throw failures[0];
}

async function closeOthers({ context, page }: FlowTools): Promise<void> {
  for (const other of await context.pages()) if (other !== page) await other.close();
}

/** Calls `login` in a click of the visitor. */
export async function clickLogin(page: DriverPage, options: object): Promise<void> {
  await page.evaluate((options) => void Object.assign(window, { nextOptions: options }), options);
  await page.click('#login');
}

/** Calls `login` out of a timer, as nobody's click. */
export async function callLogin(page: DriverPage, options: object): Promise<void> {
  await page.evaluate((options) => {
    setTimeout(() => (window as unknown as { login(options: object): void }).login(options), 0);
  }, options);
}

/** Checks that a call failed as documented, that nothing is left behind, and gives the text of the cell. */
export async function expectFailure(page: DriverPage, ending: Ending, type: string, code: string): Promise<string> {
  assert.deepEqual({ type: ending.type, code: ending.code }, { type, code }, JSON.stringify(ending));
  // Where the browser does not say for sure that a window is closed, its login may still come back.
  await expectNothingLeft(page, code === 'POPUP_CLOSED');
  return `${type} ${code}`;
}

/** Checks that a call resolved, and that nothing is left behind. */
export async function expectValue(page: DriverPage, ending: Ending, value: string | null): Promise<void> {
  assert.equal(ending.code, undefined, JSON.stringify(ending));
  assert.equal(ending.value, value);
  await expectNothingLeft(page);
}

/** Nothing waits, nobody's rejection is lost, no state of a login is kept. */
export async function expectNothingLeft(page: DriverPage, mayKeepState = false): Promise<void> {
  await page.waitFor(() => {
    const bench = window as unknown as { pending?: number; waiting: Set<unknown> };
    return (bench.pending ?? 0) + bench.waiting.size === 0;
  }, [], { timeoutMs: 20_000, what: 'every promise to settle' }).catch(() => {});
  const { states, ...left } = await readLeftovers(page);
  assert.deepEqual(left, { calls: 0, promises: [], rejections: [] });
  if (!mayKeepState) assert.deepEqual(states, []);
}

/** Checks what the login page was told. */
export function expectAuthorize({ emulator }: SdkSite, { params }: LoginWay, display: string | null): void {
  const requests = emulator.requests.list().filter(({ path }) => path === '/authorize');
  assert.equal(requests.length, 1, 'one authorize request');
  const told = new URL(requests[0]?.url ?? '').searchParams;
  for (const [name, value] of Object.entries({ ...params, display, audience: 'platform_api', code_challenge_method: 'S256' })) {
    assert.equal(told.get(name), value, name);
  }
}

/** The user that the emulator knows by this address. */
export function getSub({ emulator }: SdkSite, email: string): string {
  return emulator.world.findUserByEmail(email)?.sub ?? assert.fail(`Nobody is ${email}.`);
}
