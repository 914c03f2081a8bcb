import { AbiCoder } from 'ethers';
import { CHAIN_ID } from '../core/account-hash.js';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { isSignedFor } from './account-contract.js';
import { getExecutions } from './executions.js';
import { findChainToken } from './ledger.js';
import { describeBlock, describeReceipt, describeTransaction } from './node-records.js';

/** Where Multicall3 is on the testnet. */
const MULTICALL = '0x2cc787ed364600b0222361c4188308fa8e68ba60';
/** As geth has it. */
const LARGEST_BATCH = 1_000;

const coder = AbiCoder.defaultAbiCoder();

/** An error of JSON-RPC. */
class RpcError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** How the node behaves for one request. */
interface Mood {
  readonly chainId: number;
  readonly badNumber?: unknown;
}

/** `POST /`: JSON-RPC 2.0, single calls and batches. */
export function answerNode(context: ServiceContext, exchange: Exchange): void {
  const take = (name: string) => takeFault(context.faults, exchange, `chain:${name}`);
  const body = exchange.json();
  const mood: Mood = { chainId: Number(take('other-chain')?.['id'] ?? CHAIN_ID), badNumber: take('bad-number')?.['value'] };
  if (!Array.isArray(body)) return exchange.sendJson(200, answer(context, body, mood));
  if (take('no-batches') !== undefined || body.length > LARGEST_BATCH) {
    return exchange.sendJson(200, toError(null, new RpcError(-32_600, 'batch too large')));
  }
  const isMissing = take('missing-answers') !== undefined;
  const isWrong = take('wrong-ids') !== undefined;
  const answers = body.map((call) => answer(context, call, mood))
    .filter((_, index) => !isMissing || index % 2 === 0)
    .map((result, index) => (isWrong && index > 0 ? { ...result, id: index + 1_000_000 } : result));
  exchange.sendJson(200, answers);
}

function answer(context: ServiceContext, call: unknown, mood: Mood): object {
  const { id = null, method, params } = (call ?? {}) as { id?: unknown; method?: unknown; params?: unknown };
  try {
    const result = run(context, String(method), Array.isArray(params) ? params : [], mood);
    return { jsonrpc: '2.0', id, result };
  } catch (error) {
    return toError(id, error instanceof RpcError ? error : new RpcError(-32_602, 'invalid argument'));
  }
}

function run(context: ServiceContext, method: string, params: readonly unknown[], mood: Mood): unknown {
  const executions = getExecutions(context.world);
  switch (method) {
    case 'eth_chainId': return toQuantity(BigInt(mood.chainId));
    case 'eth_blockNumber': return toQuantity(BigInt(executions.block));
    case 'eth_getBalance': return toQuantity(executions.getBalance(readAddress(params[0])));
    case 'eth_getTransactionCount': return toQuantity(executions.getNonce(readAddress(params[0])));
    case 'eth_getCode': return executions.getNonce(readAddress(params[0])) > 0n ? '0x00' : '0x';
    case 'eth_gasPrice':
    case 'eth_maxPriorityFeePerGas': return toQuantity(10_000_000_000n);
    case 'eth_estimateGas': return toQuantity(100_000n);
    case 'eth_getLogs': return [];
    case 'eth_getBlockByNumber': return describeBlock(executions);
    case 'eth_getTransactionByHash': return describeTransaction(executions.find(String(params[0])));
    case 'eth_getTransactionReceipt': return describeReceipt(executions.find(String(params[0])));
    case 'eth_call': {
      const { to, data } = (params[0] ?? {}) as { to?: unknown; data?: unknown };
      if (typeof data !== 'string' || !/^0x(?:[0-9a-f]{2})*$/i.test(data)) throw new RpcError(-32_602, 'invalid argument 0: hex string');
      return mood.badNumber === undefined ? callContract(context, readAddress(to), data, mood) : String(mood.badNumber);
    }
    default: throw new RpcError(-32_601, `the method ${method} does not exist/is not available`);
  }
}

/** Runs the few functions that are there; nothing lives at any other address. */
function callContract(context: ServiceContext, to: string, data: string, mood: Mood): string {
  const [selector, args] = [data.slice(0, 10), `0x${data.slice(10)}`];
  if (to === MULTICALL) return callMulticall(context, selector, args, mood);
  const token = findChainToken(to);
  if (token === undefined) return callAccount(context, to, selector, args);
  switch (selector) {
    case '0x70a08231': return toWord(getExecutions(context.world).getBalance(readWordAddress(args), to));
    case '0x313ce567': return toWord(BigInt(token.decimals));
    case '0x95d89b41': return coder.encode(['string'], [token.symbol]);
    case '0x06fdde03': return coder.encode(['string'], [token.name]);
    default: throw new RpcError(3, 'execution reverted');
  }
}

/** The contract of a user's account, which is there from its first transaction on. A signature is judged before that, too. */
function callAccount({ world, seed }: ServiceContext, to: string, selector: string, args: string): string {
  const user = world.users.find(({ zkEvm }) => zkEvm?.ethAddress.toLowerCase() === to);
  if (user === undefined) return '0x';
  switch (selector) {
    case '0x8c3f5563': {
      const nonce = getExecutions(world).getNonce(to);
      return nonce === 0n ? '0x' : toWord(nonce);
    }
    case '0x1626ba7e': {
      const [hash, signature] = coder.decode(['bytes32', 'bytes'], args) as unknown as [string, string];
      return isSignedFor(seed, user.sub, to, hash, signature, 2) ? selector.padEnd(66, '0') : toWord(0n);
    }
    default: return '0x';
  }
}

function callMulticall(context: ServiceContext, selector: string, args: string, mood: Mood): string {
  switch (selector) {
    case '0x3408e470': return toWord(BigInt(mood.chainId));
    case '0x4d2301cc': return toWord(getExecutions(context.world).getBalance(readWordAddress(args)));
    case '0x82ad56cb': {
      const [calls] = coder.decode(['tuple(address,bool,bytes)[]'], args) as unknown as [readonly (readonly [string, boolean, string])[]];
      const results = calls.map(([to, allowsFailure, data]) => {
        try {
          return [true, callContract(context, to.toLowerCase(), data, mood)];
        } catch (error) {
          if (!allowsFailure) throw error;
          return [false, '0x'];
        }
      });
      return coder.encode(['tuple(bool,bytes)[]'], [results]);
    }
    default: throw new RpcError(3, 'execution reverted');
  }
}

function toError(id: unknown, { code, message }: RpcError): object {
  return { jsonrpc: '2.0', id, error: { code, message } };
}

function readAddress(value: unknown): string {
  if (typeof value !== 'string' || !/^0x[0-9a-f]{40}$/i.test(value)) throw new RpcError(-32_602, 'invalid argument 0: address');
  return value.toLowerCase();
}

function readWordAddress(args: string): string {
  const [address] = coder.decode(['address'], args) as unknown as [string];
  return address.toLowerCase();
}

function toWord(value: bigint): string {
  return `0x${value.toString(16).padStart(64, '0')}`;
}

function toQuantity(value: bigint): string {
  return `0x${value.toString(16)}`;
}
