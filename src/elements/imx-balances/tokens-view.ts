import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { toShortAddress } from '../../shared/addresses.js';
import type { BalanceList, TokenBalance } from '../../shared/network.js';
import { getText } from '../../shared/texts.js';
import { DrawnList } from './drawn-list.js';
import { formatDigits } from './format-amount.js';
import type { LazyPart } from './lazy-part.js';
import type { ListTools } from './list-tools.js';
import { renderRow } from './render-row.js';
import { sortBalances } from './sort-balances.js';
import type { SortOptions } from './sort-balances.js';
import { TEXTS } from './texts.js';

/** Rows that are drawn in one go, and laid out together. More than that come task by task, so that none is long. */
const STEP = 50;
/** Rows from which on filter and order are offered. */
const TOOLBAR_FROM = 8;

/** What is wanted of a list, in which order, and how much of it. */
export interface TokensOptions extends SortOptions {
  readonly hideZero: boolean;
  readonly toolbar: string;
  /** Rows that may be shown. */
  readonly limit: number;
}

/** What a row or a button does. */
export interface TokensActions {
  /** A row was chosen. Gives whether its details may open. */
  readonly onSelect: (balance: TokenBalance) => boolean;
  /** Shows as many rows more, and goes on at the first that was not shown before. */
  readonly onMore: (from: number) => void;
}

/** The balances of one account as rows: those that are wanted, sorted, and as many as there is time for. */
export class TokensView {
  /** What is wanted of the list, sorted. */
  rows: readonly TokenBalance[] = [];
  /** Whether filter and order are offered. */
  hasToolbar = false;

  readonly #host: LitElement;
  readonly #tools: LazyPart<ListTools>;
  #list?: BalanceList;
  #key = '';
  #limit = 0;
  /** Rows that may be drawn by now. */
  #drawn = STEP;
  #timer?: ReturnType<typeof setTimeout>;
  readonly #elements: DrawnList<TokenBalance>;
  #openToken?: string;

  constructor(host: LitElement, tools: LazyPart<ListTools>) {
    this.#host = host;
    this.#tools = tools;
    this.#elements = new DrawnList(host, 'div', { class: 'item', part: 'row', role: 'listitem' });
  }

  /** How many there are before somebody filters. */
  get total(): number {
    return this.#tools.value?.text ? this.#list?.balances.length ?? 0 : this.rows.length;
  }

  /** Whether there is nothing to show. What a visitor has filtered away is there all the same. */
  get isEmpty(): boolean {
    return this.rows.length === 0 && !(this.hasToolbar && this.#list?.balances.length);
  }

  /** Takes what is to be shown. Sorting thousands of rows is not repeated for each drawing. */
  update(list: BalanceList | undefined, options: TokensOptions): void {
    const { sort, direction, hideZero, locale, toolbar, limit } = options;
    const tools = this.#tools.value;
    // Of another account, all of it is new.
    if (list?.owner !== this.#list?.owner) this.#drawn = STEP;
    const count = list?.balances.length ?? 0;
    this.hasToolbar = toolbar === 'always' || (toolbar !== 'none' && count >= TOOLBAR_FROM);
    // Those that "show more" brings are drawn at once as far as one step goes.
    if (limit > this.#limit && this.#limit > 0) this.#drawn = Math.max(this.#drawn, Math.min(limit, this.#limit + STEP));
    this.#limit = limit;
    const key = JSON.stringify([sort, direction, hideZero, locale, tools?.text]);
    if (list === this.#list && key === this.#key) return;
    this.#list = list;
    this.#key = key;
    const wanted = (list?.balances ?? []).filter((balance) => !(hideZero && balance.amount === 0n) && (tools?.matches(balance) ?? true));
    this.rows = sortBalances(wanted, options);
  }

  /** The rows, with filter and order above them and the button for more under them. */
  render(locale: string, pageSize: number, actions: TokensActions): TemplateResult {
    const { rows } = this;
    const rest = rows.length - this.#limit;
    const tools = this.#tools.value;
    const text = (key: keyof typeof TEXTS, values: Record<string, string>): string => getText(TEXTS, locale, key, values);
    const shown = rows.slice(0, Math.min(this.#limit, this.#drawn));
    if (shown.length < Math.min(this.#limit, rows.length)) this.#drawMore();
    return html`
      ${this.hasToolbar ? html`<div class="tools" part="toolbar">${tools?.renderToolbar(locale)}</div>` : nothing}
      ${rows.length === 0 ? tools?.renderNoMatch(locale) : html`<div role="list" class=${shown.length > STEP ? 'many' : ''}
        aria-label=${text('balances-of', { address: toShortAddress(this.#list?.owner ?? '') })}>
        ${toGroups(this.#drawRows(shown, locale, actions)).map((group) => html`<div role="presentation" class="rows">${group}</div>`)}
      </div>`}
      ${rest > 0 ? html`<button type="button" class="button more" part="more" @click=${() => actions.onMore(this.#limit)}>${
        text('show-more', { count: formatDigits(String(Math.min(rest, pageSize)), locale) })}</button>` : nothing}
    `;
  }

  /** Ends what goes on by itself. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #drawRows(rows: readonly TokenBalance[], locale: string, { onSelect }: TokensActions): readonly HTMLElement[] {
    const isOpen = ({ token }: TokenBalance): boolean => token.address === this.#openToken;
    // One text stands for all: translations come together.
    const look = locale + getText(TEXTS, locale, 'native-token');
    return this.#elements.draw(rows, {
      getKey: ({ token }) => token.address,
      // The buttons of an open one say what they have done.
      getLook: (balance) => (isOpen(balance) ? undefined : look),
      draw: (balance) => renderRow(balance, {
        locale, isOpen: isOpen(balance),
        details: isOpen(balance) ? this.#tools.value?.renderDetails(balance, locale) : undefined,
        onSelect: () => {
          if (!onSelect(balance)) return;
          this.#openToken = isOpen(balance) ? undefined : balance.token.address;
          this.#host.requestUpdate();
        },
      }),
    });
  }

  #drawMore(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#drawn += STEP;
      this.#host.requestUpdate();
    });
  }
}

/** Those out of sight are not laid out, group by group. */
function toGroups<Row>(rows: readonly Row[]): (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / STEP) }, (_, index) => rows.slice(index * STEP, (index + 1) * STEP));
}
