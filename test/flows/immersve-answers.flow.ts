import assert from 'node:assert/strict';
import type { DriverPage } from '../support/driver/driver-page.js';
import { flow, type FlowTools } from '../support/flow.js';
import {
  beginSignIn, chooseWallet, endSignIn, openPage, readNotes, signIn, startImmersveShop, type ImmersveShop, type ImmersveWindow,
} from './support/immersve-shop.js';

/** Every code of Immersve's login, made by the emulator, mapped, drawn by the element, and told by its event. */
const SEED = 'Only sign this request if you\u2019ve initiated an action with Immutable X.';
const MINUTES_6_MS = 360_000;
const DAYS_31_MS = 31 * 24 * 3_600_000;
const START = '/auth/login-init';

interface Row {
  /** What the service says, or what is wrong with it. */
  readonly name: string;
  readonly code: string;
  readonly page?: string;
  readonly wallet?: string;
  /** A fault of the emulator, and its details. */
  readonly fault?: readonly [name: string, params?: Readonly<Record<string, unknown>>];
}

/** Refusals by the rules of the service. */
const RULES: readonly Row[] = [
  { name: 'CLIENT_APPLICATION_DOMAIN_NOT_ALLOWED', code: 'IMMERSVE_DOMAIN_NOT_ALLOWED', page: '/not-here.html' },
  { name: 'FORBIDDEN', code: 'IMMERSVE_FORBIDDEN', page: '/nobody.html' },
  { name: 'INVALID_REQUEST_INPUT', code: 'IMMERSVE_REQUEST_INVALID', page: '/bad-network.html' },
  { name: 'ACCOUNT_DOES_NOT_EXIST', code: 'IMMERSVE_ACCOUNT_DOES_NOT_EXIST', page: '/plain.html' },
  { name: 'INVALID_SIGNATURE', code: 'IMMERSVE_INVALID_SIGNATURE', wallet: 'crooked' },
];
/** A service that is ill, or no longer the service. */
const TROUBLE: readonly Row[] = [
  { name: 'status 401', code: 'IMMERSVE_FORBIDDEN', fault: ['immersve:unauthorized'] },
  { name: 'status 404', code: 'IMMERSVE_REQUEST_INVALID', fault: ['immersve:not-found'] },
  { name: 'status 429', code: 'IMMERSVE_RATE_LIMITED', fault: ['immersve:rate-limit', { seconds: 60 }] },
  { name: 'status 503', code: 'IMMERSVE_UNAVAILABLE', fault: ['immersve:unavailable'] },
  { name: 'a page of a portal', code: 'IMMERSVE_RESPONSE_INVALID', fault: ['immersve:html'] },
  { name: 'an answer that is cut off', code: 'IMMERSVE_RESPONSE_INVALID', fault: ['immersve:truncated'] },
  { name: 'an answer to another request', code: 'IMMERSVE_RESPONSE_INVALID', fault: ['immersve:status', { status: 200, body: {
    id: 'a', network: 'base-mainnet', signingChallenge: { message: 'm' },
  } }] },
  { name: 'row 148: a redirect', code: 'NETWORK_FAILED', fault: ['immersve:redirect'] },
  { name: 'an answer that the page may not read', code: 'NETWORK_FAILED', fault: ['immersve:no-cors'] },
  { name: 'row 132: a text that is no sign-in', code: 'IMMERSVE_CHALLENGE_UNSAFE', fault: ['immersve:challenge'] },
  { name: 'row 144: the seed message', code: 'IMMERSVE_CHALLENGE_UNSAFE', fault: ['immersve:challenge', { message: SEED }] },
];
/** Wallets that fail. */
const WALLETS: readonly Row[] = [
  { name: 'row 133: a wallet that is busy', code: 'IMMERSVE_WALLET_BUSY', wallet: 'busy' },
  { name: 'row 133: a wallet that cannot sign', code: 'IMMERSVE_WALLET_UNSUPPORTED', wallet: 'unsupported' },
  { name: 'row 133: a wallet that breaks', code: 'IMMERSVE_WALLET_ERROR', wallet: 'broken' },
  { name: 'row 135: a wallet without an account', code: 'IMMERSVE_WALLET_ERROR', wallet: 'nobody' },
];

function shopFlow(title: string, body: (tools: FlowTools, shop: ImmersveShop) => Promise<void>): void {
  flow(title, async (tools) => {
    const shop = await startImmersveShop('passport-widgets.js');
    try {
      await body(tools, shop);
    } finally {
      await shop.close();
    }
  });
}

/** Plays a row on a page of its own or the one that is open, and compares what it ends in. */
async function play(page: DriverPage, shop: ImmersveShop, { name, code, page: path, wallet = 'eip6963:', fault }: Row): Promise<void> {
  const { emulator } = shop;
  if (path) await openPage(page, shop, path);
  if (fault) emulator.faults.set(fault[0], { match: START, ...(fault[1] ? { params: fault[1] } : {}) });
  const ending = await signIn(page, wallet);
  emulator.faults.clear();

  assert.equal(ending, code);
  await expectDrawn(page, code);
  if (/^[A-Z_]+$/.test(name)) assert.equal(await readErrorCode(page), name, 'as the service says it');
}

async function expectDrawn(page: DriverPage, code: string): Promise<void> {
  const alert = await page.waitForText('immersve-login >>> [role=alert]', /\S/);
  assert.ok(alert.length > 30, `${code} is drawn with a sentence and a way on: ${alert}`);
  assert.equal((await readNotes(page, 'seen')).at(-1), `immersve-error ${code}`);
}

/** The `errorCode` of the last answer. */
const readErrorCode = (page: DriverPage): Promise<string> => page.evaluate(() => (window as unknown as { errorCode: string }).errorCode);

