import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { html } from 'lit';
import { createLoader } from '../../session/lazy.js';
import type { AccountAsset, TokenBalance } from '../../shared/network.js';
import { PassportError } from '../../shared/passport-error.js';
import { restoreStyles } from '../support/adopt-styles.js';
import { baseStyles } from '../support/base.styles.js';
import { partStyles } from '../support/parts.styles.js';
import { PassportElement } from '../support/passport-element.js';
import { property, state } from '../support/property.js';
import { BalancesReader } from './balances-reader.js';
import type { AnyList } from './balances-reader.js';
import { formatDigits } from './format-amount.js';
import { ImxAssetsLoadEvent, ImxBalancesLoadEvent, ImxBalancesSelectEvent } from './imx-balances.events.js';
import { styles } from './imx-balances.styles.js';
import { LazyPart } from './lazy-part.js';
import { renderView, say } from './list-view.js';
import type { ListModel, View } from './list-view.js';
import { parseQuestion } from './parse-attributes.js';
import type { BalancesQuestion } from './parse-attributes.js';
import type { BalanceSort, SortDirection } from './sort-balances.js';
import { TEXTS } from './texts.js';
import { TokensView } from './tokens-view.js';

const DEFAULT_PAGE_SIZE = 25;

const loadTools = createLoader(() => import('./list-tools.js'));
const loadAssets = createLoader(() => import('./assets-view.js'));
const loadErrors = createLoader(() => import('../support/render-error.js'));

