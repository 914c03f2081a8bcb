import { createHash } from 'node:crypto';
import type { DemoAccount } from './accounts-type.js';
import { Clock } from './clock.js';

/** What the `passport` claim says of a user who is registered with Immutable X. */
export interface ImxRegistration {
  /** The account address used in the Immutable X API. */
  readonly ethAddress: string;
  readonly starkKey: string;
  /** The address of the user's wallet key. */
  readonly adminAddress: string;
}

/** What the `passport` claim says of a user who is registered on Immutable Chain. */
export interface ChainRegistration {
  /** The account's address on the chain. */
  readonly ethAddress: string;
  /** The address of the user's wallet key. */
  readonly adminAddress: string;
}

/** A person known to this emulator. */
export interface User {
  readonly sub: string;
  readonly email: string;
  nickname: string;
  username?: string;
  /** What is worth looking at in this account. */
  title?: string;
  /** Set once the user is registered; tokens issued from then on carry the claim. */
  imx?: ImxRegistration;
  /** As `imx`, on Immutable Chain. */
  zkEvm?: ChainRegistration;
  /** The claim is shown from this refresh on; unset means at once. */
  claimVisibleFromRefresh?: number;
  /** How many refreshes this user's sessions have made. */
  refreshes: number;
}

/** How the login page behaves: for people, or at once as a test wants it. */
export type LoginMode =
  | { readonly mode: 'page' }
  | { readonly mode: 'auto'; readonly email: string }
  | { readonly mode: 'deny' }
  | { readonly mode: 'stay' };

/** How the confirmation page behaves: for people, or at once as a test wants it. */
export type ConfirmationMode =
  | { readonly mode: 'page' }
  /** `afterMs`: how long the page takes to decide, in milliseconds. Default 0. */
  | { readonly mode: 'approve' | 'reject' | 'error' | 'close'; readonly afterMs?: number }
  /** `stay`: the page is ready and nobody does anything. `mute`: it never says that it is ready. `skip`: none is required. */
  | { readonly mode: 'stay' | 'mute' | 'skip' };

/** What all services of one emulator know together: people, time and how logins behave. */
export class World {
  readonly clock = new Clock();
  /** How the login page behaves. */
  login: LoginMode = { mode: 'page' };
  /** How the confirmation page behaves. */
  confirmation: ConfirmationMode = { mode: 'page' };
  /** What a test gave somebody, by subject: amounts in the smallest unit by the token's address. It replaces what they had. */
  readonly holdings = new Map<string, ReadonlyMap<string, bigint>>();

  readonly #seed: string;
  readonly #accounts: readonly DemoAccount[];
  readonly #users = new Map<string, User>();

  constructor(seed: string, accounts: readonly DemoAccount[]) {
    this.#seed = seed;
    this.#accounts = accounts;
    this.reset();
  }

  /** Everybody, in the order of their arrival. */
  get users(): readonly User[] {
    return [...this.#users.values()];
  }

  /** The user with this subject. */
  findUser(sub: string): User | undefined {
    return this.#users.get(sub);
  }

  /** The user with this e-mail address, letters' case aside. */
  findUserByEmail(email: string): User | undefined {
    return this.users.find((user) => user.email === normalizeEmail(email));
  }

  /** The user whose Immutable X account has this address, letters' case aside. */
  findUserByAddress(ethAddress: string): User | undefined {
    const wanted = ethAddress.toLowerCase();
    return this.users.find((user) => user.imx?.ethAddress.toLowerCase() === wanted);
  }

  /** Finds the user with this e-mail address, or makes a new one. */
  ensureUser(email: string): User {
    const known = this.findUserByEmail(email);
    if (known !== undefined) return known;
    const address = normalizeEmail(email);
    const digest = createHash('sha256').update(`${this.#seed}\n${address}`).digest('hex');
    return this.#add({ sub: `email|${digest.slice(0, 24)}`, email: address, nickname: address.split('@')[0] ?? address, refreshes: 0 });
  }

  /** Forgets everything that happened since the start. */
  reset(): void {
    this.clock.reset();
    this.login = { mode: 'page' };
    this.confirmation = { mode: 'page' };
    this.holdings.clear();
    this.#users.clear();
    for (const account of this.#accounts) {
      this.#add({ ...account, email: normalizeEmail(account.email), refreshes: 0 });
    }
  }

  #add(user: User): User {
    this.#users.set(user.sub, user);
    return user;
  }
}

function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
