import { callRpc } from '../api/chain-rpc.js';
import type { RpcCall, RpcFailure } from '../api/chain-rpc.js';
import { CHAIN_ERRORS } from '../shared/errors/chain.js';
import { API_ERRORS } from '../shared/errors/api.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { ChainSettings } from './chain-settings.js';
import { decodeAggregate, encodeAggregate, parseQuantity, parseWord, SELECTORS, toWord } from './words.js';
import type { ContractCall } from './words.js';

/** A number on the chain: an account's amount of the native token, or what a contract's function returns. */
export type NumberRead = { readonly nativeOf: Hex } | ContractCall;

/** The number; null where the contract has none; undefined where the node did not answer this one. */
export type NumberAnswer = bigint | null | undefined;

/** Reads numbers from a chain, many in one request: as a JSON-RPC batch or through Multicall3, whichever answers. */
export class ChainReader {
  readonly #chain: ChainSettings;
  readonly #ways = [readBatch, readAggregate];

  constructor(chain: ChainSettings) {
    this.#chain = chain;
  }

  /**
   * Gives the numbers in the order of the reads.
   *
   * @throws {PassportError} `CHAIN_MISMATCH` when the node is one of another chain, and what `callRpc` throws.
   */
  async read(reads: readonly NumberRead[], signal?: AbortSignal): Promise<readonly NumberAnswer[]> {
    let failure: unknown;
    for (const way of [...this.#ways]) {
      try {
        const [chainId, ...answers] = await way(this.#chain, reads, signal);
        if (typeof chainId !== 'bigint') throw createInvalidError();
        if (chainId !== BigInt(this.#chain.id)) throw new PassportError(CHAIN_ERRORS, 'CHAIN_MISMATCH');
        // What has answered is asked first from now on.
        this.#ways.sort((a, b) => Number(b === way) - Number(a === way));
        return answers;
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof PassportError && error.code === 'CHAIN_MISMATCH') throw error;
        failure ??= error;
      }
    }
    throw failure;
  }
}

/** The first answer is the chain's id. */
type Way = (chain: ChainSettings, reads: readonly NumberRead[], signal?: AbortSignal) => Promise<readonly NumberAnswer[]>;

const readBatch: Way = async (chain, reads, signal) => {
  const calls: RpcCall[] = reads.map((read) => ('nativeOf' in read
    ? { method: 'eth_getBalance', params: [read.nativeOf, 'latest'] }
    : { method: 'eth_call', params: [{ to: read.to, data: read.data }, 'latest'] }));
  const answers = await callRpc(chain.rpc, [{ method: 'eth_chainId', params: [] }, ...calls], { signal });
  return answers.map((answer, index) => {
    if (!answer) return undefined;
    const isCall = calls[index - 1]?.method === 'eth_call';
    if ('error' in answer) return isCall && hasFailed(answer.error) ? null : undefined;
    return isCall ? parseWord(answer.result) : parseQuantity(answer.result);
  });
};

const readAggregate: Way = async ({ rpc, multicall }, reads, signal) => {
  const calls = reads.map((read) => ('nativeOf' in read
    ? { to: multicall, data: `0x${SELECTORS.nativeBalance}${toWord(read.nativeOf)}` as const } : read));
  const data = encodeAggregate([{ to: multicall, data: `0x${SELECTORS.chainId}` }, ...calls]);
  const [answer] = await callRpc(rpc, [{ method: 'eth_call', params: [{ to: multicall, data }, 'latest'] }], { signal });
  const numbers = decodeAggregate(answer && 'result' in answer ? answer.result : undefined, calls.length + 1);
  if (!numbers) throw createInvalidError();
  return numbers;
};

/** How nodes name the end of code that has refused, has failed or does not end. */
const FAILED_CODE = /revert|invalid ?(?:opcode|jump)|out ?of ?gas/i;

/** Whether the contract itself gives no number: code 3 of geth, or a general code with these words. Anything else is the node's own trouble. */
function hasFailed({ code, message }: RpcFailure): boolean {
  return code === 3 || FAILED_CODE.test(message);
}

function createInvalidError(): PassportError {
  return new PassportError(API_ERRORS, 'API_RESPONSE_INVALID', { message: 'The node sent no readable numbers.' });
}
