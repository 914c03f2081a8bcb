import { getRecordKey } from '../auth/authority.js';
import { complete } from '../auth/complete.js';
import { checkIdToken } from '../auth/id-token.js';
import { isExpired } from '../auth/lifetime.js';
import { beginEpoch } from '../auth/logout.js';
import type { TokenSet } from '../auth/record.js';
import { isForeignRecord, serializeRecord } from '../auth/serialize-record.js';
import { judgeSignature, toSignatureError } from '../auth/verify.js';
import type { KeyCache, SignatureVerdict } from '../auth/verify.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import type { IdTokenClaims } from '../shared/network.js';
import { PassportError } from '../shared/passport-error.js';
import { createLoader } from './lazy.js';
import type { AdoptOptions, RenewOptions, TokenKeeper } from './token-keeper.js';

const loadRefresh = createLoader(() => import('../auth/refresh.js'));

/** A step of `getVerified` may be followed by another: a refresh that another tab made has to be verified. */
const MAX_STEPS = 4;
/** Errors of a refresh that mean that these tokens are over. */
const ENDINGS = new Set<string>(['SESSION_EXPIRED', 'NOT_LOGGED_IN_ERROR']);
/** What nobody can stay signed in with: a token that is not the service's, or its userinfo about somebody else. */
const FORGERIES = new Set<string>(['ID_TOKEN_INVALID', 'USERINFO_INVALID']);
/** What seems to have ended is renewed at most this often: a clock that is wrong must not ask on and on (row 70). */
const RENEWAL_INTERVAL_MS = 60_000;
/** The browser tells of another document's writing within this time. */
const WRITER_GRACE_MS = 1_000;

/** Verifies and renews the tokens of a keeper. */
export class TokenWork {
  readonly #keeper: TokenKeeper;
  readonly #keys: KeyCache = {};
  /** Steps under way, by kind and ID token: whoever needs the same step waits for the same one. */
  readonly #steps = new Map<string, Promise<unknown>>();
  #renewedAtMs: number | undefined;
  #hasWarned = false;

  constructor(keeper: TokenKeeper) {
    this.#keeper = keeper;
  }

  /** @see TokenKeeper.adopt */
  async adopt(tokens: TokenSet, options: AdoptOptions & { readonly lives: number }): Promise<void> {
    const keeper = this.#keeper;
    const { isHanded = false, lives, signal } = options;
    const { config, store, onChange } = keeper.options;
    // Whoever received them has judged them by the client of that time, which need not be this one.
    checkIdToken(tokens.idToken, config, { isNew: false, isStored: true, nowMs: keeper.now() });
    await this.#requireSignature(tokens, !isHanded && config.jwks !== 'require');
    signal?.throwIfAborted();
    if (keeper.lives !== lives) throw new PassportError(SHARED_ERRORS, 'ABORTED');
    beginEpoch(config, store);
    store.set(getRecordKey(config), serializeRecord(tokens));
    this.#renewedAtMs = undefined;
    keeper.take(tokens, 'verified');
    keeper.tell();
    onChange({ reason: 'signed-in' });
  }

  /** @see TokenKeeper.getVerified */
  async getVerified(): Promise<TokenSet> {
    const keeper = this.#keeper;
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const tokens = this.#require();
      if (this.#isExpired(tokens) && this.#mayRenew()) await this.#refresh(tokens);
      else if (keeper.trust === 'verified') return tokens;
      else await this.#verify(tokens);
    }
    throw new PassportError(AUTH_ERRORS, 'REFRESH_FAILED');
  }

  /** @see TokenKeeper.verifyQuietly */
  async verifyQuietly(): Promise<void> {
    const { tokens, trust } = this.#keeper;
    if (!tokens || trust === 'verified' || this.#isExpired(tokens)) return;
    await this.#judgeStored(tokens).catch(() => {});
  }

  /** @see TokenKeeper.refresh */
  async refresh({ refused }: RenewOptions): Promise<TokenSet> {
    const tokens = this.#require();
    if (refused === undefined || refused === tokens.accessToken) await this.#refresh(tokens);
    return this.getVerified();
  }

  /**
   * Warns, once, of a writer on this page who is not us: two libraries that renew the same tokens end each
   * other's session.
   */
  suspectWriter(text: string, isUnexplained: () => boolean): void {
    if (!isForeignRecord(text)) return;
    this.#keeper.options.clock.after(WRITER_GRACE_MS, () => {
      if (this.#hasWarned || !isUnexplained()) return;
      this.#hasWarned = true;
      console.warn('passport-widgets: another library on this page writes the Passport session. '
        + 'Use one of the two: each would end the session of the other.');
    });
  }

  #require(): TokenSet {
    this.#keeper.reread();
    const { tokens } = this.#keeper;
    if (!tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    return tokens;
  }

  async #verify(tokens: TokenSet): Promise<void> {
    const verdict = await this.#judgeStored(tokens);
    if (verdict === 'valid') return;
    // Where the keys cannot be had, tokens that come straight from the service need none; and where the key
    // is not theirs any more, new tokens have another. A site that requires keys gets nothing by asking.
    const isUseless = verdict === 'no-keys' && this.#keeper.options.config.jwks === 'require';
    if (isUseless || !this.#mayRenew()) fail(verdict);
    await this.#refresh(tokens);
  }

