import { getRecordKey, getSharedName } from '../auth/authority.js';
import type { ClientConfig } from '../auth/authority.js';
import { beginEpoch, forgetSession } from '../auth/logout.js';
import { isExpired, judgeRecord, serializeRecord } from '../auth/record.js';
import type { TokenSet } from '../auth/record.js';
import type { KeyCache } from '../auth/verify.js';
import type { Clock } from '../platform/clock.js';
import type { KeyValueStore } from '../platform/storage.js';
import { openTabHints } from '../platform/tab-hints.js';
import type { TabHints } from '../platform/tab-hints.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { loadRefresh, loadVerify } from './lazy.js';
import type { SessionChangeReason } from './session.events.js';

/** Whether a token may be drawn only, or relied upon. */
export type Trust = 'restored' | 'verified';

/** What the keeper tells its session. */
export interface TokenChange {
  readonly reason: SessionChangeReason;
  /** Why the session ended, when it did. */
  readonly error?: PassportError;
}

/** What the keeper works with. */
export interface TokenKeeperOptions {
  readonly config: ClientConfig;
  readonly store: KeyValueStore;
  readonly clock: Clock;
  readonly window: Window & typeof globalThis;
  readonly onChange: (change: TokenChange) => void;
}

/** A step of `getVerified` may be followed by another: a refresh that another tab made has to be verified. */
const MAX_STEPS = 4;
/** Errors of a refresh that mean that these tokens are over. */
const ENDINGS = new Set<string>(['SESSION_EXPIRED', 'NOT_LOGGED_IN_ERROR']);

