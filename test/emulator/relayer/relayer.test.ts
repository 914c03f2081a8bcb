import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { AbiCoder, concat, getBytes, Interface, keccak256, toBeHex, TypedDataEncoder, Wallet } from 'ethers';
import { createChainService } from '../../../emulator/src/chain/chain-service.js';
import { migrateToChain } from '../../../emulator/src/chain/ledger.js';
import { createGuardianService } from '../../../emulator/src/guardian/guardian-service.js';
import { createImxService } from '../../../emulator/src/imx/imx-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { createRelayerService } from '../../../emulator/src/relayer/relayer-service.js';
import { actAs } from '../support/people.js';

const CALLS = 'tuple(bool delegateCall, bool revertOnError, uint256 gasLimit, address target, uint256 value, bytes data)[]';
const contract = new Interface([`function execute(${CALLS} txs, uint256 nonce, bytes signature)`, 'function readNonce(uint256) view returns (uint256)', 'function isValidSignature(bytes32, bytes) view returns (bytes4)']);
const RECEIVER = '0x00000000000000000000000000000000000b0b00';
const CHAIN = 'eip155:13473';
const VALID = `0x1626ba7e${'0'.repeat(56)}`;

let shared: Promise<Emulator> | undefined;

after(async () => (await shared)?.close());

interface Reply { readonly result?: never; readonly error?: { readonly code: number; readonly message: string } }

/** Tamsin, with an account that has 42 IMX, and what she can ask. */
class Owner {
  readonly emulator: Emulator;
  readonly person: ReturnType<typeof actAs>;
  readonly wallet: Wallet;
  readonly account: string;

  constructor(emulator: Emulator, person: ReturnType<typeof actAs>) {
    this.emulator = emulator;
    this.person = person;
    this.wallet = new Wallet(person.walletKey);
    this.account = emulator.world.findUser(person.sub)?.zkEvm?.ethAddress ?? '';
  }

  async post(url: string, body: unknown, token?: string): Promise<{ status: number; body: never }> {
    const authorization = `Bearer ${token ?? await this.person.accessToken()}`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json().catch(() => undefined) as never };
  }

  async relay(method: string, param: unknown): Promise<Reply> {
    return (await this.post(`${this.emulator.addresses.chain}/relayer-mr/v1/transactions`, { jsonrpc: '2.0', id: 1, method, params: [param] })).body;
  }

  async node(method: string, ...params: unknown[]): Promise<Reply> {
    return (await this.post(this.emulator.addresses.chain, { jsonrpc: '2.0', id: 1, method, params })).body;
  }

  async guard(path: string, body: unknown): Promise<{ status: number; body: Record<string, never> }> {
    return this.post(`${this.emulator.addresses.api}/guardian/v1/${path}`, body);
  }

  sign(hash: string): Promise<string> {
    return this.wallet.signMessage(getBytes(keccak256(concat(['0x1901', toBeHex(13_473, 32), this.account, hash]))));
  }
}

async function withOwner(run: (owner: Owner) => Promise<void>): Promise<void> {
  shared ??= startEmulator({ services: [createImxService, createGuardianService, createChainService, createRelayerService], seed: 'relayer' });
  const emulator = await shared;
  emulator.reset();
  migrateToChain(emulator);
  await run(new Owner(emulator, actAs(emulator, 'tamsin@example.com')));
}

const pay = (value: bigint, data = '0x', target = RECEIVER) => ({ delegateCall: false, revertOnError: true, gasLimit: 0n, target, value, data });

/** What a client does: evaluation, approval where `isApproved`, signature, and the relayer. */
async function send(owner: Owner, calls: ReturnType<typeof pay>[], { nonce = 0n, isApproved = true, signed = calls } = {}): Promise<Reply> {
  const transactionData = {
    nonce: nonce.toString(), userAddress: owner.account,
    metaTransactions: calls.map((call) => ({ ...call, gasLimit: '0', value: call.value.toString() })),
  };
  owner.emulator.confirmation = { mode: isApproved ? 'skip' : 'page' };
  await owner.guard('transactions/evm/evaluate', { chainType: 'evm', chainId: CHAIN, transactionData });
  const hash = keccak256(AbiCoder.defaultAbiCoder().encode(['uint256', CALLS], [nonce, signed]));
  const signature = `0x00010001${(await owner.sign(hash)).slice(2)}02`;
  return owner.relay('eth_sendTransaction', { to: owner.account, data: contract.encodeFunctionData('execute', [calls, nonce, signature]), chainId: CHAIN });
}