/**
 * Lists the balances of an account, exactly, or its collectibles: of the visitor, or of `owner`.
 *
 * @tagname imx-balances
 * @slot signed-out - Replaces the hint that is shown while nobody is signed in.
 * @slot empty - Replaces what is shown when there are no balances.
 * @fires {ImxBalancesLoadEvent} imx-balances-load - Balances were read.
 * @fires {ImxAssetsLoadEvent} imx-assets-load - Assets were read.
 * @fires {ImxBalancesSelectEvent} imx-balances-select - A row was chosen. Cancelable: then its details do not open.
 * @fires {PassportErrorEvent} passport-error - Balances or assets could not be read, or the configuration is wrong.
 * @csspart row - Each balance.
 * @csspart card - Each asset.
 * @csspart amount - The amount of a balance, or how many there are of an asset.
 * @csspart symbol - The symbol of a token.
 * @csspart name - The name of a token or asset.
 * @csspart logo - The logo of a token.
 * @csspart picture - The picture of an asset.
 * @csspart collection - The collection of an asset.
 * @csspart copy - Each button that copies.
 * @csspart header - The line above the list.
 * @csspart refresh - The button that reads again.
 * @csspart toolbar - The line of filter and order.
 * @csspart filter - The field that filters.
 * @csspart sort - The list of orders.
 * @csspart hide-zero - The box that hides balances of zero.
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
  protected static override readonly textParts = ['balances'] as const;
  /** Brings the code of filter, order, refresh and details. For tests. @internal */
  static loadTools: typeof loadTools = loadTools;
  /** Brings the code of assets. For tests. @internal */
  static loadAssets: typeof loadAssets = loadAssets;
  /** Brings the code of failures. For tests. @internal */
  static loadErrors: typeof loadErrors = loadErrors;

  /** The address whose balances are shown. Default: the visitor's account. */
  @property() owner?: string;
  /** Only these tokens: addresses, or the native token (`ETH`, `IMX`), space-separated. */
  @property() tokens?: string;
  /** What rows are sorted by. Visitors change it in the toolbar. */
  @property() sort: BalanceSort = 'balance';
  /** `ascending` or `descending`. Default: most first for `balance`, A first otherwise. */
  @property({ attribute: 'sort-direction' }) sortDirection?: SortDirection;
  /** How many rows are shown at first, and added by each "show more". */
  @property({ type: Number, attribute: 'page-size' }) pageSize = DEFAULT_PAGE_SIZE;
  /** Seconds between automatic reads while the page is visible, at least 5, at most 86,400. 0 does none. */
  @property({ type: Number, attribute: 'refresh-interval' }) refreshInterval = 0;
  /** Leaves out balances of zero. Visitors change it in the toolbar. */
  @property({ type: Boolean, attribute: 'hide-zero' }) hideZero = false;
  /** Whether visitors may filter and sort: `auto` from 8 balances on, `always` or `none`. */
  @property() toolbar: 'auto' | 'always' | 'none' = 'auto';
  /** What is listed: `tokens`, or `assets`, which are collectibles (ERC-721, ERC-1155). */
  @property() view: 'tokens' | 'assets' = 'tokens';

  @state() private pages = 1;

  readonly #tools = new LazyPart(this, async () => (await ImxBalances.loadTools()).createTools(this, this.#reader));
  readonly #assets = new LazyPart(this, async () => (await ImxBalances.loadAssets()).createAssets(this));
  readonly #errors = new LazyPart(this, async () => (await ImxBalances.loadErrors()).prepareErrors(this));
  readonly #reader = new BalancesReader(this, {
    getSession: () => this.controller.session,
    onLoad: (list) => this.#handleLoad(list),
    onError: (error) => this.fail(error),
  });
  readonly #rows = new TokensView(this, this.#tools);
  #question: BalancesQuestion = { view: 'tokens' };
  #focusRow?: number;
  #focused: Element | null = null;

  /** The balances that were read last, as the network sent them. */
  get balances(): readonly TokenBalance[] {
    const { list } = this.#reader;
    return list && 'balances' in list ? list.balances : [];
  }

  /** The assets that have been read, as the network sent them. */
  get assets(): readonly AccountAsset[] {
    const { list } = this.#reader;
    return list && 'assets' in list ? this.#assets.value?.getAssets(list) ?? list.assets : [];
  }

  /** When they were read. */
  get loadedAt(): Date | undefined {
    const { list } = this.#reader;
    return list && new Date(list.loadedAtMs);
  }

  /** Keeps the look in another document, such as a picture-in-picture window. @internal */
  adoptedCallback(): void {
    restoreStyles(this);
  }

  /**
   * Reads again, and with it the other elements on the page that show the same account. Resolves to undefined
   * when that failed, when a newer read took its place, or when there is nothing to read.
   */
  refresh(): Promise<AnyList | undefined> {
    if (this.#isAssets) this.#assets.need(true);
    if (this.#errors.error) this.#errors.need(true);
    const answer = this.#reader.read(true);
    this.#tools.value?.readSiblings();
    return answer;
  }

  protected override findProblem(): PassportError | undefined {
    const question = parseQuestion(this);
    if (question instanceof PassportError) return question;
    this.#question = question;
    return undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#focused = this.shadowRoot?.activeElement ?? null;
    const owner = this.#question.owner ?? this.controller.state.account?.address;
    const canAsk = this.isConnected && !this.isWaiting && !this.configurationError && owner !== undefined;
    this.#reader.ask(canAsk ? { ...this.#question, owner } : undefined, this.controller.state.transactions);
    this.#reader.setInterval(Number.isFinite(this.refreshInterval) ? this.refreshInterval : 0);
    if (this.#isAssets && this.isConnected && !this.configurationError) this.#assets.need();
    if (['owner', 'tokens', 'sort', 'sortDirection', 'view'].some((name) => changed.has(name))) this.pages = 1;
    const { list } = this.#reader;
    const { sort, sortDirection: direction, hideZero, locale, toolbar } = this;
    this.#rows.update(list && 'balances' in list ? list : undefined, { sort, direction, hideZero, locale, toolbar, limit: this.#limit });
    const view = this.#getView();
    if (view === 'failed' && this.isConnected) this.#errors.need();
    this.setStates(view, ...(this.#isStale ? ['stale'] : []), ...(this.#isPartial ? ['partial'] : []));
  }

  protected override updated(changed: PropertyValues): void {
    const row = this.#focusRow === undefined ? null : this.shadowRoot?.querySelectorAll<HTMLElement>('.token, .cards > li')[this.#focusRow];
    // A row that moves in the list loses the focus on the way.
    const focused = this.#focused as HTMLElement | null;
    const lost = focused?.isConnected && this.shadowRoot?.activeElement !== focused ? focused : null;
    this.#focusRow = undefined;
    (row ?? lost)?.focus({ preventScroll: !row });
    super.updated(changed);
    if (this.#reader.list || this.#reader.error) this.#tools.need();
  }

  protected override handleRelease(): void {
    super.handleRelease();
    this.#reader.stop();
    this.#assets.value?.stop();
    this.#rows.stop();
  }

  override get error(): PassportError | undefined {
    return this.configurationError ?? this.#reader.error ?? (this.#isAssets ? this.#assets.error : undefined);
  }

  protected override render(): TemplateResult {
    const model = this.#createModel();
    return html`<div class="sr-only" role="status">${this.#getAnnouncement(model)}</div>${renderView(model)}`;
  }

  get #isAssets(): boolean {
    return this.#question.view === 'assets';
  }

  /** Whether what is shown is older than the visitor may think. */
  get #isStale(): boolean {
    return this.#reader.list !== undefined && this.#reader.error !== undefined;
  }

  get #isPartial(): boolean {
    const { list, isPartial } = this.#reader;
    return isPartial || (list !== undefined && 'assets' in list && this.#assets.value?.isPartial(list) === true);
  }

  #getView(): View {
    const { status, registration } = this.controller.state;
    if (this.configurationError) return 'failed';
    if (this.isWaiting) return 'unknown';
    const { list, error, isLoading } = this.#reader;
    if (this.#isAssets && !this.#assets.value) return this.#assets.error ? 'failed' : 'loading';
    if (list) return 'assets' in list ? (this.assets.length > 0 || list.cursor ? 'ready' : 'empty') : (this.#rows.isEmpty ? 'empty' : 'ready');
    if (error && !isLoading) return 'failed';
    if (isLoading || this.#question.owner) return 'loading';
    if (status === 'signed-in') return registration === 'unregistered' || registration === 'failed' ? 'unregistered' : 'loading';
    return status === 'restoring' || status === 'unconfigured' ? 'loading' : 'signed-out';
  }

  get #pageSize(): number {
    return this.pageSize >= 1 ? Math.floor(this.pageSize) : DEFAULT_PAGE_SIZE;
  }

  get #limit(): number {
    return this.pages * this.#pageSize;
  }

  #createModel(): ListModel {
    const { locale, error, loadedAt } = this;
    const tools = this.#tools.value;
    const { isLoading, list } = this.#reader;
    return {
      view: this.#getView(), locale, error, loadedAt,
      kind: this.#isAssets ? 'assets' : 'balances',
      texts: this.#isAssets ? this.#assets.value?.texts ?? {} : TEXTS,
      canRetry: !this.configurationError,
      renderError: this.#errors.error ? null : this.#errors.value,
      isStale: this.#isStale,
      isPartial: this.#isPartial,
      skeletonRows: Math.min(this.#pageSize, 3),
      retry: () => void this.refresh(),
      refreshButton: tools?.renderRefresh(locale, isLoading, !list),
      renderContent: () => this.#renderContent(locale),
    };
  }

  #renderContent(locale: string): TemplateResult {
    const { list } = this.#reader;
    const assets = this.#assets.value;
    if (list && assets && 'assets' in list) {
      const { controller: { session } } = this;
      return assets.render({ locale, list, limit: this.#limit, session, onMore: this.#handleMore, onError: (error) => this.fail(error) });
    }
    return this.#rows.render(locale, this.#pageSize, { onSelect: (balance) => this.#handleSelect(balance), onMore: this.#handleMore });
  }

  /** What is read out: once, when it has come to something. */
  #getAnnouncement(model: ListModel): string {
    const { list, isLoading, isAsked } = this.#reader;
    if (model.view === 'loading' || (isLoading && isAsked && list)) return say(model, 'loading');
    if (model.view !== 'ready') return '';
    const count = (value: number): string => formatDigits(String(value), model.locale);
    const { length } = this.#isAssets ? this.assets : this.#rows.rows;
    return say(model, 'shown', { count: count(Math.min(this.#limit, length)), total: count(this.#rows.total) });
  }

  #handleLoad(list: AnyList): void {
    this.failure = undefined;
    this.#tools.need(true);
    const event = 'assets' in list ? new ImxAssetsLoadEvent(list) : new ImxBalancesLoadEvent(list);
    /** @internal */
    this.dispatchEvent(event);
  }

  #handleSelect(balance: TokenBalance): boolean {
    this.#tools.need(true);
    const event = new ImxBalancesSelectEvent(balance);
    /** @internal */
    return this.dispatchEvent(event);
  }

  /** The reader goes on where they were: at the first row that is new. */
  readonly #handleMore = (from: number): void => {
    this.#focusRow = from;
    this.pages += 1;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'imx-balances': ImxBalances;
  }
}
