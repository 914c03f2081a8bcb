import type { Hex } from '../../shared/types.js';
import { hashData } from '../../signing/evm-hashes.js';
import { encodeBytes, encodeDynamicList, toWord } from '../words.js';

/** One call that the account makes. None delegates, each undoes all where it fails, and gas is the relayer's to say. */
export interface MetaTransaction {
  readonly target: Hex;
  /** In the native token's smallest unit. */
  readonly value: bigint;
  readonly data: Hex;
}

/** `execute((bool,bool,uint256,address,uint256,bytes)[],uint256,bytes)` of the account's contract. */
const EXECUTE = '7a9a1628';

/** The transactions alone, as the relayer is asked for a price. */
export function encodeTransactions(transactions: readonly MetaTransaction[]): Hex {
  return `0x${toWord(0x20)}${encodeList(transactions)}`;
}

/** The hash of transactions and nonce, as the account's contract computes it. */
export function hashTransactions(transactions: readonly MetaTransaction[], nonce: bigint): Hex {
  return hashData(`0x${toWord(nonce)}${toWord(0x40)}${encodeList(transactions)}`);
}

/** The call of the account that carries the transactions out. */
export function encodeExecute(transactions: readonly MetaTransaction[], nonce: bigint, signature: Hex): Hex {
  const list = encodeList(transactions);
  return `0x${EXECUTE}${toWord(0x60)}${toWord(nonce)}${toWord(0x60 + list.length / 2)}${list}${encodeBytes(signature)}`;
}

/** The transactions in the guardian's words. */
export function toGuardianTransactions(transactions: readonly MetaTransaction[]): readonly Readonly<Record<string, unknown>>[] {
  return transactions.map(({ target, value, data }) => ({
    delegateCall: false, revertOnError: true, gasLimit: '0', target, value: value.toString(), data,
  }));
}

function encodeList(transactions: readonly MetaTransaction[]): string {
  return encodeDynamicList(transactions.map(({ target, value, data }) => [
    toWord(0), toWord(1), toWord(0), toWord(target), toWord(value), toWord(0xc0), encodeBytes(data),
  ].join('')));
}
