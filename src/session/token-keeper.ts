import { getRecordKey, getSharedName } from '../auth/authority.js';
import type { ClientConfig } from '../auth/authority.js';
import { forgetSession } from '../auth/logout.js';
import { judgeRecord } from '../auth/record.js';
import { isExpired } from '../auth/lifetime.js';
import type { TokenSet } from '../auth/record.js';
import type { Clock } from '../platform/clock.js';
import { createSteadyTime } from '../platform/steady-time.js';
import type { KeyValueStore } from '../platform/storage.js';
import { openTabHints } from '../platform/tab-hints.js';
import type { TabHints } from '../platform/tab-hints.js';
import type { PassportError } from '../shared/passport-error.js';
import type { IdTokenClaims } from '../shared/network.js';
import type { NetworkName } from '../shared/types.js';
import { loadTokenWork } from './lazy.js';
import type { SessionChangeReason } from './session.events.js';
import type { SessionState } from './session-types.js';
import { toSignedIn } from './signed-in.js';
import { SIGNED_OUT } from './snapshots.js';

/** Whether a token may be drawn only, or relied upon. */
export type Trust = 'restored' | 'verified';

/** What the keeper tells its session. */
export interface TokenChange {
  readonly reason: SessionChangeReason;
  /** Why the session ended, when it did. */
  readonly error?: PassportError;
}

/** Options of a refresh. */
export interface RenewOptions {
  /** The access token that a service refused: where another is at hand by now, nobody is asked (row 71). */
  readonly refused?: string;
}

/** Options of an adoption. */
export interface AdoptOptions {
  /** Whether the page handed the tokens in: nobody saw them come, and the signature decides alone. Default false. */
  readonly isHanded?: boolean;
  /** The keeper's `lives` when the login began. Default: of now. */
  readonly lives?: number;
  readonly signal?: AbortSignal;
}

/** What the keeper works with. */
export interface TokenKeeperOptions {
  readonly config: ClientConfig;
  readonly store: KeyValueStore;
  readonly clock: Clock;
  readonly window: Window & typeof globalThis;
  readonly onChange: (change: TokenChange) => void;
  /** How many users were forgotten before. Default 0. */
  readonly lives?: number;
}

/** Named by its loader: the work knows its keeper, and an import of its type would close a ring. */
type TokenWork = InstanceType<Awaited<ReturnType<typeof loadTokenWork>>['TokenWork']>;

/**
 * Holds the tokens of this page's user, in step with the record that all tabs share. Whatever needs the
 * network or a signature is done by `TokenWork`, which is loaded for it.
 */
export class TokenKeeper {
  readonly options: TokenKeeperOptions;
  /** This device's time, which never goes back while the page lives. */
  readonly now: () => number;
  readonly #key: string;
  readonly #hints: TabHints;
  /** ID tokens that were found forged: their record stays where it is and is not taken again. */
  readonly #refused = new Set<string>();
  #work: TokenWork | undefined;
  #tokens: TokenSet | undefined;
  #trust: Trust = 'restored';
  /** The record as it was last read or written here. */
  #text: string | null = null;
  /** The record when another document was last seen to write it. */
  #otherText: string | null = null;
  #lives: number;
  #isDisposed = false;