/** A renewal's code, and whether somebody is signed in after it. */
const refresh = (page: DriverPage): Promise<readonly [string, boolean]> => page.evaluate(async () => {
  const { immersve } = window as unknown as ImmersveWindow & { immersve: { readonly state: { readonly profile?: object } } };
  const code = await immersve.refresh().then(() => 'renewed', (error: { code?: string }) => error.code ?? String(error));
  return [code, immersve.state.profile !== undefined] as const;
});

for (const [title, rows] of Object.entries({ 'what its rules refuse': RULES, 'what is wrong with it': TROUBLE, 'wallets that fail': WALLETS })) {
  shopFlow(`Immersve's answers: ${title}`, async ({ page, step }, shop) => {
    await openPage(page, shop);
    const pages = rows.filter((row) => row.page === undefined);
    for (const row of [...pages, ...rows.filter((it) => !pages.includes(it))]) await step(`${row.name}: ${row.code}`, () => play(page, shop, row));
    await step('nothing was signed that may not be, and nothing was refused by the policy', async () => {
      assert.deepEqual(await readNotes(page, 'violations'), []);
      assert.deepEqual(await page.evaluate(() => (window as unknown as ImmersveWindow).bench.signed), []);
    });
  });
}

shopFlow('Immersve\'s answers: what time and other accounts do', async ({ page, step }, shop) => {
  const { emulator } = shop;
  await openPage(page, shop);
  await step('ACCOUNT_EXISTS: IMMERSVE_ACCOUNT_EXISTS', async () => {
    assert.equal(await signIn(page, 'pera', 'signup'), 'signed-in');
    await page.evaluate(() => (window as unknown as ImmersveWindow).immersve.logout());
    assert.equal(await signIn(page, 'pera', 'signup'), 'IMMERSVE_ACCOUNT_EXISTS');
    assert.equal(await readErrorCode(page), 'ACCOUNT_EXISTS');
    await expectDrawn(page, 'IMMERSVE_ACCOUNT_EXISTS');
  });

  await step('CHALLENGE_EXPIRED: a new request is made once, then IMMERSVE_CHALLENGE_EXPIRED', async () => {
    await page.evaluate(() => { (window as unknown as ImmersveWindow).bench.answer = 'hold'; });
    // An Ethereum wallet's text has a time in it, and would be refused as one of a service whose clock is wrong.
    await beginSignIn(page, 'pera');
    for (let turn = 0; turn < 2; turn += 1) {
      await page.waitFor((count: number) => (window as unknown as { holds?: number }).holds === count, [turn + 1], { what: 'the wallet to ask' });
      emulator.world.clock.shift(MINUTES_6_MS);
      await page.evaluate(() => (window as unknown as ImmersveWindow).bench.release());
    }
    assert.equal(await endSignIn(page), 'IMMERSVE_CHALLENGE_EXPIRED');
    assert.equal(await readErrorCode(page), 'CHALLENGE_EXPIRED');
    await expectDrawn(page, 'IMMERSVE_CHALLENGE_EXPIRED');
    assert.equal(emulator.requests.list(({ path, method }) => path === '/auth/login-complete' && method === 'POST').length, 3);
  });

  await step('a challenge that ends at once is not sent back: the visitor\'s own clock says so', async () => {
    await page.evaluate(() => { (window as unknown as ImmersveWindow).bench.answer = 'agree'; });
    emulator.faults.set('immersve:challenge-life', { params: { ms: -1 } });
    assert.equal(await signIn(page, 'arc27'), 'IMMERSVE_CHALLENGE_EXPIRED');
    emulator.faults.clear();
    assert.equal(emulator.requests.list(({ path, method }) => path === '/auth/login-complete' && method === 'POST').length, 3);
  });

  await step('a visitor who declines is told so without an alarm', async () => {
    await openPage(page, shop);
    await page.evaluate(() => { (window as unknown as ImmersveWindow).bench.answer = 'decline'; });
    await chooseWallet(page, 'crossmark');
    await page.waitForText('immersve-login', 'Sign in with a wallet');
    assert.equal((await readNotes(page, 'seen')).at(-1), 'immersve-error IMMERSVE_USER_REJECTED');
  });
});

shopFlow('Immersve\'s answers: renewals', async ({ page, step }, shop) => {
  const { emulator } = shop;
  for (const [name, code, isKept] of [
    ['ORIGIN_NOT_ALLOWED', 'IMMERSVE_DOMAIN_NOT_ALLOWED', true],
    ['CLIENT_APPLICATION_MISMATCH', 'IMMERSVE_CLIENT_MISMATCH', false],
    ['FORBIDDEN', 'IMMERSVE_SESSION_EXPIRED', false],
    ['REFRESH_TOKEN_EXPIRED', 'IMMERSVE_SESSION_EXPIRED', false],
  ] as const) {
    await step(`${name}: ${code}, and the session ${isKept ? 'stays' : 'is over'}`, async () => {
      await openPage(page, shop);
      await page.evaluate(() => (window as unknown as ImmersveWindow).immersve.logout());
      assert.equal(await signIn(page, 'pera'), 'signed-in');
      // This one the service says by itself: the visitor's clock stands still meanwhile.
      if (name === 'REFRESH_TOKEN_EXPIRED') emulator.world.clock.shift(DAYS_31_MS);
      else emulator.faults.set('immersve:refuse', { match: '/auth/token', params: { errorCode: name } });

      assert.deepEqual(await refresh(page), [code, isKept]);
      emulator.faults.clear();
      assert.equal(await readErrorCode(page), name);
      const shown = await page.waitForText('immersve-login', isKept ? 'Sign out' : 'Sign in again');
      assert.ok(shown.length > 0);
    });
  }
});
