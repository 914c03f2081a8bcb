import { endSession, exchangeToken } from '../immersve/endpoints.js';
import type { ImmersveTokens } from '../immersve/endpoints.js';
import type { ImmersveClient } from '../immersve/post.js';
import { refreshRecord } from '../immersve/refresh.js';
import { createRecord, getImmersveName, isDue, isSameVisitor, readRecord, writeRecord } from '../immersve/token-record.js';
import type { ImmersveIdentity, ImmersveRecord } from '../immersve/token-record.js';
import type { Clock } from '../platform/clock.js';
import { createSteadyTime } from '../platform/steady-time.js';
import type { KeyValueStore } from '../platform/storage.js';
import { openTabHints } from '../platform/tab-hints.js';
import type { TabHints } from '../platform/tab-hints.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { ImmersveChangeReason } from './immersve-types.js';

/** What the keeper works with. */
export interface ImmersveTokensOptions {
  readonly client: ImmersveClient;
  readonly store: KeyValueStore;
  readonly clock: Clock;
  readonly window: Window & typeof globalThis;
  /** Whether other tabs see the same store. */
  readonly isShared: boolean;
  readonly onChange: (reason: ImmersveChangeReason, error?: PassportError) => void;
}

/** Errors of a renewal after which the store tells who is signed in. */
const REREAD = new Set<string>(['IMMERSVE_SESSION_EXPIRED', 'NOT_LOGGED_IN_ERROR', 'USER_CHANGED']);

/** Holds the tokens of this page's visitor, in step with the record that tabs share. */
export class ImmersveTokenKeeper {
  readonly #options: ImmersveTokensOptions;
  readonly #hints: TabHints | undefined;
  /** A clock that is set back makes no old token young (row 70). */
  readonly #now: () => number;
  #record: ImmersveRecord | undefined;
  #renewing: Promise<ImmersveRecord> | undefined;

  constructor(options: ImmersveTokensOptions) {
    this.#options = options;
    this.#now = createSteadyTime(options.clock);
    const name = getImmersveName('session', options.client);
    this.#hints = options.isShared
      ? openTabHints(name, { storageKey: name, onHint: () => this.#reread(), window: options.window })
      : undefined;
    this.#record = readRecord(options.store, options.client);
  }

  get record(): ImmersveRecord | undefined {
    return this.#record;
  }

  /** Takes the tokens of a login. */
  adopt(identity: ImmersveIdentity, tokens: ImmersveTokens): void {
    const { store, client, onChange } = this.#options;
    this.#record = createRecord(identity, tokens, this.#now());
    writeRecord(store, client, this.#record);
    this.#hints?.tell();
    onChange('signed-in');
  }

  /** Forgets the visitor here and in all tabs. Gives the newest record there was. */
  forget(): ImmersveRecord | undefined {
    const { store, client } = this.#options;
    const record = readRecord(store, client) ?? this.#record;
    store.remove(getImmersveName('session', client));
    this.#record = undefined;
    this.#hints?.tell();
    return record;
  }

  /** A token that has time left; undefined while signed out. */
  async getAccessToken(): Promise<string | undefined> {
    const record = this.#record;
    const nowMs = this.#now();
    if (!record || !isDue(record, nowMs)) return record?.accessToken;
    const isOver = isDue(record, nowMs, 0);
    if (!record.refreshToken && !isOver) return record.accessToken;
    try {
      return (await this.renew()).accessToken;
    } catch (error) {
      // It could not be renewed early; it serves as long as it lasts.
      if (!isOver && this.#record === record) return record.accessToken;
      throw error;
    }
  }

  /** Renews the tokens; who asks meanwhile waits for the same answer. */
  renew(): Promise<ImmersveRecord> {
    this.#renewing ??= this.#renewAlone().finally(() => { this.#renewing = undefined; });
    return this.#renewing;
  }

  dispose(): void {
    this.#hints?.close();
    this.#record = undefined;
  }

  async #renewAlone(): Promise<ImmersveRecord> {
    const { client, store, onChange } = this.#options;
    const previous = this.#record;
    if (!previous) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    try {
      const next = await refreshRecord(client, { store, previous, now: this.#now });
      // Signed out here meanwhile: the next caller is told so.
      if (this.#record !== previous) return next;
      this.#record = next;
      this.#hints?.tell();
      onChange('refreshed');
      return next;
    } catch (error) {
      if (error instanceof PassportError) this.#handleFailure(error, previous);
      throw error;
    }
  }

  #handleFailure(error: PassportError, previous: ImmersveRecord): void {
    if (this.#record !== previous) return;
    if (REREAD.has(error.code)) this.#reread(error);
    if (error.code !== 'IMMERSVE_CLIENT_MISMATCH') return;
    // These tokens will never be renewed.
    this.forget();
    this.#options.onChange('expired', error);
  }

  /** Another tab may have changed the record: it is data, the hint is not. */
  #reread(error?: PassportError): void {
    const before = this.#record;
    const after = readRecord(this.#options.store, this.#options.client);
    if (after?.accessToken === before?.accessToken) return;
    this.#record = after;
    if (before && after && isSameVisitor(before, after)) this.#options.onChange('refreshed');
    else if (error && !after) this.#options.onChange('expired', error);
    else this.#options.onChange('other-tab');
  }
}

/** Ends a session at the service, with a new token where the old one has ended. Best effort: never rejects. */
export async function endRecord(client: ImmersveClient, record: ImmersveRecord, nowMs: number): Promise<void> {
  const { accessToken, refreshToken } = record;
  const tokens = refreshToken && isDue(record, nowMs, 0)
    ? await exchangeToken(client, refreshToken).catch(() => undefined)
    : { accessToken };
  if (tokens) await endSession(client, tokens.accessToken);
}
