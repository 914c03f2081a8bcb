import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { AbiCoder, id, Interface } from 'ethers';
import { createChainService } from '../../emulator/src/chain/chain-service.js';
import { migrateToChain } from '../../emulator/src/chain/ledger.js';
import { REGISTER_MESSAGE } from '../../emulator/src/chain/registration.js';
import { toClaims } from '../../emulator/src/identity/claims.js';
import { createImxService } from '../../emulator/src/imx/imx-service.js';
import { startEmulator, type Emulator } from '../../emulator/src/index.js';
import { actAs, signRaw, type Answer } from './support/people.js';

const CHAIN = '/v1/chains/imtbl-zkevm-testnet';
const REGISTER = '/v2/chains/imtbl-zkevm-testnet/passport/counterfactual-address';
const USDC = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';
const MULTICALL = '0x2CC787Ed364600B0222361C4188308Fa8E68bA60';

let shared: Promise<Emulator> | undefined;

after(async () => (await shared)?.close());

/** Runs a test against chain and Immutable X; each gets the emulator as new. */
async function withChain(run: (emulator: Emulator) => Promise<void>): Promise<void> {
  shared ??= startEmulator({ services: [createImxService, createChainService], seed: 'people' });
  const emulator = await shared;
  emulator.reset();
  await run(emulator);
}

