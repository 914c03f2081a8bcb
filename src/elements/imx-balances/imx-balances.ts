import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BalanceList, TokenBalance } from '../../shared/network.js';
import { PassportError } from '../../shared/passport-error.js';
import { toShortAddress } from '../../shared/addresses.js';
import { baseStyles } from '../support/base.styles.js';
import { CopyController } from '../support/copy-controller.js';
import { renderIcon } from '../support/icons.js';
import { partStyles } from '../support/parts.styles.js';
import { PassportElement } from '../support/passport-element.js';
import { property, state } from '../support/property.js';
import { renderError } from '../support/render-error.js';
import { getText } from '../support/texts.js';
import { BalancesReader } from './balances-reader.js';
import { ImxBalancesLoadEvent, ImxBalancesSelectEvent } from './imx-balances.events.js';
import { styles } from './imx-balances.styles.js';
import { TEXTS } from './texts.js';
import { parseQuestion } from './parse-attributes.js';
import type { BalancesQuestion } from './parse-attributes.js';
import { renderRow, renderSkeleton } from './render-row.js';
import { sortBalances } from './sort-balances.js';
import type { BalanceSort, SortDirection } from './sort-balances.js';

type View = 'unknown' | 'signed-out' | 'unregistered' | 'loading' | 'ready' | 'empty' | 'failed';

const DEFAULT_PAGE_SIZE = 25;
const REFRESH_ICON =
  'M12 4a8 8 0 0 1 6.9 4H16v2h6V4h-2v2.3A10 10 0 0 0 2 12h2a8 8 0 0 1 8-8Zm8 8a8 8 0 0 1-14.9 4H8v-2H2v6h2v-2.3A10 10 0 0 0 22 12h-2Z';

/**
 * Lists the balances of an account, exactly: of the visitor, or of `owner`.
 *
 * @tagname imx-balances
 * @slot signed-out - Replaces the hint that is shown while nobody is signed in.
 * @slot empty - Replaces what is shown when there are no balances.
 * @fires {ImxBalancesLoadEvent} imx-balances-load - Balances were read.
 * @fires {ImxBalancesSelectEvent} imx-balances-select - A row was chosen. Cancelable: then its details do not open.
 * @fires {PassportErrorEvent} passport-error - Balances could not be read.
 * @csspart row - Each balance.
 * @csspart amount - The amount of a balance.
 * @csspart symbol - The symbol of a token.
 * @csspart name - The name of a token.
 * @csspart logo - The logo of a token.
 * @csspart copy - Each button that copies.
 * @csspart header - The line above the list.
 * @csspart refresh - The button that reads again.
 * @csspart more - The button that shows more rows.
 * @csspart status - The hint that stands in place of rows.
 * @csspart error - The description of a failure.
 * @csspart retry - The button that tries again.
 * @cssstate unknown - Nobody has configured the session yet.
 * @cssstate signed-out - Nobody is signed in, and there is no `owner`.
 * @cssstate unregistered - The visitor has no account yet.
 * @cssstate loading - The balances are being read for the first time.
 * @cssstate ready - Balances are shown.
 * @cssstate empty - The account has none.
 * @cssstate partial - Some balances could not be read.
 * @cssstate stale - What is shown is an older answer, because the last read failed.
 * @cssstate failed - The balances could not be read.
 */
export class ImxBalances extends PassportElement {
  static override styles: CSSResultGroup = [baseStyles, partStyles, styles];

  /** The address whose balances are shown. Default: the visitor's account. */
  @property() owner?: string;
  /** Only these tokens: addresses or `ETH`, space-separated. */
  @property() tokens?: string;
  /** What rows are sorted by. */
  @property() sort: BalanceSort = 'balance';
  /** `ascending` or `descending`. Default: most first for `balance`, A first otherwise. */
  @property({ attribute: 'sort-direction' }) sortDirection?: SortDirection;
  /** How many rows are shown at first, and added by each "show more". */
  @property({ type: Number, attribute: 'page-size' }) pageSize = DEFAULT_PAGE_SIZE;
  /** Seconds between automatic reads while the page is visible, at least 5. 0 does none. */
  @property({ type: Number, attribute: 'refresh-interval' }) refreshInterval = 0;
  /** Leaves out balances of zero. */
  @property({ type: Boolean, attribute: 'hide-zero' }) hideZero = false;
  /** What is listed: `tokens`. */
  @property() view = 'tokens';