  constructor(options: TokenKeeperOptions) {
    this.#lives = options.lives ?? 0;
    this.options = {
      ...options,
      onChange: (change) => { if (!this.#isDisposed) options.onChange(change); },
    };
    this.now = createSteadyTime(options.clock);
    this.#key = getRecordKey(options.config);
    this.#hints = openTabHints(getSharedName('session', options.config), {
      storageKey: this.#key,
      onHint: () => this.reread(),
      onOtherWriter: () => { this.#otherText = options.store.get(this.#key); },
      window: options.window,
    });
  }

  get tokens(): TokenSet | undefined {
    return this.#tokens;
  }

  get trust(): Trust {
    return this.#trust;
  }

  /** Counts the users that were forgotten here: what began before that is not wanted any more. The end counts too. */
  get lives(): number {
    return this.#lives;
  }

  /** Whether there are tokens that have not ended by their own dates. */
  get isFresh(): boolean {
    return this.#tokens !== undefined && !isExpired(this.#tokens, this.now());
  }

  /** The change that shows whose tokens these are. */
  describe(network: NetworkName): Partial<SessionState> {
    return this.#tokens ? toSignedIn(this.#tokens, this.#trust, network) : SIGNED_OUT;
  }

  /** Reads the record. Tells nobody: the session asks. */
  restore(): TokenSet | undefined {
    this.take(this.#read(), 'restored');
    return this.#tokens;
  }

  /**
   * Takes tokens that this page received from a login, or that it was handed.
   *
   * @throws {PassportError} `ID_TOKEN_INVALID`; where a signature is required, `JWKS_UNAVAILABLE`;
   * `ABORTED` when the user was signed out meanwhile; the signal's reason
   */
  async adopt(tokens: TokenSet, options: AdoptOptions = {}): Promise<void> {
    const bound = { lives: this.#lives, ...options };
    return (await this.#getWork()).adopt(tokens, bound);
  }

  /** Forgets the user here, in the store and in all tabs. Gives the newest tokens there were. */
  forget(): TokenSet | undefined {
    const { config, store } = this.options;
    const tokens = this.#read() ?? this.#tokens;
    forgetSession(config, store);
    this.#lives += 1;
    this.#refused.clear();
    this.take(undefined, 'restored');
    this.tell();
    return tokens;
  }

  /**
   * Tokens that are verified and have not ended; renews them when needed.
   *
   * @throws {PassportError} `NOT_LOGGED_IN_ERROR`, `SESSION_EXPIRED`, `USER_CHANGED`, `REFRESH_FAILED`,
   * `ID_TOKEN_INVALID`, `JWKS_UNAVAILABLE`
   */
  async getVerified(): Promise<TokenSet> {
    return (await this.#getWork()).getVerified();
  }

  /** Verifies by signature what is at hand, behind what is drawn. Asks for no new tokens, never rejects. */
  async verifyQuietly(): Promise<void> {
    await this.#getWork().then((work) => work.verifyQuietly(), () => {});
  }

  /** Gets new tokens, whether or not the present ones have ended. Rejects as `getVerified` does. */
  async refresh(options: RenewOptions = {}): Promise<TokenSet> {
    return (await this.#getWork()).refresh(options);
  }

  /** From now on it holds nobody, and tells nobody anything. */
  dispose(): void {
    this.#hints.close();
    this.#lives += 1;
    this.take(undefined, 'restored');
    this.#isDisposed = true;
  }

  /** Reads the record again, which another tab, or the page, may have changed: it is data, a hint is not. */
  reread(): void {
    if (this.#isDisposed) return;
    const text = this.options.store.get(this.#key);
    if (text === this.#text) return;
    const isReplaced = this.#text !== null && text !== null;
    const before = this.#tokens;
    const after = this.#read();
    if (isReplaced) this.#suspect(text);
    if (after?.idToken === before?.idToken && after?.accessToken === before?.accessToken) {
      // What was added to the claims is not in the record.
      if (before && after) this.#tokens = { ...after, claims: before.claims };
      return;
    }
    this.take(after, 'restored');
    this.options.onChange({ reason: 'other-tab' });
  }

  /** Takes tokens as those of this page's user, who may have gone. */
  take(tokens: TokenSet | undefined, trust: Trust): void {
    this.#tokens = tokens;
    this.#trust = trust;
    this.#text = this.options.store.get(this.#key);
  }

  /** The tokens of this page's user are relied upon from now on, with what was added to their claims. What the record holds by then is read by the next hint. */
  confirm(claims: IdTokenClaims): void {
    if (this.#tokens) this.#tokens = { ...this.#tokens, claims };
    this.#trust = 'verified';
  }

  /** Whether the record still holds these tokens. */
  isStored({ idToken, accessToken }: TokenSet): boolean {
    const { config, store } = this.options;
    const stored = judgeRecord(store.get(this.#key), config, this.now());
    return 'tokens' in stored && stored.tokens.idToken === idToken && stored.tokens.accessToken === accessToken;
  }

  /** Ends the session of these tokens in this tab; whoever holds others by now keeps them. */
  drop(tokens: TokenSet, error: PassportError): void {
    if (this.#tokens?.idToken !== tokens.idToken) return;
    this.take(undefined, 'restored');
    this.tell();
    this.options.onChange({ reason: 'expired', error });
  }

  /** Drops tokens that were found forged, and does not take them again. */
  refuse(tokens: TokenSet, error: PassportError): void {
    this.#refused.add(tokens.idToken);
    this.drop(tokens, error);
  }

  /** Hints to the other tabs. */
  tell(): void {
    this.#hints.tell();
  }

  #suspect(text: string): void {
    void this.#getWork().then((work) => work.suspectWriter(text, () => this.#otherText !== text), () => {});
  }

  async #getWork(): Promise<TokenWork> {
    const { TokenWork: Work } = await loadTokenWork();
    this.#work ??= new Work(this);
    return this.#work;
  }

  #read(): TokenSet | undefined {
    const { config, store } = this.options;
    this.#text = store.get(this.#key);
    const stored = judgeRecord(this.#text, config, this.now());
    return 'tokens' in stored && !this.#refused.has(stored.tokens.idToken) ? stored.tokens : undefined;
  }
}
