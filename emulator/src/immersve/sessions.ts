import { randomBytes } from 'node:crypto';
import type { ServiceContext } from '../core/service.js';
import type { Account, Method } from './verify.js';

/** A login that waits for its signature. */
export interface PendingLogin {
  readonly id: string;
  readonly method: Method;
  readonly account: Account;
  readonly clientId: string;
  readonly message: string;
  readonly expiresAtMs: number;
  /** Whether completing makes the account. */
  readonly makesAccount: boolean;
}

/** The tokens of an answer. */
export interface TokenAnswer {
  readonly accessToken: string;
  readonly refreshToken?: string;
}

/** How tokens are made this time. */
export interface TokenHabits {
  readonly accessLifeMs?: number;
  readonly isOpaque: boolean;
  readonly hasRefreshToken: boolean;
}

interface Session {
  readonly clientId: string;
  readonly accountId: string;
  accessTokens: string[];
  /** The one that works; the others are spent. */
  refreshToken?: string;
  refreshExpiresAtMs: number;
}

const ACCESS_LIFE_MS = 20 * 60_000;
const REFRESH_LIFE_MS = 30 * 24 * 3_600_000;

/** What one emulator knows of Immersve's visitors. */
export class ImmersveWorld {
  readonly #context: ServiceContext;
  readonly #accounts = new Map<string, string>();
  readonly #logins = new Map<string, PendingLogin>();
  readonly #sessions = new Set<Session>();
  readonly #spent = new Set<string>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  findAccount(method: Method, account: Account): string | undefined {
    return this.#accounts.get(toKey(method, account));
  }

  ensureAccount(method: Method, account: Account): string {
    const key = toKey(method, account);
    const id = this.#accounts.get(key) ?? randomBytes(16).toString('hex');
    this.#accounts.set(key, id);
    return id;
  }

  addLogin(login: Omit<PendingLogin, 'id'>): PendingLogin {
    const added = { ...login, id: randomBytes(8).toString('hex') };
    this.#logins.set(added.id, added);
    return added;
  }

  findLogin(id: unknown): PendingLogin | undefined {
    return typeof id === 'string' ? this.#logins.get(id) : undefined;
  }

  endLogin(id: string): void {
    this.#logins.delete(id);
  }

  openSession(clientId: string, accountId: string, habits: TokenHabits): TokenAnswer {
    const session: Session = { clientId, accountId, accessTokens: [], refreshExpiresAtMs: 0 };
    this.#sessions.add(session);
    return this.#issue(session, habits);
  }

  /** The session whose refresh token this is; `spent` for one that was used or ended. */
  findByRefreshToken(token: string): Session | 'spent' | undefined {
    if (this.#spent.has(token)) return 'spent';
    return [...this.#sessions].find((session) => session.refreshToken === token);
  }

  findByAccessToken(token: string | undefined): Session | undefined {
    return [...this.#sessions].find((session) => token !== undefined && session.accessTokens.includes(token));
  }

  /** Changes the refresh token for new tokens; the old one is spent. */
  rotate(session: Session, habits: TokenHabits): TokenAnswer {
    if (session.refreshToken !== undefined) this.#spent.add(session.refreshToken);
    return this.#issue(session, habits);
  }

  endSession(session: Session): void {
    if (session.refreshToken !== undefined) this.#spent.add(session.refreshToken);
    this.#sessions.delete(session);
  }

  /** How many sessions there are. */
  get sessionCount(): number {
    return this.#sessions.size;
  }

  clear(): void {
    this.#accounts.clear();
    this.#logins.clear();
    this.#sessions.clear();
    this.#spent.clear();
  }

  #issue(session: Session, { accessLifeMs = ACCESS_LIFE_MS, isOpaque, hasRefreshToken }: TokenHabits): TokenAnswer {
    const { world, tokens, addresses } = this.#context;
    const nowMs = world.clock.now();
    const claims = {
      iss: addresses.immersve, sub: session.accountId, jti: randomBytes(8).toString('hex'),
      iat: Math.floor(nowMs / 1000), exp: Math.floor((nowMs + accessLifeMs) / 1000),
    };
    const accessToken = isOpaque ? randomBytes(24).toString('hex') : tokens.sign(claims);
    session.accessTokens = [...session.accessTokens, accessToken];
    session.refreshToken = hasRefreshToken ? randomBytes(24).toString('base64url') : undefined;
    session.refreshExpiresAtMs = nowMs + REFRESH_LIFE_MS;
    return { accessToken, ...(session.refreshToken === undefined ? {} : { refreshToken: session.refreshToken }) };
  }
}

function toKey(method: Method, { address, publicKey }: Account): string {
  return `${method} ${(address ?? publicKey ?? '').toLowerCase()}`;
}
