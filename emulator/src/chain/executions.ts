import { createHash } from 'node:crypto';
import { AbiCoder } from 'ethers';
import type { AccountCall } from '../core/account-hash.js';
import type { World } from '../core/world.js';
import { findChainToken, getAmount } from './ledger.js';

/** A transaction that was given to the chain. */
export interface Submission {
  readonly hash: string;
  readonly account: string;
  readonly nonce: bigint;
  readonly calls: readonly AccountCall[];
  /** What was called on the account's contract. */
  readonly data: string;
}

/** A transaction that was carried out, or has undone itself. */
export interface Execution extends Submission {
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
  /** Those that no block has yet, in their order, and when one will. */
  #waiting: readonly (Submission & { readonly dueMs: number })[] = [];
  #submissions = 0;
  /** What has come and gone, by account and token. */
  readonly #moved = new Map<string, bigint>();

  constructor(world: World) {
    this.#world = world;
  }

  get block(): number {
    return Math.floor(this.#world.clock.now() / 2_000);
  }

  /** A transaction that is in a block. */
  find(hash: string): Execution | undefined {
    this.#mine();
    return this.#byHash.get(hash.toLowerCase());
  }

  /** The number of the account's next transaction; its contract is there after the first. One that undoes itself takes none. */
  getNonce(account: string): bigint {
    this.#mine();
    return BigInt([...this.#byHash.values()].filter((one) => one.isSuccess && one.account === account.toLowerCase()).length);
  }

  /** Whether a transaction of the account waits for a block. */
  hasWaiting(account: string): boolean {
    this.#mine();
    return this.#waiting.some((one) => one.account === account.toLowerCase());
  }

  /** What an account has now; of the chain's own without a token's address. */
  getBalance(account: string, token?: string): bigint {
    this.#mine();
    return this.#readBalance(account, token);
  }

  /** Takes a transaction, which the first block after so many milliseconds of the emulator's clock will have. */
  submit(account: string, nonce: bigint, calls: readonly AccountCall[], data: string, lateMs = 0): Submission {
    this.#submissions += 1;
    const hash = `0x${createHash('sha256').update(`${account} ${nonce} ${data} ${this.#submissions}`).digest('hex')}`;
    const submission = { hash, account: account.toLowerCase(), nonce, calls, data };
    this.#waiting = [...this.#waiting, { ...submission, dueMs: this.#world.clock.now() + lateMs }];
    return submission;
  }

  clear(): void {
    this.#byHash.clear();
    this.#moved.clear();
    this.#waiting = [];
  }

  #mine(): void {
    const nowMs = this.#world.clock.now();
    const due = this.#waiting.filter(({ dueMs }) => dueMs <= nowMs);
    this.#waiting = this.#waiting.filter(({ dueMs }) => dueMs > nowMs);
    for (const { dueMs: _, ...submission } of due) this.#execute(submission);
  }

  /** Carries out all calls or none. */
  #execute(submission: Submission): void {
    const before = new Map(this.#moved);
    const isSuccess = submission.calls.every((call) => this.#call(submission.account, call));
    if (!isSuccess) {
      this.#moved.clear();
      for (const [key, value] of before) this.#moved.set(key, value);
    }
    this.#byHash.set(submission.hash, { ...submission, block: this.block, isSuccess });
  }

  #readBalance(account: string, token?: string): bigint {
    return getAmount(this.#world, account, token === undefined ? undefined : findChainToken(token)) + (this.#moved.get(toKey(account, token)) ?? 0n);
  }

  #call(account: string, { delegateCall, target, value, data }: AccountCall): boolean {
    if (delegateCall || !this.#move(account, target, value)) return false;
    if (findChainToken(target) === undefined) return true;
    if (!data.startsWith(TRANSFER)) return false;
    const [receiver, amount] = coder.decode(['address', 'uint256'], `0x${data.slice(10)}`) as unknown as [string, bigint];
    return this.#move(account, receiver, amount, target);
  }

  #move(from: string, to: string, amount: bigint, token?: string): boolean {
    if (amount > this.#readBalance(from, token)) return false;
    for (const [who, change] of [[from, -amount], [to, amount]] as const) {
      this.#moved.set(toKey(who, token), (this.#moved.get(toKey(who, token)) ?? 0n) + change);
    }
    return true;
  }
}

function toKey(account: string, token = ''): string {
  return `${account} ${token}`.toLowerCase();
}
