import { getRecordKey, getSharedName } from '../auth/authority.js';
import type { ClientConfig } from '../auth/authority.js';
import { forgetSession } from '../auth/logout.js';
import { isExpired, judgeRecord, serializeRecord } from '../auth/record.js';
import type { TokenSet } from '../auth/record.js';
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

/** Holds the tokens of this page's user, in step with the record that all tabs share. */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  readonly #hints: TabHints;
  #tokens: TokenSet | undefined;
  #trust: Trust = 'restored';
  #verifying: Promise<TokenSet> | undefined;
  #refreshing: Promise<TokenSet> | undefined;

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
    const { config, store, clock } = this.#options;
    const stored = judgeRecord(store.get(getRecordKey(config)), config, clock.now());
    this.#take('tokens' in stored ? stored.tokens : undefined, 'restored');
    return this.#tokens;
  }

  /** Takes tokens that this page received from a login. */
  adopt(tokens: TokenSet): void {
    const { config, store } = this.#options;
    store.set(getRecordKey(config), serializeRecord(tokens));
    this.#take(tokens, 'verified');
    this.#hints.tell();
    this.#options.onChange({ reason: 'signed-in' });
  }

  /** Forgets the user here, in the store and in all tabs. Gives what was held. */
  forget(): TokenSet | undefined {
    const tokens = this.#tokens;
    forgetSession(this.#options.config, this.#options.store);
    this.#take(undefined, 'restored');
    this.#hints.tell();
    return tokens;
  }

  /**
   * Tokens that are verified and have not ended; renews them when needed.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR`, `SESSION_EXPIRED`, `REFRESH_FAILED`,
   * `ID_TOKEN_INVALID`, `JWKS_UNAVAILABLE`
   */
  async getVerified(): Promise<TokenSet> {
    const tokens = this.#tokens;
    if (!tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    if (isExpired(tokens, this.#options.clock.now())) return this.refresh();
    if (this.#trust === 'verified') return tokens;
    this.#verifying ??= this.#verify(tokens).finally(() => { this.#verifying = undefined; });
    return this.#verifying;
  }

  /** Gets new tokens, whether or not the present ones have ended. One at a time. */
  refresh(): Promise<TokenSet> {
    this.#refreshing ??= this.#refresh().finally(() => { this.#refreshing = undefined; });
    return this.#refreshing;
  }

  dispose(): void {
    this.#hints.close();
    this.#tokens = undefined;
  }

  async #verify(tokens: TokenSet): Promise<TokenSet> {
    const { config, store, clock, onChange } = this.#options;
    const { verifyIdToken } = await loadVerify();
    try {
      await verifyIdToken(tokens.idToken, config, { store, nowMs: clock.now() });
    } catch (error) {
      if (!(error instanceof PassportError)) throw error;
      if (error.code === 'ID_TOKEN_INVALID') this.#drop(tokens, error);
      // The keys cannot be had: tokens that come straight from the service need none.
      if (error.code === 'JWKS_UNAVAILABLE' && config.jwks !== 'require') return this.refresh();
      throw error;
    }
    if (this.#tokens?.idToken !== tokens.idToken) return this.getVerified();
    this.#trust = 'verified';
    onChange({ reason: 'restored' });
    return tokens;
  }

  async #refresh(): Promise<TokenSet> {
    const { config, store, clock, onChange } = this.#options;
    const previous = this.#tokens;
    if (!previous) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    const { refreshTokens } = await loadRefresh();
    let result;
    try {
      result = await refreshTokens(config, { store, previous, now: () => clock.now() });
    } catch (error) {
      if (error instanceof PassportError && ENDINGS.has(error.code)) {
        if (error.code === 'USER_CHANGED') this.#reread();
        else this.#drop(previous, error);
      }
      throw error;
    }
    if (this.#tokens?.idToken !== previous.idToken) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    const isTrusted = result.isReceived && config.jwks !== 'require';
    this.#take(result.tokens, isTrusted ? 'verified' : 'restored');
    this.#hints.tell();
    onChange({ reason: 'refreshed' });
    return isTrusted ? result.tokens : this.getVerified();
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
    const trust = this.#trust;
    const after = this.restore();
    if (after && before && after.idToken === before.idToken && after.accessToken === before.accessToken) {
      this.#trust = trust;
      return;
    }
    if (after || before) this.#options.onChange({ reason: 'other-tab' });
  }

  #take(tokens: TokenSet | undefined, trust: Trust): void {
    this.#tokens = tokens;
    this.#trust = trust;
  }
}

const ENDINGS = new Set<string>(['SESSION_EXPIRED', 'NOT_LOGGED_IN_ERROR', 'USER_CHANGED']);
