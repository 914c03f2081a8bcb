import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { listenTo, readDocument } from '../../session/page-look.js';
import type { FetchBalancesOptions, Session } from '../../session/session-types.js';
import type { ResolvedConfig } from '../../shared/config.js';
import type { AssetList, BalanceList } from '../../shared/network.js';
import { toPassportError } from '../../shared/passport-error.js';
import type { PassportError } from '../../shared/passport-error.js';
import type { Hex } from '../../shared/types.js';
import type { BalancesQuestion } from './parse-attributes.js';

/** A question with its owner settled. */
export interface OwnedQuestion extends BalancesQuestion {
  readonly owner: Hex;
}

/** What is read: balances, or assets. */
export type AnyList = BalanceList | AssetList;

/** What the element is told. */
export interface BalancesReaderOptions {
  readonly getSession: () => Session;
  readonly onLoad: (list: AnyList) => void;
  readonly onError: (error: PassportError) => void;
}

/** The least time between two automatic reads, in seconds. */
const MIN_INTERVAL_S = 5;
/** A day. Timers of more than 24 days run at once. */
const MAX_INTERVAL_S = 86_400;

/**
 * Reads balances for one element: keeps the last good answer, drops answers to older questions,
 * repeats the question at an interval while the page is visible.
 */
export class BalancesReader implements ReactiveController {
  /** The last good answer to the current question. */
  list?: AnyList;
  /** Why the last read failed. */
  error?: PassportError;
  isLoading = false;
  /** Whether the visitor has asked for what is being read. */
  isAsked = false;
  /** What is read. */
  question?: OwnedQuestion;
  /** Whom it is asked of. */
  session?: Session;
  /** Whether `list` is the beginning of an answer that is still read. */
  #isPart = false;

  readonly #host: ReactiveControllerHost;
  readonly #options: BalancesReaderOptions;
  #key = '';
  #connection?: AbortController;
  #running?: AbortController;
  #intervalS = 0;
  #transactions = 0;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(host: ReactiveControllerHost, options: BalancesReaderOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    listenTo(document, 'visibilitychange', this.#handleVisibility, { signal: this.#connection.signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
  }

  /** Whether some balances could not be read. */
  get isPartial(): boolean {
    return this.list?.complete === false && !this.#isPart;
  }

  /**
   * Sets what is wanted. Reads at once when that is new, and forgets the answer to anything else; reads again
   * when more transactions have gone through than before.
   */
  ask(question: OwnedQuestion | undefined, transactions = 0): void {
    const session = this.#options.getSession();
    const isOld = transactions > this.#transactions;
    this.#transactions = transactions;
    const key = getKey(question, session.config);
    if (session === this.session && key === this.#key) {
      // The session has dropped its answers: elements that ask at the same time share the new one.
      if (isOld) void this.read(false);
      return;
    }
    this.stop();
    this.session = session;
    this.question = question;
    this.#key = key;
    this.list = undefined;
    this.error = undefined;
    if (question) void this.read(false);
  }

  /** Repeats the question at this interval. 0 does not. */
  setInterval(seconds: number): void {
    const interval = seconds > 0 ? Math.min(Math.max(seconds, MIN_INTERVAL_S), MAX_INTERVAL_S) : 0;
    if (interval === this.#intervalS) return;
    this.#intervalS = interval;
    this.#schedule();
  }

  /**
   * Reads now, `refresh` anew. A failure to do so for a sibling is drawn and not told: it is told there.
   * Resolves to undefined when it failed or the answer is no longer wanted. The interval begins when it ends.
   */
  async read(refresh: boolean, isForSibling = false): Promise<AnyList | undefined> {
    const question = this.question;
    if (!question) return undefined;
    this.#running?.abort();
    this.#stopTimer();
    const running = new AbortController();
    this.#running = running;
    this.isLoading = true;
    this.isAsked = refresh && !isForSibling;
    this.#host.requestUpdate();
    const isWanted = (): boolean => this.#running === running;
    // The first rows are shown early, but not in place of a whole answer.
    const onPart = (list: AnyList): void => {
      if (!isWanted() || (this.list && !this.#isPart)) return;
      this.#isPart = true;
      this.list = list;
      this.#host.requestUpdate();
    };
    try {
      const list = await fetchList(this.#options.getSession(), question, { refresh, onPart, signal: running.signal });
      if (!isWanted()) return undefined;
      this.list = list;
      this.#isPart = false;
      this.error = undefined;
    } catch (error) {
      if (!isWanted()) return undefined;
      this.error = toPassportError(error);
      if (this.#isPart) this.list = undefined;
    }
    this.#settle(isForSibling);
    return this.error ? undefined : this.list;
  }

  /** Ends a read and the repetition. The next `ask` begins again. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.isLoading = false;
    this.question = undefined;
    this.#key = '';
    this.#stopTimer();
  }

  #settle(isForSibling: boolean): void {
    this.#running = undefined;
    this.isLoading = false;
    this.#host.requestUpdate();
    this.#schedule();
    if (this.error) {
      if (!isForSibling) this.#options.onError(this.error);
    } else if (this.list) this.#options.onLoad(this.list);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#stopTimer();
    if (this.#intervalS === 0 || !this.question || this.isLoading) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // A hidden page asks again when it is seen. Elements whose times come together share one answer.
      if (!isHidden()) void this.read(false);
    }, this.#intervalS * 1_000);
  }

  readonly #handleVisibility = (): void => {
    const isDue = this.#intervalS > 0 && this.#timer === undefined && !this.isLoading;
    if (!isHidden() && isDue && this.question) void this.read(false);
  };
}

function isHidden(): boolean {
  return readDocument(document, 'visibilityState') === 'hidden';
}

function fetchList(session: Session, question: OwnedQuestion, options: FetchBalancesOptions): Promise<AnyList> {
  const { owner, tokens, view } = question;
  return view === 'assets' ? session.fetchAssets({ owner, ...options }) : session.fetchBalances({ owner, tokens, ...options });
}

/** The same question to another network, or to other endpoints, is another one. */
function getKey(question: OwnedQuestion | undefined, config: ResolvedConfig | undefined): string {
  if (!question) return '';
  const { network, environment, endpoints } = config ?? {};
  return [question.view, question.owner, ...question.tokens ?? []].join(' ').toLowerCase() + JSON.stringify([network, environment, endpoints]);
}
