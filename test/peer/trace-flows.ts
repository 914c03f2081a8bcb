import assert from 'node:assert/strict';
import type { SdkPage } from './sdk-page.js';
import type { StandIn } from './stand-in.js';
import { TRACE_USER } from './trace-types.js';

/** What a recorded flow's steps work with. */
export interface TraceTools {
  readonly visitor: SdkPage;
  readonly standIn: StandIn;
  /** What comes before the recording: its requests are not compared. */
  before(run: () => Promise<unknown>): Promise<void>;
}

/** One recorded flow, done by our bundle. */
export interface TraceFlow {
  readonly name: string;
  /** Compared up to here, by what the recorder said. */
  readonly until?: string;
  /** How many of the recorded requests are compared, where our bundle has to refuse what comes then. */
  readonly first?: number;
  readonly run: (tools: TraceTools) => Promise<void>;
}

const RECEIVER = '0x0000000000000000000000000000000000000abc';
const COLLECTION = '0xacb3c6a43d15b907e8433077b6d38ae40936fe2c';
const TOKEN = '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff';
const OWNER = '0x0000000000000000000000000000000000000000';
const ELEVEN_HOURS_MS = 39_600_000;

const SIGNED_IN = { sub: TRACE_USER.sub, email: TRACE_USER.email, nickname: TRACE_USER.nickname };

/**
 * The recordings with their steps. Of the others, the cancelled order is compared to its end in `test/imx/`, because nothing
 * in it can be refused, and the frame that is removed in `test/wallet/`. What is signed there has made-up hashes: our bundle asks for it, and refuses what comes. */
export const TRACE_FLOWS: readonly TraceFlow[] = [
  ...['1.66.1', '2.11.0'].flatMap((version): TraceFlow[] => [
    { name: `sdk-${version}.02-login-popup`, run: signInTwice },
    { name: `sdk-${version}.04a-connectImx-logged-in`, until: 'connectImx again', run: connect },
    { name: `sdk-${version}.05a-register-fresh`, run: register },
    { name: `sdk-${version}.06-listBalances`, first: 1, run: listBalances },
    refusing(`sdk-${version}.07-transferETH`, { method: 'transfer', type: 'TRANSFER_ERROR', value: { type: 'ETH', amount: '5', receiver: RECEIVER } }),
  ]),
  refusing('sdk-2.11.0.07-batchNftTransfer', {
    method: 'batchNftTransfer', type: 'TRANSFER_ERROR', value: ['1', '2'].map((tokenId) => ({ receiver: RECEIVER, tokenId, tokenAddress: COLLECTION })),
  }),
  refusing('sdk-2.11.0.07-createOrder', {
    method: 'createOrder', type: 'CREATE_ORDER_ERROR', value: {
      buy: { type: 'ETH', amount: '10000000000000' }, sell: { type: 'ERC721', tokenId: '12', tokenAddress: COLLECTION },
      fees: [{ address: RECEIVER, fee_percentage: 1.5 }], expiration_timestamp: 1_893_456_000,
    },
  }),
  refusing('sdk-2.11.0.07-createTrade', { method: 'createTrade', type: 'CREATE_TRADE_ERROR', value: { order_id: 7777, fees: [] } }),
  refusing('sdk-2.11.0.07-exchangeTransfer', {
    method: 'exchangeTransfer', type: 'EXCHANGE_TRANSFER_ERROR',
    value: { type: 'ERC20', tokenAddress: TOKEN, amount: '7', receiver: RECEIVER, transactionID: 'tx-77' },
  }, 1),
  refusing('sdk-2.11.0.07x-guardian-403', {
    method: 'transfer', type: 'TRANSFER_ERROR', value: { type: 'ERC20', tokenAddress: TOKEN, amount: '1000000000000000000', receiver: RECEIVER },
  }),
  { name: 'sdk-2.11.0.02c-login-denied', run: beDenied },
  { name: 'sdk-2.11.0.02h-login-redirect-flow', run: signInByRedirect },
  { name: 'sdk-2.11.0.03a-cached-valid', run: restore },
  { name: 'sdk-2.11.0.03b-cached-expired-refresh-ok', run: refresh },
  { name: 'sdk-2.11.0.05b-register-409', run: registerAgain },
  { name: 'sdk-2.11.0.08-unsupported', run: callUnsupported },
  { name: 'sdk-2.11.0.09a-logout-redirect', run: logOut },
  { name: 'sdk-2.11.0.09b-logout-silent', until: 'page is at https://app.game.test/?client=sdk-2.11.0', run: logOutSilently },
];