/** The next number of the account, by its contract, which is not there before the first. */
async function readNonce(owner: Owner): Promise<bigint> {
  const { result } = await owner.node('eth_call', { to: owner.account, data: contract.encodeFunctionData('readNonce', [0]) });
  return BigInt(result === '0x' as never ? 0 : result as unknown as string);
}

describe('the relayer', () => {
  it('carries out what was approved and signed, and tells of it step by step', () => withOwner(async (owner) => {
    const before = BigInt((await owner.node('eth_getBalance', owner.account)).result as unknown as string);

    const { result: id } = await send(owner, [pay(5n)]);

    const states = [];
    for (let polls = 0; polls < 3; polls += 1) states.push((await owner.relay('im_getTransactionByHash', id)).result as unknown as { status: string; hash: string });
    assert.deepEqual(states.map(({ status }) => status), ['PENDING', 'SUBMITTED', 'SUCCESSFUL']);
    assert.equal(states[0]?.hash, '');
    const receipt = (await owner.node('eth_getTransactionReceipt', states[2]?.hash)).result as unknown as { status: string };
    assert.equal(receipt.status, '0x1');
    assert.equal((await owner.node('eth_getBalance', RECEIVER)).result, '0x5');
    assert.equal(BigInt((await owner.node('eth_getBalance', owner.account)).result as unknown as string), before - 5n);
    assert.equal((await owner.node('eth_call', { to: owner.account, data: contract.encodeFunctionData('readNonce', [0]) })).result, toBeHex(1, 32));
  }));

  it('refuses what was not approved, not signed by the owner, not of this account, or not the next', () => withOwner(async (owner) => {
    assert.match((await send(owner, [pay(5n)], { isApproved: false })).error?.message ?? '', /not approved/);
    assert.match((await send(owner, [pay(5n)], { signed: [pay(6n)] })).error?.message ?? '', /signature/);
    assert.match((await send(owner, [pay(5n)], { nonce: 1n })).error?.message ?? '', /nonce/);
    assert.match((await owner.relay('eth_sendTransaction', { to: RECEIVER, data: '0x', chainId: CHAIN })).error?.message ?? '', /account/);
    assert.match((await owner.relay('eth_sendTransaction', { to: owner.account, data: '0x', chainId: 'eip155:1' })).error?.message ?? '', /chainId/);
    assert.equal((await owner.node('eth_getBalance', RECEIVER)).result, '0x0');
  }));

  it('undoes all where one call fails, the number with it', () => withOwner(async (owner) => {
    const { result: id } = await send(owner, [pay(5n), pay(10n ** 30n)]);
    await owner.relay('im_getTransactionByHash', id);

    assert.equal((await owner.relay('im_getTransactionByHash', id)).result!['status'], 'REVERTED');
    assert.equal((await owner.node('eth_getBalance', RECEIVER)).result, '0x0');
    assert.equal(await readNonce(owner), 0n);
    assert.equal((await send(owner, [pay(5n)])).error, undefined);
  }));

  it('row 115: takes no number twice, and none ahead, while a transaction waits for its block', () => withOwner(async (owner) => {
    owner.emulator.faults.set('relayer:late-block', { times: 1, params: { ms: 5_000 } });
    const { result: id } = await send(owner, [pay(5n)]);
    const ask = async (): Promise<{ status: string; hash: string }> => (await owner.relay('im_getTransactionByHash', id)).result as never;
    const states = [(await ask()).status, (await ask()).status, (await ask()).status];

    assert.deepEqual(states, ['PENDING', 'SUBMITTED', 'SUBMITTED']);
    assert.equal(await readNonce(owner), 0n);
    assert.equal((await owner.node('eth_getTransactionReceipt', (await ask()).hash)).result, null);
    assert.match((await send(owner, [pay(6n)])).error?.message ?? '', /nonce/);
    assert.match((await send(owner, [pay(6n)], { nonce: 1n })).error?.message ?? '', /nonce/);

    owner.emulator.world.clock.shift(5_000);
    assert.equal((await ask()).status, 'SUCCESSFUL');
    assert.equal(await readNonce(owner), 1n);
    assert.match((await send(owner, [pay(6n)])).error?.message ?? '', /nonce/);
    assert.equal((await send(owner, [pay(6n)], { nonce: 1n })).error, undefined);
    assert.equal((await owner.node('eth_getBalance', RECEIVER)).result, '0xb');
  }));

  it('carries out nothing of what fails', () => withOwner(async (owner) => {
    owner.emulator.faults.set('relayer:failed', { times: 1 });
    const { result: id } = await send(owner, [pay(5n)]);
    await owner.relay('im_getTransactionByHash', id);
    const { result } = await owner.relay('im_getTransactionByHash', id);

    assert.deepEqual([result!['status'], result!['statusMessage'], result!['hash']], ['FAILED', 'out of gas', '']);
    assert.equal((await owner.node('eth_getBalance', RECEIVER)).result, '0x0');
    assert.equal(await readNonce(owner), 0n);
  }));

  it('names its price, in IMX among others', () => withOwner(async (owner) => {
    const data = AbiCoder.defaultAbiCoder().encode([CALLS], [[pay(5n)]]);
    const options = (await owner.relay('im_getFeeOptions', { userAddress: owner.account, data, chainId: CHAIN })).result as unknown as { tokenSymbol: string; tokenPrice: string }[];
    assert.deepEqual(options.map(({ tokenSymbol, tokenPrice }) => [tokenSymbol, BigInt(tokenPrice)]), [['USDC', 1_000n], ['IMX', 10n ** 15n]]);
    assert.equal((await owner.relay('im_getFeeOptions', { userAddress: owner.account, data: '0x12', chainId: CHAIN })).error?.code, -32_602);
  }));

  it('takes nobody without a token, and no other method', () => withOwner(async (owner) => {
    assert.equal((await owner.post(`${owner.emulator.addresses.chain}/relayer-mr/v1/transactions`, {}, 'none')).status, 401);
    assert.equal((await owner.relay('eth_call', {})).error?.code, -32_601);
  }));
});

