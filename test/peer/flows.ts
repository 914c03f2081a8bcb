import assert from 'node:assert/strict';
import { STARK_SEED_MESSAGE } from '../../emulator/src/imx/stark/derive.js';
import type { SdkName } from './install.js';
import type { RecordedPart } from './recorded.js';
import { expectValue, type PeerVisitor } from './visitor.js';

/** One journey of the official SDK against the emulator. */
export interface PeerFlow {
  readonly name: string;
  /** Default: in both. */
  readonly only?: SdkName;
  readonly run: (visitor: PeerVisitor) => Promise<void>;
}

const NEW = 'nova@example.com';
const REGISTERED = 'tamsin@example.com';
const RECEIVER = 'marlow@example.com';
const TWO_DAYS_MS = 172_800_000;

/** The flows, each with a visitor of its own. */
export const PEER_FLOWS: readonly PeerFlow[] = [
  { name: 'login with a window, whose callback page closes it', run: signInByWindow },
  { name: 'login by redirect, with the callback page', only: 'tee', run: signInByRedirect },
  { name: 'cached restore', run: restore },
  { name: 'refresh of a session that has expired', run: refresh },
  { name: 'connectImx', run: connect },
  { name: 'registerOffchain', run: register },
  { name: 'registerOffchain, the claim two refreshes late', run: registerLate },
  { name: 'listBalances', run: listBalances },
  { name: 'transfer without confirmation', run: (visitor) => transfer(visitor, 'skip', { until: 'confirmation required, approved' }) },
  { name: 'transfer approved', run: (visitor) => transfer(visitor, 'approve', { from: 'confirmation required, approved', until: 'confirmation required, rejected' }) },
  { name: 'transfer rejected', run: (visitor) => transfer(visitor, 'reject', { from: 'confirmation required, rejected' }) },
  { name: 'logout by redirect', run: logOut },
  { name: 'logout in a frame', run: logOutSilently },
];

async function signInByWindow(visitor: PeerVisitor): Promise<void> {
  await visitor.compare('02-login-popup', async () => {
    const sub = await visitor.signIn(REGISTERED);
    expectValue(await visitor.call('login'), (value) => assert.equal((value as { sub: string }).sub, sub));
  });
}

async function signInByRedirect(visitor: PeerVisitor): Promise<void> {
  const { emulator } = visitor.peer;
  emulator.login = { mode: 'auto', email: REGISTERED };
  await visitor.compare('02h-login-redirect-flow', async () => {
    await visitor.begin('login', { useRedirectFlow: true });
    await visitor.waitForPath('/redirect');
  });
  await visitor.open();
  expectValue(await visitor.call('passport', 'getUserInfo'), (value) => assert.equal((value as { email: string }).email, REGISTERED));
}

async function restore(visitor: PeerVisitor): Promise<void> {
  const sub = await visitor.signIn(REGISTERED);
  visitor.peer.emulator.requests.clear();
  await visitor.open();
  expectValue(await visitor.call('login', { useCachedSession: true }), (value) => assert.equal((value as { sub: string }).sub, sub));
  assert.deepEqual(asked(visitor, 'auth'), []);
}

/** The tokens come from an emulator whose clock is two days behind: they are over when they arrive. */
async function refresh(visitor: PeerVisitor): Promise<void> {
  const { clock } = visitor.peer.emulator.world;
  clock.shift(-TWO_DAYS_MS);
  const sub = await visitor.signIn(REGISTERED);
  clock.reset();
  await visitor.open();
  visitor.peer.emulator.requests.clear();
  expectValue(await visitor.call('login', { useCachedSession: true }), (value) => assert.equal((value as { sub: string }).sub, sub));
  assert.deepEqual(asked(visitor, 'auth'), ['POST /oauth/token 200']);
  // What came is good: nothing more is asked for.
  expectValue(await visitor.call('passport', 'getIdToken'), (value) => assert.equal(typeof value, 'string'));
  assert.equal(asked(visitor, 'auth').length, 1);
}

async function connect(visitor: PeerVisitor): Promise<void> {
  const { emulator } = visitor.peer;
  await visitor.signIn(REGISTERED);
  await visitor.compare('04a-connectImx-logged-in', () => visitor.connect(), { until: 'connectImx again' });
  assert.deepEqual(emulator.signatures.list().map(({ text }) => text), [STARK_SEED_MESSAGE]);
  const address = emulator.world.findUserByEmail(REGISTERED)?.imx?.ethAddress;
  expectValue(await visitor.call('provider', 'getAddress'), (value) => assert.equal(value, address));
  expectValue(await visitor.call('provider', 'isRegisteredOffchain'), (value) => assert.equal(value, true));
}

async function register(visitor: PeerVisitor): Promise<void> {
  await visitor.signIn(NEW);
  await visitor.compare('05a-register-fresh', () => registerNew(visitor));
}

