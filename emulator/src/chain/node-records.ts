import { createHash } from 'node:crypto';
import type { Execution, Executions } from './executions.js';

const ZERO = `0x${'0'.repeat(64)}`;
/** Who carries the transactions of all accounts out. */
const SENDER = '0x00000000000000000000000000000000000f00d5';

/** The latest block, empty. */
export function describeBlock({ block }: Executions): object {
  return {
    number: toQuantity(block), hash: toBlockHash(block), parentHash: toBlockHash(block - 1), timestamp: toQuantity(block * 2),
    nonce: '0x0000000000000000', difficulty: '0x0', gasLimit: '0x1c9c380', gasUsed: '0x0', miner: SENDER, extraData: '0x',
    baseFeePerGas: '0x7', transactions: [], stateRoot: ZERO, receiptsRoot: ZERO,
  };
}

/** A transaction as nodes tell it, null where there is none. */
export function describeTransaction(execution: Execution | undefined): object | null {
  if (execution === undefined) return null;
  const { hash, account, data, nonce, block } = execution;
  return {
    hash, blockNumber: toQuantity(block), blockHash: toBlockHash(block), transactionIndex: '0x0', type: '0x2', from: SENDER, to: account,
    gas: '0x186a0', gasPrice: '0x2540be400', maxFeePerGas: '0x2540be400', maxPriorityFeePerGas: '0x2540be400', value: '0x0',
    nonce: toQuantity(Number(nonce)), input: data, chainId: '0x34a1', accessList: [], r: `0x${'1'.repeat(64)}`, s: `0x${'1'.repeat(64)}`, v: '0x0', yParity: '0x0',
  };
}

/** What became of a transaction, null where there is none. */
export function describeReceipt(execution: Execution | undefined): object | null {
  if (execution === undefined) return null;
  const { hash, account, block, isSuccess } = execution;
  return {
    transactionHash: hash, blockNumber: toQuantity(block), blockHash: toBlockHash(block), transactionIndex: '0x0', type: '0x2', from: SENDER,
    to: account, contractAddress: null, status: isSuccess ? '0x1' : '0x0', gasUsed: '0x186a0', cumulativeGasUsed: '0x186a0',
    effectiveGasPrice: '0x2540be400', logs: [], logsBloom: `0x${'0'.repeat(512)}`,
  };
}

function toBlockHash(block: number): string {
  return `0x${createHash('sha256').update(`block ${block}`).digest('hex')}`;
}

function toQuantity(value: number): string {
  return `0x${value.toString(16)}`;
}
