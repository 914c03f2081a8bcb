import { getRecordKey, getSharedName } from '../auth/authority.js';
import type { ClientConfig } from '../auth/authority.js';
import { forgetSession } from '../auth/logout.js';
import type { TokenSet } from '../auth/record.js';
import type { Clock } from '../platform/clock.js';
import { pageFetch } from '../platform/page-fetch.js';
import { openStore } from '../platform/storage.js';
import { openTabHints } from '../platform/tab-hints.js';
import type { TabHints } from '../platform/tab-hints.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { tokenCode } from './lazy.js';
import type { HeldTokens, TokenCode } from './lazy.js';
import type { LoginContext } from './login-context.js';
import type { TokenChange, TokenKeeper } from './token-keeper.js';

/** What a client works with. */
export interface ClientOptions {
  readonly config: ClientConfig;
  readonly clock: Clock;
  readonly window: Window & typeof globalThis;
  /** Told with what brings a session in step, which comes with the keeper. */
  readonly onChange: (change: TokenChange, follow: HeldTokens['followTokens']) => void;
  /** Default: the program's own. */
  readonly code?: TokenCode;
}

/**
 * What a session has of one client id, authority and store. The keeper of its tokens is loaded where there is a record
 * to be read, or somebody signs in: a page without either needs no code for it.
 */
export class Client {
  readonly #onChange: ClientOptions['onChange'];
  readonly #code: TokenCode;
  #context: LoginContext;
  #keeper: TokenKeeper | undefined;
  /** Listens for a record as long as there is no keeper that does. */
  #hints: TabHints | undefined;
  /** Users that were forgotten before there was a keeper. */
  #lives = 0;
  #isDisposed = false;

  constructor({ config, clock, window: page, onChange, code = tokenCode }: ClientOptions) {
    const store = openStore(config.storage, { window: page, onFallback: warnOfStorage });
    this.#context = { config, clock, window: page, store };
    this.#onChange = onChange;
    this.#code = code;
    const known = code.find();
    if (known) this.#keeper = this.#createKeeper(known);
    else this.#hints = openTabHints(getSharedName('session', config), {
      storageKey: getRecordKey(config), window: page,
      onHint: () => { if (this.isUnread) this.load().catch(() => {}); },
    });
  }

  get context(): LoginContext {
    return this.#context;
  }

  /** Who holds its tokens; undefined until the first were looked for. */
  get keeper(): TokenKeeper | undefined {
    return this.#keeper;
  }

  /** Counts the users that were forgotten here: what began before that is not wanted any more. The end counts too. */
  get lives(): number {
    return this.#keeper?.lives ?? this.#lives;
  }

  /** Whether a record stands in the store that nobody has judged, because the code for it is not here yet. */
  get isUnread(): boolean {
    const { config, store } = this.#context;
    return !this.#keeper && store.get(getRecordKey(config)) !== null;
  }

  /** Takes a configuration that was completed or changed. */
  setConfig(config: ClientConfig): void {
    this.#context = { ...this.#context, config };
  }

  /**
   * The keeper, which has read the record.
   *
   * @throws {PassportError} `CODE_UNAVAILABLE`; `ABORTED` once the client is disposed of
   */
  async load(): Promise<TokenKeeper> {
    if (this.#keeper) return this.#keeper;
    const code = await this.#code.load();
    if (this.#isDisposed) throw new PassportError(SHARED_ERRORS, 'ABORTED');
    if (!this.#keeper) {
      this.#hints?.close();
      this.#keeper = this.#createKeeper(code);
      this.#keeper.reread();
    }
    return this.#keeper;
  }

  /** The keeper, where anybody can be signed in. Rejects as `load` does. */
  async find(): Promise<TokenKeeper | undefined> {
    return this.isUnread ? this.load() : this.#keeper;
  }

  /**
   * Forgets the user at once, here, in the store and in all tabs. Gives the newest tokens there were.
   *
   * @throws {PassportError} `CODE_UNAVAILABLE` where nobody can read what was forgotten
   */
  async forget(): Promise<TokenSet | undefined> {
    if (this.#keeper) return this.#keeper.forget();
    const { config, store, clock } = this.#context;
    const text = store.get(getRecordKey(config));
    forgetSession(config, store);
    this.#lives += 1;
    this.#hints?.tell();
    return text === null ? undefined : (await this.#code.load()).readTokens(text, config, clock.now());
  }

  /** From now on it holds nobody, and tells nobody anything. */
  dispose(): void {
    this.#isDisposed = true;
    this.#lives += 1;
    this.#hints?.close();
    this.#keeper?.dispose();
  }

  #createKeeper({ TokenKeeper: Keeper, followTokens }: HeldTokens): TokenKeeper {
    const { config } = this.#context;
    return new Keeper({
      ...this.#context, onChange: (change) => this.#onChange(change, followTokens), lives: this.#lives,
      // Named here, so that it is the page's `fetch` of the time when the page's own script began.
      config: Object.freeze({ ...config, fetch: config.fetch ?? pageFetch }),
    });
  }
}

function warnOfStorage(): void {
  console.warn('passport-widgets: the browser keeps nothing for this page. The session ends with the page.');
}
