import { randomUUID } from 'node:crypto';
import { decodeExecute, isSignedFor } from '../chain/account-contract.js';
import { getExecutions, type Submission } from '../chain/executions.js';
import { CHAIN_ID, hashCalls, toAccountHash } from '../core/account-hash.js';
import type { Exchange } from '../core/exchange.js';
import type { FaultParams } from '../core/faults.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { RelayerError, requirePlace } from './relayer-user.js';
import type { RelayerUser } from './relayer-user.js';

interface Relayed {
  readonly sub: string;
  /** Absent where it fails before it comes to the chain. */
  readonly submission?: Submission;
  readonly failure?: FaultParams;
  polls: number;
}

/** The transactions that one emulator was given to carry out. They are told of step by step. */
export class Relay {
  readonly #context: ServiceContext;
  readonly #byId = new Map<string, Relayed>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * `eth_sendTransaction`: takes what its account has signed and its user approved; gives an id. The account's contract
   * takes one number at a time, so that nothing is taken before the one in front of it is in a block.
   */
  send(exchange: Exchange, user: RelayerUser, param: unknown): string {
    const { to, data, chainId } = (param ?? {}) as Record<string, unknown>;
    requirePlace(user, to, chainId);
    const execute = decodeExecute(String(data));
    if (execute === undefined) throw new RelayerError(-32_602, 'data is no call of execute');
    const { calls, nonce, signature } = execute;
    const { confirmations, faults, seed, world } = this.#context;
    const executions = getExecutions(world);
    const hash = hashCalls(calls, nonce);
    if (nonce !== executions.getNonce(user.account) || executions.hasWaiting(user.account)) throw new RelayerError(-32_003, 'the nonce is not the next one');
    if (!isSignedFor(seed, user.sub, user.account, hash, signature, 1)) throw new RelayerError(-32_003, 'the signature is not the owner\'s');
    if (!confirmations.isCleared(BigInt(toAccountHash(user.account, hash)), user.sub)) throw new RelayerError(-32_003, 'the transaction was not approved');
    const id = randomUUID();
    const failure = takeFault(faults, exchange, 'relayer:failed');
    const lateMs = Number(takeFault(faults, exchange, 'relayer:late-block')?.['ms'] ?? 0);
    const submission = failure === undefined ? executions.submit(user.account, nonce, calls, String(data), lateMs) : undefined;
    this.#byId.set(id, { sub: user.sub, submission, failure, polls: 0 });
    return id;
  }

  /** `im_getTransactionByHash`: PENDING, SUBMITTED, and what has come of it. */
  describe(exchange: Exchange, user: RelayerUser, param: unknown): unknown {
    const relayed = this.#byId.get(String(param));
    if (relayed?.sub !== user.sub) throw new RelayerError(-32_001, 'the transaction is not known');
    const take = (name: string) => takeFault(this.#context.faults, exchange, `relayer:${name}`);
    const isPending = take('pending') !== undefined || relayed.polls === 0;
    relayed.polls += 1;
    const status = isPending ? 'PENDING' : this.#getStatus(relayed);
    const hash = status === 'PENDING' || relayed.submission === undefined ? '' : String(take('bad-hash')?.['value'] ?? relayed.submission.hash);
    return {
      status, hash, chainId: `eip155:${CHAIN_ID}`, relayerId: String(param),
      ...(relayed.failure === undefined || isPending ? {} : { statusMessage: String(relayed.failure['reason']) }),
    };
  }

  #getStatus({ submission, failure, polls }: Relayed): string {
    if (submission === undefined) return String(failure?.['status']);
    const execution = getExecutions(this.#context.world).find(submission.hash);
    if (execution === undefined) return 'SUBMITTED';
    if (!execution.isSuccess) return 'REVERTED';
    return polls === 2 ? 'SUBMITTED' : 'SUCCESSFUL';
  }

  clear(): void {
    this.#byId.clear();
    getExecutions(this.#context.world).clear();
  }
}
