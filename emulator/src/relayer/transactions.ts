import { randomUUID } from 'node:crypto';
import { decodeExecute, isSignedFor } from '../chain/account-contract.js';
import { getExecutions, type Execution } from '../chain/executions.js';
import { CHAIN_ID, hashCalls, toAccountHash } from '../core/account-hash.js';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { RelayerError, requirePlace } from './relayer-user.js';
import type { RelayerUser } from './relayer-user.js';

interface Relayed {
  readonly sub: string;
  readonly execution: Execution;
  polls: number;
}

/** The transactions that one emulator was given to carry out. They are on the chain at once, and told of step by step. */
export class Relay {
  readonly #context: ServiceContext;
  readonly #byId = new Map<string, Relayed>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** `eth_sendTransaction`: takes what its account has signed and its user approved; gives an id. */
  send(user: RelayerUser, param: unknown): string {
    const { to, data, chainId } = (param ?? {}) as Record<string, unknown>;
    requirePlace(user, to, chainId);
    const execute = decodeExecute(String(data));
    if (execute === undefined) throw new RelayerError(-32_602, 'data is no call of execute');
    const { calls, nonce, signature } = execute;
    const { confirmations, seed, world } = this.#context;
    const executions = getExecutions(world);
    const hash = hashCalls(calls, nonce);
    if (nonce !== executions.getNonce(user.account)) throw new RelayerError(-32_003, 'the nonce is not the next one');
    if (!isSignedFor(seed, user.sub, user.account, hash, signature, 1)) throw new RelayerError(-32_003, 'the signature is not the owner\'s');
    if (!confirmations.isCleared(BigInt(toAccountHash(user.account, hash)), user.sub)) throw new RelayerError(-32_003, 'the transaction was not approved');
    const id = randomUUID();
    this.#byId.set(id, { sub: user.sub, execution: executions.execute(user.account, nonce, calls, String(data)), polls: 0 });
    return id;
  }

  /** `im_getTransactionByHash`: PENDING, SUBMITTED, and what has come of it. */
  describe(exchange: Exchange, user: RelayerUser, param: unknown): unknown {
    const relayed = this.#byId.get(String(param));
    if (relayed?.sub !== user.sub) throw new RelayerError(-32_001, 'the transaction is not known');
    const take = (name: string) => takeFault(this.#context.faults, exchange, `relayer:${name}`);
    const failed = take('failed');
    const isPending = take('pending') !== undefined || relayed.polls === 0;
    relayed.polls += 1;
    const end = relayed.execution.isSuccess ? 'SUCCESSFUL' : 'REVERTED';
    const status = failed !== undefined ? String(failed['status']) : isPending ? 'PENDING' : relayed.polls === 2 && relayed.execution.isSuccess ? 'SUBMITTED' : end;
    return {
      status, chainId: `eip155:${CHAIN_ID}`, relayerId: String(param),
      hash: status === 'PENDING' ? '' : String(take('bad-hash')?.['value'] ?? relayed.execution.hash),
      ...(failed === undefined ? {} : { statusMessage: String(failed['reason']) }),
    };
  }

  clear(): void {
    this.#byId.clear();
    getExecutions(this.#context.world).clear();
  }
}