/** Holds the tokens of this page's user, in step with the record that all tabs share. */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  readonly #hints: TabHints;
  readonly #keys: KeyCache = {};
  /** Steps under way, by kind and ID token: whoever needs the same step waits for the same one. */
  readonly #steps = new Map<string, Promise<void>>();
  /** ID tokens that were found forged: their record stays where it is and is not taken again. */
  readonly #refused = new Set<string>();
  #tokens: TokenSet | undefined;
  #trust: Trust = 'restored';

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
    this.#hints = openTabHints(getSharedName('session', options.config), {
      storageKey: getRecordKey(options.config),
      onHint: () => this.#reread(),
      window: options.window,
    });
  }

  get tokens(): TokenSet | undefined {
    return this.#tokens;
  }

  get trust(): Trust {
    return this.#trust;
  }

  /** Reads the record. Tells nobody: the session asks. */
  restore(): TokenSet | undefined {
    this.#take(this.#read(), 'restored');
    return this.#tokens;
  }

  /**
   * Takes tokens that this page received from a login.
   *
   * @throws {PassportError} where the site requires signatures: `ID_TOKEN_INVALID`, `JWKS_UNAVAILABLE`
   */
  async adopt(tokens: TokenSet): Promise<void> {
    const { config, store, onChange } = this.#options;
    if (config.jwks === 'require') await this.#checkSignature(tokens);
    beginEpoch(config, store);
    store.set(getRecordKey(config), serializeRecord(tokens));
    this.#take(tokens, 'verified');
    this.#hints.tell();
    onChange({ reason: 'signed-in' });
  }

  /** Forgets the user here, in the store and in all tabs. Gives the newest tokens there were. */
  forget(): TokenSet | undefined {
    const tokens = this.#read() ?? this.#tokens;
    forgetSession(this.#options.config, this.#options.store);
    this.#take(undefined, 'restored');
    this.#hints.tell();
    return tokens;
  }

  /**
   * Tokens that are verified and have not ended; renews them when needed.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR`, `SESSION_EXPIRED`, `USER_CHANGED`, `REFRESH_FAILED`,
   * `ID_TOKEN_INVALID`, `JWKS_UNAVAILABLE`
   */
  async getVerified(): Promise<TokenSet> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const tokens = this.#tokens;
      if (!tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
      // What this page has just received is the freshest there is, however short its life.
      if (this.#trust === 'verified' && (step > 0 || !this.#isExpired(tokens))) return tokens;
      if (this.#isExpired(tokens)) await this.#refresh(tokens);
      else await this.#verify(tokens).catch((error: unknown) => this.#refreshInstead(error, tokens));
    }
    throw new PassportError(SHARED_ERRORS, 'REFRESH_FAILED');
  }

  /** Verifies by signature what is at hand, behind what is drawn. Asks for no new tokens, never rejects. */
  async verifyQuietly(): Promise<void> {
    const tokens = this.#tokens;
    if (!tokens || this.#trust === 'verified' || this.#isExpired(tokens)) return;
    await this.#verify(tokens).catch(() => {});
  }

  /** Gets new tokens, whether or not the present ones have ended. */
  async refresh(): Promise<TokenSet> {
    const tokens = this.#tokens;
    if (!tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    await this.#refresh(tokens);
    return this.getVerified();
  }

  dispose(): void {
    this.#hints.close();
    this.#take(undefined, 'restored');
  }

  #verify(tokens: TokenSet): Promise<void> {
    return this.#once(`verify ${tokens.idToken}`, async () => {
      try {
        await this.#checkSignature(tokens);
      } catch (error) {
        // One that ended while it was looked at, as over a laptop's sleep, is not a forged one (row 70).
        if (error instanceof PassportError && error.code === 'ID_TOKEN_INVALID' && !this.#isExpired(tokens)) {
          this.#refused.add(tokens.idToken);
          this.#drop(tokens, error);
        }
        throw error;
      }
      if (this.#tokens?.idToken !== tokens.idToken || this.#trust === 'verified') return;
      this.#trust = 'verified';
      this.#options.onChange({ reason: 'restored' });
    });
  }

  async #checkSignature(tokens: TokenSet): Promise<void> {
    const { config, clock } = this.#options;
    const { verifyIdToken } = await loadVerify();
    await verifyIdToken(tokens.idToken, config, { cache: this.#keys, nowMs: clock.now() });
  }

  /** Where the keys cannot be had: tokens that come straight from the service need none. */
  async #refreshInstead(error: unknown, tokens: TokenSet): Promise<void> {
    const isWithoutKeys = error instanceof PassportError && error.code === 'JWKS_UNAVAILABLE';
    const isCurable = isWithoutKeys ? this.#options.config.jwks !== 'require' : this.#isExpired(tokens);
    if (!isCurable) throw error;
    await this.#refresh(tokens);
  }

  #refresh(previous: TokenSet): Promise<void> {
    return this.#once(`refresh ${previous.idToken}`, async () => {
      const { config, store, clock, onChange } = this.#options;
      const { refreshTokens } = await loadRefresh();
      const { tokens, isReceived } = await refreshTokens(config, { store, previous, now: () => clock.now() })
        .catch((error: unknown) => this.#failRefresh(error, previous));
      const current = this.#tokens;
      // Signed out here meanwhile; another user is told by the loop that asks next.
      if (current?.claims.sub !== tokens.claims.sub) return;
      // Another tab's event may have brought the same tokens already.
      if (current.idToken === tokens.idToken && !isReceived && current.accessToken === tokens.accessToken) return;
      this.#take(tokens, isReceived && config.jwks !== 'require' ? 'verified' : 'restored');
      if (isReceived) this.#hints.tell();
      onChange({ reason: 'refreshed' });
    });
  }

  #failRefresh(error: unknown, previous: TokenSet): never {
    if (error instanceof PassportError && error.code === 'USER_CHANGED') this.#reread();
    if (error instanceof PassportError && ENDINGS.has(error.code)) this.#drop(previous, error);
    throw error;
  }

  #isExpired(tokens: TokenSet): boolean {
    return isExpired(tokens, this.#options.clock.now());
  }

  #once(key: string, step: () => Promise<void>): Promise<void> {
    const running = this.#steps.get(key) ?? step().finally(() => this.#steps.delete(key));
    this.#steps.set(key, running);
    return running;
  }

  /** Ends the session of these tokens in this tab; whoever holds others by now keeps them. */
  #drop(tokens: TokenSet, error: PassportError): void {
    if (this.#tokens?.idToken !== tokens.idToken) return;
    this.#take(undefined, 'restored');
    this.#hints.tell();
    this.#options.onChange({ reason: 'expired', error });
  }

  /** Another tab may have changed the record: it is data, the hint is not. */
  #reread(): void {
    const before = this.#tokens;
    const after = this.#read();
    if (after?.idToken === before?.idToken && after?.accessToken === before?.accessToken) return;
    this.#take(after, 'restored');
    this.#options.onChange({ reason: 'other-tab' });
  }

  #read(): TokenSet | undefined {
    const { config, store, clock } = this.#options;
    const stored = judgeRecord(store.get(getRecordKey(config)), config, clock.now());
    return 'tokens' in stored && !this.#refused.has(stored.tokens.idToken) ? stored.tokens : undefined;
  }

  #take(tokens: TokenSet | undefined, trust: Trust): void {
    this.#tokens = tokens;
    this.#trust = trust;
  }
}