  /** Judges tokens that were read from the record; those that are forged are dropped. */
  #judgeStored(tokens: TokenSet): Promise<SignatureVerdict> {
    return this.#once(`verify ${tokens.idToken}`, async () => {
      const keeper = this.#keeper;
      const { config, onChange } = keeper.options;
      try {
        checkIdToken(tokens.idToken, config, { isNew: false, isStored: true, nowMs: keeper.now() });
        const verdict = await this.#judge(tokens);
        if (verdict === 'forged') fail(verdict);
        const claims = verdict === 'valid' ? await this.#complete(tokens) : tokens.claims;
        if (verdict !== 'valid' || keeper.tokens?.idToken !== tokens.idToken || keeper.trust === 'verified') return verdict;
        keeper.confirm(claims);
        onChange({ reason: 'restored' });
        return verdict;
      } catch (error) {
        if (error instanceof PassportError && FORGERIES.has(error.code)) keeper.refuse(tokens, error);
        throw error;
      }
    });
  }

  /** Refuses what came straight from the service where its signature is wrong; its receipt may be enough without keys. */
  async #requireSignature(tokens: TokenSet, isReceiptEnough: boolean): Promise<void> {
    const verdict = await this.#judge(tokens);
    if (verdict === 'valid' || (verdict === 'no-keys' && isReceiptEnough)) return;
    fail(verdict);
  }

  /** Whether refreshed tokens may be relied upon. What has no keys yet is kept, and verified later. */
  async #judgeRefreshed(tokens: TokenSet): Promise<boolean> {
    const verdict = await this.#judge(tokens);
    if (verdict === 'forged' || verdict === 'unknown-key') fail(verdict);
    return verdict === 'valid' || (verdict === 'no-keys' && this.#keeper.options.config.jwks !== 'require');
  }

  /**
   * The record holds what the ID token says, and a refresh brings no more: what userinfo adds is asked for anew. Where it
   * cannot be had, the token's own claims are enough.
   *
   * @throws {PassportError} `USERINFO_INVALID`
   */
  #complete({ claims, accessToken }: TokenSet): Promise<IdTokenClaims> {
    return complete(claims, accessToken, this.#keeper.options.config).catch((error: unknown) => {
      if (error instanceof PassportError && FORGERIES.has(error.code)) throw error;
      return claims;
    });
  }

  #judge(tokens: TokenSet): Promise<SignatureVerdict> {
    return judgeSignature(tokens.idToken, this.#keeper.options.config, { cache: this.#keys, nowMs: this.#keeper.now() });
  }

  #refresh(previous: TokenSet): Promise<unknown> {
    return this.#once(`refresh ${previous.idToken}`, async () => {
      const keeper = this.#keeper;
      const { refreshTokens } = await loadRefresh();
      const { config, store, clock, window: page, onChange } = keeper.options;
      const { tokens, isReceived, hasAsked } = await refreshTokens(config, {
        store, previous, clock, now: keeper.now, window: page,
        judge: (received) => this.#judgeRefreshed(received),
      }).catch((error: unknown) => this.#failRefresh(error, previous));
      if (hasAsked) this.#renewedAtMs = keeper.now();
      const claims = isReceived ? await this.#complete(tokens).catch((error: unknown) => this.#failRefresh(error, previous)) : tokens.claims;
      const current = keeper.tokens;
      // Signed out here meanwhile; another user is told by the loop that asks next.
      if (current?.claims.sub !== tokens.claims.sub) return;
      // Another tab's event may have brought the same tokens already.
      if (current.idToken === tokens.idToken && !isReceived && current.accessToken === tokens.accessToken) return;
      // Another tab has signed out or in since they were stored; its hint may still be on the way (row 63).
      if (!keeper.isStored(tokens)) return keeper.reread();
      keeper.take({ ...tokens, claims }, isReceived ? 'verified' : 'restored');
      if (hasAsked) keeper.tell();
      onChange({ reason: 'refreshed' });
    });
  }

  #failRefresh(error: unknown, previous: TokenSet): never {
    if (error instanceof PassportError && error.code === 'USER_CHANGED') this.#keeper.reread();
    if (error instanceof PassportError && (ENDINGS.has(error.code) || FORGERIES.has(error.code))) this.#keeper.drop(previous, error);
    throw error;
  }

  #isExpired(tokens: TokenSet): boolean {
    return isExpired(tokens, this.#keeper.now());
  }

  /** What this page has just received is the freshest there is, however short its life. */
  #mayRenew(): boolean {
    return this.#renewedAtMs === undefined || this.#keeper.now() - this.#renewedAtMs >= RENEWAL_INTERVAL_MS;
  }

  #once<T>(key: string, step: () => Promise<T>): Promise<T> {
    const running = this.#steps.get(key) as Promise<T> | undefined ?? step().finally(() => this.#steps.delete(key));
    this.#steps.set(key, running);
    return running;
  }
}

function fail(verdict: SignatureVerdict): never {
  throw toSignatureError(verdict) ?? new PassportError(AUTH_ERRORS, 'REFRESH_FAILED');
}
