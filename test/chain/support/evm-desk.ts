import { expect } from '@open-wc/testing';
import { createChainSettings } from '../../../src/chain/chain-settings.js';
import { ChainEvmProvider } from '../../../src/chain/evm/evm-provider.js';
import type { EvmState } from '../../../src/chain/evm/evm-provider.js';
import { PRESETS } from '../../../src/shared/environments.js';
import type { EvmProviderError } from '../../../src/shared/evm-provider.js';
import type { IdTokenClaims } from '../../../src/shared/network.js';
import { createFakeApproval } from '../../imx/support/fake-approval.js';
import type { Verdict } from '../../imx/support/fake-approval.js';
import { createFakeApi } from '../../imx/support/fake-api.js';
import type { ReceivedRequest, Reply } from '../../imx/support/fake-api.js';
import { createFakeClock } from '../../imx/support/fake-clock.js';
import { createFakeUser, UNREGISTERED } from '../../imx/support/fake-user.js';
import { createFakeWallet } from '../../imx/support/fake-wallet.js';
import { TRACE } from '../../imx/support/trace.js';
import { leakWatch } from '../../support/leaks-hook.js';
import { createNode } from './fake-chain.js';

export const ACCOUNT = TRACE.account;
export const CLAIMS: IdTokenClaims = { ...UNREGISTERED, passport: { zkevm_eth_address: ACCOUNT, zkevm_user_admin_address: TRACE.wallet.toLowerCase() } };
export const RECEIVER = '0x00000000000000000000000000000000000b0b00';
export const HASH = `0x${'ab'.repeat(32)}`;
/** The part of an account's signature that a relayer makes, from a public test of ts-immutable-sdk (`walletHelpers.test.ts`). */
export const RELAYER_PART = '02011b1d383526a2815d26550eb314b5d7e05513273300439b63b94e127c13e1bae9f3f24ab42717c7ae2e25fb82e7fd24afc320690413ca6581c798f91cce8296bd21f4f35a4b33b882a5401499f829481d8ed8d3de23741b0103';
const NODE = 'POST /';
const RELAYER = 'POST /relayer-mr/v1/transactions';
const CHAIN = createChainSettings({ environment: 'sandbox', endpoints: PRESETS.sandbox.endpoints }, createFakeClock().clock);

/** What the relayer answers by method; of a list each call takes one, and the last one stays. */
type Answers = Readonly<Record<string, unknown>>;

/** An answer that is not a result: an error of JSON-RPC, or what else the service does. */
export class Odd {
  readonly reply: Reply;

  constructor(reply: Reply) {
    this.reply = reply;
  }
}

export const refuse = (message: string): Odd => new Odd({ json: { jsonrpc: '2.0', id: 1, error: { code: -32_000, message } } });

const HONEST: Answers = {
  im_getFeeOptions: [{ tokenSymbol: 'USDC', tokenPrice: '1', recipientAddress: RECEIVER }, { tokenSymbol: 'IMX', tokenPrice: '0x64', recipientAddress: TRACE.wallet }],
  eth_sendTransaction: 'relayer-id',
  im_getTransactionByHash: { status: 'SUBMITTED', hash: HASH },
  im_sign: RELAYER_PART,
  im_signTypedData: RELAYER_PART,
};

interface DeskOptions {
  readonly answers?: Answers;
  readonly node?: Reply | ((request: ReceivedRequest) => Reply);
  readonly claims?: IdTokenClaims;
  readonly verdict?: Verdict;
  readonly state?: Partial<EvmState>;
}

/** A provider with everything around it scripted, and what it does in one order. */
export function createDesk({ answers = {}, node, claims = CLAIMS, verdict, state = {} }: DeskOptions = {}) {
  const log: string[] = [];
  /** What the relayer has taken, and what of it no block has. */
  const chainState = { taken: 0, late: 0 };
  const used = new Map<string, number>();
  const api = createFakeApi({
    [NODE]: (node ?? createNode({ nonce: () => BigInt(Math.max(0, chainState.taken - chainState.late)) })) as Reply,
    [RELAYER]: ({ body }) => {
      const { method } = body as { method: string };
      const script = { ...HONEST, ...answers }[method];
      const list = script instanceof Script ? script.steps : [script];
      const index = used.get(method) ?? 0;
      used.set(method, index + 1);
      const answer = list[Math.min(index, list.length - 1)];
      if (method === 'eth_sendTransaction' && typeof answer === 'string') chainState.taken += 1;
      return answer instanceof Odd ? answer.reply : { json: { jsonrpc: '2.0', id: 1, result: answer } };
    },
  });
  api.onRequest(({ body }) => log.push((body as { method?: string }).method ?? 'batch'));
  const user = createFakeUser([claims], claims);
  const wallet = createFakeWallet();
  const approval = createFakeApproval(log, verdict);
  const { clock, waits } = createFakeClock();
  const chain = { ...CHAIN, rpc: { ...CHAIN.rpc, fetch: api.fetch }, relayer: { ...CHAIN.relayer, fetch: api.fetch } };
  const calls = { signIn: 0, register: 0, transacted: 0 };
  const parts = {
    clock, page: window, user: user.user, approval: approval.approval,
    wallet: { ...wallet.wallet, sign: async (...args: Parameters<typeof wallet.wallet.sign>) => {
      log.push('sign');
      return wallet.wallet.sign(...args);
    } },
    signIn: async () => { calls.signIn += 1; },
    register: async () => {
      calls.register += 1;
      return { network: 'immutable-chain' as const, address: ACCOUNT };
    },
    onTransacted: () => { calls.transacted += 1; },
  };
  const provider = new ChainEvmProvider(parts, { chain, account: ACCOUNT, isVerified: true, ...state });
  const ask = (method: string, ...params: unknown[]): Promise<unknown> => provider.request({ method, params });
  return { provider, ask, log, api, user, wallet, approval, waits, calls, chain, parts, chainState };
}

/** Answers one after the other. */
export class Script {
  readonly steps: readonly unknown[];

  constructor(...steps: unknown[]) {
    this.steps = steps;
  }
}

/** Expects a rejection with this number, and gives the error. */
export async function expectNumber(promise: Promise<unknown>, code: number): Promise<EvmProviderError> {
  const error = await promise.then((value) => new Error(`resolved to ${JSON.stringify(value)}`), (reason: unknown) => reason) as EvmProviderError;
  leakWatch.noteError(error);
  expect([error.code, error.name], error.message).to.deep.equal([code, 'EvmProviderError']);
  return error;
}