async function signIn({ visitor }: TraceTools): Promise<void> {
  const { value, message } = await visitor.click('login');
  assert.equal(message, undefined);
  assert.deepEqual(value, SIGNED_IN);
  await visitor.waitForOnePage();
}

async function signInTwice(tools: TraceTools): Promise<void> {
  await signIn(tools);
  assert.deepEqual((await tools.visitor.click('login')).value, SIGNED_IN);
}

async function beDenied({ visitor }: TraceTools): Promise<void> {
  assert.equal((await visitor.click('login')).type, 'AUTHENTICATION_ERROR');
}

async function signInByRedirect({ visitor }: TraceTools): Promise<void> {
  await visitor.begin('login', { useRedirectFlow: true });
  await visitor.waitForPath('/redirect');
}

async function restore(tools: TraceTools): Promise<void> {
  await tools.before(() => signIn(tools));
  await tools.visitor.open();
  assert.deepEqual((await tools.visitor.call('login', { useCachedSession: true })).value, SIGNED_IN);
}

/** Eleven hours later, by the clocks of the page and the stand-in: the ID token is over, the access token is not. */
async function refresh(tools: TraceTools): Promise<void> {
  await tools.before(() => signIn(tools));
  await tools.visitor.page.evaluate((ms) => sessionStorage.setItem('ahead', String(ms)), ELEVEN_HOURS_MS);
  tools.standIn.shiftS = ELEVEN_HOURS_MS / 1000;
  await tools.visitor.open();
  assert.deepEqual((await tools.visitor.call('login', { useCachedSession: true })).value, SIGNED_IN);
  assert.equal(typeof (await tools.visitor.call('passport', 'getIdToken')).value, 'string');
}

async function connect(tools: TraceTools): Promise<void> {
  await tools.before(() => signIn(tools));
  assert.equal((await tools.visitor.call('connectImx')).message, undefined);
  assert.equal((await tools.visitor.call('provider', 'getAddress')).value, TRACE_USER.passport.imx_eth_address);
}

async function register(tools: TraceTools): Promise<void> {
  const { visitor } = tools;
  await tools.before(() => signIn(tools));
  await visitor.call('connectImx');
  assert.equal((await visitor.call('provider', 'isRegisteredOffchain')).value, false);
  assert.equal((await visitor.call('provider', 'registerOffchain')).message, undefined);
  assert.equal((await visitor.call('provider', 'isRegisteredOffchain')).value, true);
  assert.equal((await visitor.call('provider', 'getAddress')).value, TRACE_USER.passport.imx_eth_address);
}

async function registerAgain(tools: TraceTools): Promise<void> {
  await tools.before(async () => {
    await signIn(tools);
    await tools.visitor.call('connectImx');
  });
  await tools.visitor.call('provider', 'registerOffchain');
}

async function listBalances({ visitor }: TraceTools): Promise<void> {
  assert.ok(((await visitor.call('listBalances', OWNER)).value as unknown[]).length > 0);
}

async function callUnsupported(tools: TraceTools): Promise<void> {
  await tools.before(async () => {
    await signIn(tools);
    await tools.visitor.call('connectImx');
  });
  for (const method of ['isRegisteredOnchain', 'deposit', 'prepareWithdrawal', 'completeWithdrawal']) {
    assert.equal((await tools.visitor.call('provider', method, {})).type, 'OPERATION_NOT_SUPPORTED_ERROR', method);
  }
}

async function logOut(tools: TraceTools): Promise<void> {
  await tools.before(() => signIn(tools));
  await tools.visitor.begin('passport', 'logout');
  await tools.visitor.waitForPath('/logout');
}

async function logOutSilently(tools: TraceTools): Promise<void> {
  await tools.before(async () => {
    await tools.visitor.open('?silent');
    await signIn(tools);
  });
  assert.equal((await tools.visitor.call('passport', 'logout')).message, undefined);
}

/** Asks for what is to be signed, and must not sign what comes: its hash is not that of what was asked for. */
function refusing(name: string, { method, type, value }: { readonly method: string; readonly type: string; readonly value: unknown }, first = 2): TraceFlow {
  return {
    name, first, run: async (tools) => {
      await tools.before(async () => {
        await signIn(tools);
        await tools.visitor.call('connectImx');
      });
      const ending = await tools.visitor.click('provider', method, value);
      assert.equal(ending.value, undefined);
      assert.equal(ending.type, type, ending.message);
      assert.match(ending.message ?? '', /something else signed than was asked/);
      await tools.visitor.waitForOnePage();
    },
  };
}
