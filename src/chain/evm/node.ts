import { createResponseError } from '../../api/api-error.js';
import { callRpc } from '../../api/chain-rpc.js';
import type { RpcCall } from '../../api/chain-rpc.js';
import { cleanText } from '../../api/parse-values.js';
import { CHAIN_ERRORS } from '../../shared/errors/chain.js';
import { PassportError } from '../../shared/passport-error.js';
import type { ChainSettings } from '../chain-settings.js';
import { parseQuantity } from '../words.js';
import { EVM_CODES, EvmError } from './evm-error.js';

/** Methods that only read. Of those with a number, the block is named there, and is the latest where the page names none. */
const READ_METHODS: Readonly<Record<string, number | undefined>> = {
  eth_getBalance: 1, eth_getCode: 1, eth_getTransactionCount: 1, eth_getStorageAt: 2, eth_call: 1, eth_estimateGas: 1,
  eth_gasPrice: undefined, eth_maxPriorityFeePerGas: undefined, eth_feeHistory: undefined, eth_blockNumber: undefined,
  eth_getBlockByHash: undefined, eth_getBlockByNumber: undefined, eth_getLogs: undefined,
  eth_getTransactionByHash: undefined, eth_getTransactionReceipt: undefined,
};
const MAX_REASON = 500;

/** Whether a method is the node's to answer. */
export function isReadMethod(method: string): boolean {
  return Object.hasOwn(READ_METHODS, method);
}

/**
 * Asks which chain the node is of.
 *
 * @throws {PassportError} `CHAIN_MISMATCH`, a code of the api room
 */
export async function checkNode({ rpc, id }: ChainSettings): Promise<void> {
  const [answer] = await callRpc(rpc, [{ method: 'eth_chainId', params: [] }]);
  const seen = answer && 'result' in answer ? parseQuantity(answer.result) : undefined;
  if (seen === undefined) throw createResponseError('id of the chain');
  if (seen !== BigInt(id)) throw new PassportError(CHAIN_ERRORS, 'CHAIN_MISMATCH');
}

/**
 * Has the node answer a call that reads.
 *
 * @throws {EvmError} with the node's own message, data and number, unless that would tell of the visitor or the provider; {PassportError} a code of the api room
 */
export async function askNode({ rpc }: ChainSettings, { method, params }: RpcCall): Promise<unknown> {
  const place = READ_METHODS[method];
  const filled = [...params];
  if (place !== undefined && (filled[place] === undefined || filled[place] === null)) filled[place] = 'latest';
  const [answer] = await callRpc(rpc, [{ method, params: filled }]);
  if (!answer) throw createResponseError('answer of a node');
  if ('result' in answer) return answer.result;
  const { code, message, data } = answer.error;
  // From 4000 on EIP-1193 numbers what provider and visitor do, and libraries act on it.
  throw new EvmError(code >= 4_000 && code < 5_000 ? EVM_CODES.internal : code, cleanText(message, MAX_REASON), { data });
}