async function ask(emulator: Emulator, path: string, body?: unknown, token?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${emulator.addresses.chain}${path}`, body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

async function call(emulator: Emulator, ...calls: readonly (readonly [method: string, ...params: unknown[]])[]): Promise<readonly { id: number; result?: string; error?: { code: number } }[]> {
  const batch = calls.map(([method, ...params], index) => ({ jsonrpc: '2.0', id: index, method, params }));
  return (await ask(emulator, '/', batch)).body as never;
}

const encode = (signature: string, ...args: unknown[]): string => new Interface([`function ${signature}`]).encodeFunctionData(signature.split('(')[0] ?? '', args);

function migrate(emulator: Emulator, email = 'tamsin@example.com'): string {
  migrateToChain(emulator);
  return emulator.world.findUserByEmail(email)?.zkEvm?.ethAddress ?? '';
}

describe('registration on the chain', () => {
  for (const path of [REGISTER, REGISTER.replace('v2', 'v1')]) {
    it(`answers 201 at ${path}, each time the same, and knows the account from then on`, () => withChain(async (emulator) => {
      const person = actAs(emulator, 'nova@example.com');
      const body = { ethereum_address: person.address, ethereum_signature: signRaw(person.walletKey, REGISTER_MESSAGE) };

      const first = await ask(emulator, path, body, await person.accessToken());
      const second = await ask(emulator, path, body, await person.accessToken());

      const user = emulator.world.findUser(person.sub);
      assert.deepEqual(first, { status: 201, body: { counterfactual_address: user?.zkEvm?.ethAddress } });
      assert.deepEqual(second, first);
      assert.ok(user);
      assert.deepEqual(JSON.parse(JSON.stringify(toClaims(user, { hidePassport: false })['passport'])), {
        zkevm_eth_address: user.zkEvm?.ethAddress, zkevm_user_admin_address: person.address.toLowerCase(),
      });
    }));
  }

  it('refuses other texts, forms, wallets, tokens and scopes', () => withChain(async (emulator) => {
    const person = actAs(emulator, 'nova@example.com');
    const other = actAs(emulator, 'other@example.com');
    const good = { ethereum_address: person.address, ethereum_signature: signRaw(person.walletKey, REGISTER_MESSAGE) };
    const token = await person.accessToken();
    const wrong: readonly (readonly [number, object, string?])[] = [
      [400, { ...good, ethereum_signature: signRaw(person.walletKey, 'Only sign this key linking request from Immutable X') }, token],
      [400, { ...good, ethereum_signature: `${good.ethereum_signature.slice(0, 130)}1b` }, token],
      [400, { ...good, ethereum_signature: signRaw(other.walletKey, REGISTER_MESSAGE) }, token],
      [400, { ethereum_address: person.address }, token],
      [403, { ...good, ethereum_address: other.address }, token],
      [403, good, await person.accessToken({ scope: 'openid' })],
      [401, good],
      [401, good, await person.idToken()],
    ];
    for (const [status, body, accessToken] of wrong) assert.equal((await ask(emulator, REGISTER, body, accessToken)).status, status);
    assert.equal(emulator.world.findUser(person.sub)?.zkEvm, undefined);
  }));

  it('row 105: can answer with another account', () => withChain(async (emulator) => {
    const person = actAs(emulator, 'nova@example.com');
    emulator.faults.set('chain:other-account');
    const body = { ethereum_address: person.address, ethereum_signature: signRaw(person.walletKey, REGISTER_MESSAGE) };
    const answer = await ask(emulator, REGISTER, body, await person.accessToken());
    assert.notEqual((answer.body as { counterfactual_address: string }).counterfactual_address, emulator.world.findUser(person.sub)?.zkEvm?.ethAddress);
  }));
});

describe('the node', () => {
  it('shows a user of Immutable X as migrated: IMX as the chain\'s own, the rest as tokens', () => withChain(async (emulator) => {
    const account = migrate(emulator);
    const data = encode('balanceOf(address)', account);

    const answers = await call(emulator, ['eth_chainId'], ['eth_getBalance', account, 'latest'],
      ['eth_call', { to: USDC, data }, 'latest'], ['eth_call', { to: USDC, data: id('decimals()').slice(0, 10) }, 'latest'],
      ['eth_getBalance', '0x1111111111111111111111111111111111111111', 'latest']);

    assert.deepEqual(answers.map(({ result }) => BigInt(result ?? '')), [13_473n, 42n * 10n ** 18n, 1_999_990_000n, 6n, 0n]);
  }));

  it('answers through Multicall3 what it answers in a batch', () => withChain(async (emulator) => {
    const account = migrate(emulator);
    const calls = [
      [MULTICALL, true, encode('getEthBalance(address)', account)], [USDC, true, encode('balanceOf(address)', account)],
      [USDC, true, encode('nothing()')], [account, true, encode('decimals()')],
    ];
    const data = encode('aggregate3((address,bool,bytes)[])', calls);

    const [answer] = await call(emulator, ['eth_call', { to: MULTICALL, data }, 'latest']);

    const [results] = AbiCoder.defaultAbiCoder().decode(['tuple(bool,bytes)[]'], answer?.result ?? '') as unknown as [[boolean, string][]];
    assert.deepEqual(results.map(([isSuccess, bytes]) => [isSuccess, bytes === '0x' ? null : BigInt(bytes)]), [
      [true, 42n * 10n ** 18n], [true, 1_999_990_000n], [false, null], [true, null],
    ]);
  }));

  it('refuses what it does not know, with the codes of JSON-RPC', () => withChain(async (emulator) => {
    const answers = await call(emulator, ['eth_sendTransaction'], ['eth_call', { to: USDC, data: 'zz' }], ['eth_getBalance', 'me'], ['eth_call', { to: USDC, data: '0x12345678' }]);
    assert.deepEqual(answers.map(({ error }) => error?.code), [-32_601, -32_602, -32_602, 3]);
    assert.equal(((await ask(emulator, '/', Array.from({ length: 1_001 }, () => ({})))).body as { error: { code: number } }).error.code, -32_600);
  }));

  it('row 129: can lie in every way of the list of faults', () => withChain(async (emulator) => {
    const calls = [['eth_chainId'], ['eth_blockNumber'], ['eth_chainId'], ['eth_call', { to: USDC, data: encode('decimals()') }]] as const;
    emulator.faults.set('chain:other-chain', { times: 1 });
    assert.equal((await call(emulator, ...calls))[0]?.result, '0x1');
    emulator.faults.set('chain:missing-answers', { times: 1 });
    assert.deepEqual((await call(emulator, ...calls)).map((answer) => answer.id), [0, 2]);
    emulator.faults.set('chain:wrong-ids', { times: 1 });
    assert.deepEqual((await call(emulator, ...calls)).map((answer) => answer.id), [0, 1_000_001, 1_000_002, 1_000_003]);
    emulator.faults.set('chain:bad-number', { times: 1 });
    assert.equal((await call(emulator, ...calls))[3]?.result, '0xzz');
    emulator.faults.set('chain:no-batches', { times: 1 });
    assert.ok(!Array.isArray(await call(emulator, ...calls)));
  }));
});

describe('the indexer', () => {
  it('lists every token once over its pages, and each by its address', () => withChain(async (emulator) => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await ask(emulator, `${CHAIN}/tokens?page_size=200&page_cursor=${encodeURIComponent(cursor)}`);
      const { result, page } = body as { result: { contract_address: string }[]; page: { next_cursor: string | null } };
      seen.push(...result.map((row) => row.contract_address));
      cursor = page.next_cursor;
    }
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(seen.length > 400 && seen.includes(USDC));
    const { body } = await ask(emulator, `${CHAIN}/tokens/${USDC}`);
    assert.equal((body as { result: { decimals: number } }).result.decimals, 6);
    assert.equal((await ask(emulator, `${CHAIN}/tokens/0x1111111111111111111111111111111111111111`)).status, 404);
    assert.equal((await ask(emulator, `${CHAIN}/tokens?page_size=500`)).status, 400);
    assert.equal((await ask(emulator, `${CHAIN}/tokens?page_cursor=nonsense`)).status, 400);
  }));

  it('row 149: never ends when told so, with hostile tokens if wanted', () => withChain(async (emulator) => {
    emulator.faults.set('chain:endless');
    emulator.faults.set('chain:hostile-token');
    const { body } = await ask(emulator, `${CHAIN}/tokens?page_cursor=%2B`);
    const { result, page } = body as { result: { symbol: string }[]; page: { next_cursor: string } };
    assert.equal(page.next_cursor, '++');
    assert.equal(result[0]?.symbol, 'CDSU\u202e');
  }));

  it('knows its chain, and what accounts own', () => withChain(async (emulator) => {
    const getIds = async (): Promise<string[]> => ((await ask(emulator, '/v1/chains')).body as { result: { id: string }[] }).result.map((row) => row.id);
    assert.ok((await getIds()).includes('eip155:13473'));
    emulator.faults.set('chain:unlisted', { times: 1 });
    assert.ok(!(await getIds()).includes('eip155:13473'));
    const { body } = await ask(emulator, `${CHAIN}/accounts/${migrate(emulator)}/nfts`);
    assert.equal((body as { result: unknown[] }).result.length, 3);
    assert.equal((await ask(emulator, '/v1/chains/elsewhere/tokens')).status, 404);
  }));
});
