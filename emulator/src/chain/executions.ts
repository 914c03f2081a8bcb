import { createHash } from 'node:crypto';
import { AbiCoder } from 'ethers';
import type { AccountCall } from '../core/account-hash.js';
import type { World } from '../core/world.js';
import { findChainToken, getAmount } from './ledger.js';

/** A transaction that was carried out, or has undone itself. */
export interface Execution {
  readonly hash: string;
  readonly account: string;
  readonly nonce: bigint;
  readonly calls: readonly AccountCall[];
  /** What was called on the account's contract. */
  readonly data: string;
  readonly block: number;
  readonly isSuccess: boolean;
}

const TRANSFER = '0xa9059cbb';
const coder = AbiCoder.defaultAbiCoder();
const byWorld = new WeakMap<World, Executions>();

/** The executions of an emulator. */
export function getExecutions(world: World): Executions {
  const executions = byWorld.get(world) ?? new Executions(world);
  byWorld.set(world, executions);
  return executions;
}

/** What accounts have done on one chain. */
export class Executions {
  readonly #world: World;
  readonly #byHash = new Map<string, Execution>();
  /** What has come and gone, by account and token. */
  readonly #moved = new Map<string, bigint>();

  constructor(world: World) {
    this.#world = world;
  }

  get block(): number {
    return Math.floor(this.#world.clock.now() / 2_000);
  }

  find(hash: string): Execution | undefined {
    return this.#byHash.get(hash.toLowerCase());
  }

  /** The number of the account's next transaction; its contract is there after the first. */
  getNonce(account: string): bigint {
    return BigInt([...this.#byHash.values()].filter((one) => one.account === account.toLowerCase()).length);
  }

  /** What an account has now; of the chain's own without a token's address. */
  getBalance(account: string, token?: string): bigint {
    return getAmount(this.#world, account, token === undefined ? undefined : findChainToken(token)) + (this.#moved.get(toKey(account, token)) ?? 0n);
  }

  /** Carries out all calls or none. */
  execute(account: string, nonce: bigint, calls: readonly AccountCall[], data: string): Execution {
    const before = new Map(this.#moved);
    const isSuccess = calls.every((call) => this.#call(account, call));
    if (!isSuccess) {
      this.#moved.clear();
      for (const [key, value] of before) this.#moved.set(key, value);
    }
    const hash = `0x${createHash('sha256').update(`${account} ${nonce} ${data}`).digest('hex')}`;
    const execution = { hash, account: account.toLowerCase(), nonce, calls, data, block: this.block, isSuccess };
    this.#byHash.set(hash, execution);
    return execution;
  }

  clear(): void {
    this.#byHash.clear();
    this.#moved.clear();
  }

  #call(account: string, { delegateCall, target, value, data }: AccountCall): boolean {
    if (delegateCall || !this.#move(account, target, value)) return false;
    if (findChainToken(target) === undefined) return true;
    if (!data.startsWith(TRANSFER)) return false;
    const [receiver, amount] = coder.decode(['address', 'uint256'], `0x${data.slice(10)}`) as unknown as [string, bigint];
    return this.#move(account, receiver, amount, target);
  }

  #move(from: string, to: string, amount: bigint, token?: string): boolean {
    if (amount > this.getBalance(from, token)) return false;
    for (const [who, change] of [[from, -amount], [to, amount]] as const) {
      this.#moved.set(toKey(who, token), (this.#moved.get(toKey(who, token)) ?? 0n) + change);
    }
    return true;
  }
}

function toKey(account: string, token = ''): string {
  return `${account} ${token}`.toLowerCase();
}