describe('messages of an account', () => {
  it('are valid with the parts of owner and relayer, in their order, and not with one alone', () => withOwner(async (owner) => {
    owner.emulator.confirmation = { mode: 'skip' };
    const typed = { domain: { name: 'Shop', chainId: 13_473 }, types: { Order: [{ name: 'item', type: 'string' }] }, primaryType: 'Order', message: { item: 'a hat' } };
    const hash = TypedDataEncoder.hash(typed.domain, typed.types, typed.message);
    const check = async (signature: string): Promise<boolean> => (await owner.node('eth_call', {
      to: owner.account, data: contract.encodeFunctionData('isValidSignature', [hash, signature]),
    }, 'latest')).result === VALID as unknown;

    assert.match((await owner.relay('im_signTypedData', { address: owner.account, eip712Payload: typed, chainId: CHAIN })).error?.message ?? '', /not approved/);
    assert.equal((await owner.guard('messages/evaluate', { chainID: '13473', payload: typed })).body['confirmationRequired'], false);
    const relayer = (await owner.relay('im_signTypedData', { address: owner.account, eip712Payload: typed, chainId: CHAIN })).result as unknown as string;

    const own = `0001${(await owner.sign(hash)).slice(2)}02`;
    const isFirst = BigInt(owner.wallet.address) < BigInt(`0x${relayer.slice(4, 44)}`);
    const [sorted, turned] = isFirst ? [own + relayer, relayer + own] : [relayer + own, own + relayer];
    assert.deepEqual(
      [await check(`0x0002${sorted}`), await check(`0x0002${turned}`), await check(`0x0001${own}`), await check(`0x0002${relayer}`), await check('0x')],
      [true, false, false, false, false],
    );
  }));

  it('are asked about anew each time, and only on the page of messages', () => withOwner(async (owner) => {
    const ask = () => owner.guard('erc191-messages/evaluate', { chainID: CHAIN, payload: 'hello' });
    const { body: { messageId, confirmationRequired } } = await ask();
    assert.equal(confirmationRequired, true);
    const open = async (path: string): Promise<number> => (await fetch(`${owner.emulator.addresses.passport}/transaction-confirmation/zkevm/${path}`)).status;
    const query = `etherAddress=${owner.account}&messageType=erc191`;

    assert.equal(await open(`message?messageID=${String(messageId)}&${query}`), 200);
    assert.equal(await open(`transaction?transactionID=${String(messageId)}&${query}&chainType=evm&chainID=${CHAIN}`), 404);
    assert.equal(await open(`message?messageID=${String(messageId)}&etherAddress=${RECEIVER}`), 404);
    assert.equal((await ask()).body['confirmationRequired'], true);
  }));
});