  @state() private pages = 1;
  @state() private openToken?: string;

  readonly #copy = new CopyController(this);
  readonly #reader = new BalancesReader(this, {
    getSession: () => this.controller.session,
    onLoad: (list) => this.#handleLoad(list),
    onError: (error) => this.fail(error),
  });
  #question: BalancesQuestion = {};
  #rows: readonly TokenBalance[] = [];
  #sortedBy = '';
  #sortedList?: BalanceList;
  #focusRow?: number;

  /** The balances that were read last, as the network sent them. */
  get balances(): readonly TokenBalance[] {
    return this.#reader.list?.balances ?? [];
  }

  /** When they were read. */
  get loadedAt(): Date | undefined {
    const { list } = this.#reader;
    return list && new Date(list.loadedAtMs);
  }

  /** Reads the balances again. Resolves to undefined when that failed, or when there is nothing to read. */
  refresh(): Promise<BalanceList | undefined> {
    return this.#reader.read(true);
  }

  protected override findProblem(): PassportError | undefined {
    const question = parseQuestion(this);
    if (question instanceof PassportError) return question;
    this.#question = question;
    return undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const owner = this.#question.owner ?? this.controller.state.account?.address;
    const canAsk = this.isConnected && !this.isWaiting && !this.configurationError && owner !== undefined;
    this.#reader.ask(canAsk ? { ...this.#question, owner } : undefined, this.controller.state.transactions);
    this.#reader.setInterval(Number.isFinite(this.refreshInterval) ? this.refreshInterval : 0);
    if (changed.has('owner') || changed.has('tokens') || changed.has('sort')) this.pages = 1;
    this.#sort();
    const view = this.#getView();
    const isStale = view !== 'failed' && this.#reader.error !== undefined;
    const { isPartial } = this.#reader;
    this.setStates(view, ...(isStale ? ['stale'] : []), ...(isPartial ? ['partial'] : []));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#focusRow === undefined) return;
    this.shadowRoot?.querySelectorAll<HTMLElement>('.token')[this.#focusRow]?.focus();
    this.#focusRow = undefined;
  }

  protected override handleRelease(): void {
    super.handleRelease();
    this.#reader.stop();
  }

  override get error(): PassportError | undefined {
    return this.configurationError ?? this.#reader.error;
  }

  protected override render(): TemplateResult {
    return html`<div class="sr-only" role="status">${this.#getAnnouncement()}</div>${this.#renderView()}`;
  }

  #getView(): View {
    const { status, registration } = this.controller.state;
    if (this.configurationError) return 'failed';
    if (this.isWaiting) return 'unknown';
    const { list, error, isLoading } = this.#reader;
    if (list) return this.#rows.length > 0 ? 'ready' : 'empty';
    if (error && !isLoading) return 'failed';
    if (isLoading || this.#question.owner) return 'loading';
    if (status === 'signed-in') return registration === 'unregistered' || registration === 'failed' ? 'unregistered' : 'loading';
    return status === 'restoring' || status === 'unconfigured' ? 'loading' : 'signed-out';
  }

  #getAnnouncement(): string {
    const view = this.#getView();
    if (view === 'loading') return this.#text('balances-loading');
    if (view !== 'ready') return '';
    const shown = Math.min(this.#getLimit(), this.#rows.length);
    return this.#text('balances-shown', { count: String(shown), total: String(this.#rows.length) });
  }

  /** Sorting 400 rows is not repeated for each drawing. */
  #sort(): void {
    const { list } = this.#reader;
    const { sort, sortDirection: direction, hideZero, locale } = this;
    const key = [sort, direction, hideZero, locale].join();
    if (list === this.#sortedList && key === this.#sortedBy) return;
    this.#sortedList = list;
    this.#sortedBy = key;
    const wanted = (list?.balances ?? []).filter(({ amount }) => !hideZero || amount !== 0n);
    this.#rows = sortBalances(wanted, { sort, direction, locale });
  }

  #getPageSize(): number {
    return this.pageSize >= 1 ? Math.floor(this.pageSize) : DEFAULT_PAGE_SIZE;
  }

  #getLimit(): number {
    return this.pages * this.#getPageSize();
  }

  #renderView(): TemplateResult {
    switch (this.#getView()) {
      case 'unknown':
      case 'loading': return this.#renderCard(renderSkeleton(Math.min(this.#getPageSize(), 3)));
      case 'signed-out': return html`<slot name="signed-out">${this.#renderHint('balances-hint')}</slot>`;
      case 'unregistered': return this.#renderHint('balances-unregistered');
      case 'failed': return this.#renderFailure();
      case 'empty': return this.#renderCard(html`${this.#renderNote()}<slot name="empty">${
        this.#renderHint('balances-empty', 'balances-empty-detail')}</slot>`);
      case 'ready': return this.#renderCard(this.#renderList());
    }
  }

  #renderCard(content: TemplateResult): TemplateResult {
    const time = this.#formatTime();
    return html`
      <div class="card">
        <div class="head" part="header">
          <strong>${this.#text('balances')}</strong>
          <span class="small muted">${time ? this.#text('balances-updated', { time }) : ''}</span>
          <button type="button" class="icon-button ${this.#reader.isLoading ? 'turning' : ''}" part="refresh"
            aria-label=${this.#text('refresh')} title=${this.#text('refresh')} ?disabled=${!this.#reader.list}
            @click=${this.refresh}>${renderIcon(REFRESH_ICON)}</button>
        </div>
        ${content}
      </div>
    `;
  }

  #renderList(): TemplateResult {
    const limit = this.#getLimit();
    const rest = this.#rows.length - limit;
    const label = this.#text('balances-of', { address: toShortAddress(this.#reader.list?.owner ?? '') });
    return html`
      ${this.#renderNote()}
      <ul role="list" aria-label=${label}>
        ${repeat(this.#rows.slice(0, limit), ({ token }) => token.address, (balance) => renderRow(balance, {
          locale: this.locale,
          isOpen: this.openToken === balance.token.address,
          copy: this.#copy,
          onSelect: () => this.#handleSelect(balance),
        }))}
      </ul>
      ${rest > 0 ? html`<button type="button" class="button more" part="more" @click=${this.#handleMore}>${
        this.#text('show-more', { count: String(Math.min(rest, this.#getPageSize())) })}</button>` : nothing}
    `;
  }

  /** What is to be known about the rows below: that they are old, or not all. */
  #renderNote(): TemplateResult | typeof nothing {
    const { error, isPartial } = this.#reader;
    if (!error && !isPartial) return nothing;
    const note = error ? this.#text('balances-stale', { time: this.#formatTime() ?? '' }) : this.#text('balances-partial');
    return html`<div class="note small">
      <span role="alert">${note}</span>
      <button type="button" class="button quiet" part="retry" @click=${this.refresh}>${this.#text('retry')}</button>
    </div>`;
  }

  #renderHint(key: keyof typeof TEXTS, detail?: keyof typeof TEXTS): TemplateResult {
    return html`<div class="hint" part="status"><span>${this.#text(key)}</span>
      ${detail ? html`<span class="small muted">${this.#text(detail)}</span>` : nothing}</div>`;
  }

  #renderFailure(): TemplateResult {
    const { error } = this;
    if (!error) return html`${nothing}`;
    const actions = this.configurationError ? undefined : html`<button type="button" class="button primary" part="retry"
      @click=${this.refresh}>${this.#text('retry')}</button>`;
    return renderError(error, { locale: this.locale, actions });
  }

  #formatTime(): string | undefined {
    return this.loadedAt && new Intl.DateTimeFormat(this.locale, { timeStyle: 'short' }).format(this.loadedAt);
  }

  #handleLoad(list: BalanceList): void {
    this.failure = undefined;
    /** @internal */
    this.dispatchEvent(new ImxBalancesLoadEvent(list));
  }

  #handleSelect(balance: TokenBalance): void {
    const event = new ImxBalancesSelectEvent(balance);
    /** @internal */
    const isAllowed = this.dispatchEvent(event);
    if (!isAllowed) return;
    const { address } = balance.token;
    this.openToken = this.openToken === address ? undefined : address;
  }

  #handleMore(): void {
    // The reader goes on where they were: at the first row that is new.
    this.#focusRow = this.#getLimit();
    this.pages += 1;
  }

  #text(key: keyof typeof TEXTS, values?: Readonly<Record<string, string>>): string {
    return getText(TEXTS, this.locale, key, values);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'imx-balances': ImxBalances;
  }
}