async function registerLate(visitor: PeerVisitor): Promise<void> {
  await visitor.signIn(NEW);
  visitor.peer.emulator.faults.set('identity:late-claim', { params: { refreshes: 2 }, times: 1 });
  visitor.peer.emulator.requests.clear();
  await registerNew(visitor);
  assert.equal(asked(visitor, 'auth').filter((line) => line.startsWith('POST /oauth/token')).length, 3);
}

async function registerNew(visitor: PeerVisitor): Promise<void> {
  const { world } = visitor.peer.emulator;
  await visitor.connect();
  expectValue(await visitor.call('provider', 'isRegisteredOffchain'), (value) => assert.equal(value, false));
  const ending = await visitor.call('provider', 'registerOffchain');
  const imx = world.findUserByEmail(NEW)?.imx;
  expectValue(ending, (value) => assert.deepEqual(
    { ...(value as object), user_admin_key: String((value as Record<string, unknown>).user_admin_key).toLowerCase() },
    { ether_key: imx?.ethAddress, stark_key: imx?.starkKey, user_admin_key: imx?.adminAddress },
  ));
  expectValue(await visitor.call('provider', 'isRegisteredOffchain'), (value) => assert.equal(value, true));
  expectValue(await visitor.call('provider', 'getAddress'), (value) => assert.equal(value, imx?.ethAddress));
}

async function listBalances(visitor: PeerVisitor): Promise<void> {
  await visitor.compare('06-listBalances', async () => {
    const rows = await readBalances(visitor, REGISTERED);
    assert.deepEqual(rows.map(({ symbol, balance }) => [symbol, balance]), [
      ['ETH', '1234500000000000000'], ['IMX', '42000000000000000000'], ['USDC', '1999990000'],
    ]);
  }, { first: 1 });
}

/** ETH, which moves only when the visitor confirms it or nobody has to. */
async function transfer(visitor: PeerVisitor, mode: 'skip' | 'approve' | 'reject', part: RecordedPart): Promise<void> {
  const { emulator } = visitor.peer;
  await visitor.signIn(REGISTERED);
  await visitor.connect();
  emulator.confirmation = { mode };
  const amount = 500_000_000n;
  const receiver = emulator.world.findUserByEmail(RECEIVER)?.imx?.ethAddress ?? '';
  const before = await readEth(visitor);

  await visitor.compare('07-transferETH', async () => {
    const ending = await visitor.click('provider', 'transfer', { type: 'ETH', amount: String(amount), receiver });
    if (mode === 'reject') assert.deepEqual([ending.type, ending.message], ['TRANSFER_ERROR', 'Transaction rejected by user']);
    else expectValue(ending, (value) => assert.equal((value as { status: string }).status, 'success'));
  }, part);

  assert.equal(before - await readEth(visitor), mode === 'reject' ? 0n : amount);
  await visitor.waitForOnePage();
}

async function logOut(visitor: PeerVisitor): Promise<void> {
  await visitor.signIn(REGISTERED);
  await visitor.compare('09a-logout-redirect', async () => {
    await visitor.begin('passport', 'logout');
    await visitor.waitForPath('/logout');
  });
  await expectSignedOut(visitor);
}

async function logOutSilently(visitor: PeerVisitor): Promise<void> {
  await visitor.open('?silent');
  await visitor.signIn(REGISTERED);
  await visitor.compare('09b-logout-silent', async () => expectValue(await visitor.call('passport', 'logout'), (value) => assert.equal(value, null)), {
    until: 'page is at https://app.game.test/?client=sdk-2.11.0',
  });
  await expectSignedOut(visitor);
}

async function expectSignedOut(visitor: PeerVisitor): Promise<void> {
  await visitor.open();
  expectValue(await visitor.call('passport', 'getUserInfo'), (value) => assert.equal(value, null));
}

interface BalanceRow {
  readonly symbol: string;
  readonly balance: string;
}

async function readBalances(visitor: PeerVisitor, email: string): Promise<readonly BalanceRow[]> {
  const owner = visitor.peer.emulator.world.findUserByEmail(email)?.imx?.ethAddress;
  const { value, message } = await visitor.call('listBalances', owner);
  assert.equal(message, undefined);
  return value as readonly BalanceRow[];
}

async function readEth(visitor: PeerVisitor): Promise<bigint> {
  return BigInt((await readBalances(visitor, REGISTERED)).find(({ symbol }) => symbol === 'ETH')?.balance ?? 0);
}

/** What was asked of one server, with the status of the answer. */
function asked({ peer: { emulator } }: PeerVisitor, role: string): readonly string[] {
  return emulator.requests.list((request) => request.role === role && request.method !== 'OPTIONS').map(({ method, path, status }) => `${method} ${path} ${status}`);
}
