import { createHash } from 'node:crypto';
import { findPerson, type Holding } from '../../accounts/accounts.js';
import { COLLECTIBLES, type Collectible } from '../../accounts/collectibles.js';
import { findToken, type Token } from '../../accounts/tokens.js';
import type { ServiceContext } from '../../core/service.js';
import { ImxError } from '../errors.js';
import { findAccount } from './accounts.js';
import { describeAmount, type Amount, type Asset } from './assets.js';

/** A transfer that was carried out. */
export interface Transfer {
  readonly id: number;
  readonly sender: string;
  readonly receiver: string;
  readonly what: Amount;
  readonly atMs: number;
}

/** Who has what on one emulator's Immutable X, and how it came there. */
export class Ledger {
  readonly transfers: Transfer[] = [];
  readonly #context: ServiceContext;
  readonly #holdings = new Map<string, Map<string, Holding>>();
  /** What a test gave an account, as far as it is in the holdings. */
  readonly #taken = new Map<string, ReadonlyMap<string, bigint>>();
  readonly #owners = new Map<Collectible, string>();
  readonly #movedAt = new Map<Collectible, number>();
  #nextId = 5001;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** The tokens of an account, those that were all spent included. */
  listHoldings(address: string): readonly Holding[] {
    return [...this.#getHoldings(address).values()];
  }

  /** The account that has a collectible; undefined while its person is not registered. */
  findOwner(collectible: Collectible): string | undefined {
    return this.#owners.get(collectible) ?? this.#context.world.findUser(collectible.owner)?.imx?.ethAddress.toLowerCase();
  }

  /** The collectibles of an account. */
  listCollectibles(address: string): readonly Collectible[] {
    return COLLECTIBLES.filter((collectible) => this.findOwner(collectible) === address.toLowerCase());
  }

  /** When a collectible last changed its owner, if it did. */
  getMovedAt(collectible: Collectible): number | undefined {
    return this.#movedAt.get(collectible);
  }

  /** Whether an account has so much of an asset. */
  has(address: string, { asset, amount }: Amount): boolean {
    if (asset.kind === 'collectible') return this.findOwner(asset.collectible) === address.toLowerCase();
    return (this.#getHoldings(address).get(asset.token.address)?.balance ?? 0n) >= amount;
  }

  /**
   * Refuses what an account cannot give.
   *
   * @throws {ImxError} 400
   */
  require(address: string, what: Amount): void {
    if (!this.has(address, what)) throw new ImxError(400, 'insufficient_balance', `The account does not have ${describeAmount(what)}`);
  }

  /** Moves an asset from one account to another, or to nobody, as fees go. */
  move(from: string, to: string | undefined, what: Amount): void {
    this.require(from, what);
    const { asset, amount } = what;
    if (asset.kind === 'collectible') {
      this.#owners.set(asset.collectible, to?.toLowerCase() ?? '');
      this.#movedAt.set(asset.collectible, this.#context.world.clock.now());
      return;
    }
    this.#add(from, asset.token, -amount);
    if (to !== undefined) this.#add(to, asset.token, amount);
  }

  /** Keeps a transfer that was carried out. */
  record(transfer: Omit<Transfer, 'id'>): Transfer {
    const kept = { ...transfer, id: this.#nextId++ };
    this.transfers.push(kept);
    return kept;
  }

  /** The vault in which an account keeps an asset. */
  getVault(address: string, asset: Asset): bigint {
    const digest = createHash('sha256').update(`vault of ${address.toLowerCase()} for ${asset.id}`).digest('hex');
    return BigInt(`0x${digest.slice(0, 8)}`) >> 1n;
  }

  /** Goes back to who had what at the start. */
  reset(): void {
    this.transfers.length = 0;
    this.#holdings.clear();
    this.#taken.clear();
    this.#owners.clear();
    this.#movedAt.clear();
    this.#nextId = 5001;
  }

  #getHoldings(address: string): Map<string, Holding> {
    const key = address.toLowerCase();
    const account = findAccount(this.#context, key);
    const given = account?.sub === undefined ? undefined : this.#context.world.holdings.get(account.sub);
    const known = this.#holdings.get(key);
    if (known !== undefined && this.#taken.get(key) === given) return known;
    const made = new Map((given === undefined ? findHoldings(account?.sub) : toHoldings(given)).map((holding) => [holding.token.address, holding]));
    if (account === undefined) return made; // What nobody can log in to or is not registered yet may become an account later.
    this.#holdings.set(key, made);
    if (given !== undefined) this.#taken.set(key, given);
    return made;
  }

  #add(address: string, token: Token, amount: bigint): void {
    const holdings = this.#getHoldings(address);
    const held = holdings.get(token.address);
    holdings.set(token.address, { ...held, token, balance: (held?.balance ?? 0n) + amount });
  }
}

function findHoldings(sub: string | undefined): readonly Holding[] {
  return sub === undefined ? [] : findPerson(sub)?.holdings ?? [];
}

function toHoldings(given: ReadonlyMap<string, bigint>): Holding[] {
  return [...given].map(([address, balance]) => {
    const token = findToken(address);
    if (token === undefined) throw new RangeError(`There is no token at ${address}.`);
    return { token, balance };
  });
}
