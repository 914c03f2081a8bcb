import type { KeyValueStore } from '../platform/storage.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { getRecordKey, getSharedName } from './authority.js';
import type { ClientConfig } from './authority.js';
import { judgeRecord } from './record.js';
import type { StoredSession, TokenSet } from './record.js';
import { serializeRecord } from './serialize-record.js';

/** What `StoredTokens` works with. */
export interface StoredTokensOptions {
  readonly store: KeyValueStore;
  /** The tokens to replace. */
  readonly previous: TokenSet;
  /** This device's time, milliseconds since 1970. */
  readonly now: () => number;
}

/** The record during one refresh: what stood there when it began, and whether it still does. */
export class StoredTokens {
  readonly #config: ClientConfig;
  readonly #options: StoredTokensOptions;
  readonly #key: string;
  readonly #epoch: string | null;
  readonly #text: string | null;

  constructor(config: ClientConfig, options: StoredTokensOptions) {
    this.#config = config;
    this.#options = options;
    this.#key = getRecordKey(config);
    this.#epoch = this.#readEpoch();
    this.#text = options.store.get(this.#key);
  }

  /**
   * The tokens that stand there now.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR`, `SESSION_EXPIRED`, `USER_CHANGED`
   */
  read(): TokenSet {
    const stored = this.#judge();
    if (stored.verdict === 'expired') throw new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED');
    if (!('tokens' in stored)) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    if (stored.tokens.claims.sub !== this.#options.previous.claims.sub) {
      throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
    }
    return stored.tokens;
  }

  /** Whether what stands there needs no refresh. */
  isFresh(): boolean {
    return this.#judge().verdict === 'fresh';
  }

  /** Whether tokens of this user stand there. */
  isOf(sub: string): boolean {
    const stored = this.#judge();
    return 'tokens' in stored && stored.tokens.claims.sub === sub;
  }

  /** Whether tokens stand there that do not hold this refresh token. */
  hasOther(refreshToken: string | undefined): boolean {
    const stored = this.#judge();
    return 'tokens' in stored && stored.tokens.refreshToken !== refreshToken;
  }

  /** Puts tokens in the place of what stood there; false when somebody has signed out or in meanwhile. */
  replace(tokens: TokenSet): boolean {
    const { store } = this.#options;
    if (this.#readEpoch() !== this.#epoch || store.get(this.#key) !== this.#text) return false;
    const written = serializeRecord(tokens);
    store.set(this.#key, written);
    // A logout between the two lines above has removed nothing: it began its epoch first.
    if (this.#readEpoch() === this.#epoch) return true;
    if (store.get(this.#key) === written) store.remove(this.#key);
    return false;
  }

  /** Removes the record if it still holds this refresh token. Gives the error that says so. */
  end(refused: string | undefined): PassportError {
    const stored = this.#judge();
    if ('tokens' in stored && stored.tokens.refreshToken === refused) this.#options.store.remove(this.#key);
    return new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED');
  }

  #judge(): StoredSession {
    const { store, now } = this.#options;
    return judgeRecord(store.get(this.#key), this.#config, now());
  }

  #readEpoch(): string | null {
    return this.#options.store.get(getSharedName('epoch', this.#config));
  }
}
