import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { isAddress } from '../../shared/addresses.js';
import type { TokenBalance } from '../../shared/network.js';
import { adoptStyles } from '../support/adopt-styles.js';
import { cleanText } from '../support/clean-text.js';
import { CopyController } from '../support/copy-controller.js';
import { renderIcon } from '../support/icons.js';
import { getText } from '../../shared/texts.js';
import type { BalancesReader } from './balances-reader.js';
import { formatAmount, formatDigits } from './format-amount.js';
import { joinSiblings, readSiblings } from './siblings.js';
import { isDescending } from './sort-balances.js';
import type { BalanceSort, SortDirection } from './sort-balances.js';
import { TEXTS } from './tools-texts.js';
import { toolStyles } from './tools.styles.js';

/** The element, as far as its tools work with it. */
export interface ToolsHost extends LitElement {
  sort: BalanceSort;
  sortDirection?: SortDirection;
  hideZero: boolean;
  refresh(): Promise<unknown>;
}

const REFRESH_ICON =
  'M12 4a8 8 0 0 1 6.9 4H16v2h6V4h-2v2.3A10 10 0 0 0 2 12h2a8 8 0 0 1 8-8Zm8 8a8 8 0 0 1-14.9 4H8v-2H2v6h2v-2.3A10 10 0 0 0 22 12h-2Z';
const SORTS: readonly BalanceSort[] = ['balance', 'symbol', 'name'];
/** More than an address with its spaces needs. */
const MAX_FILTER = 100;
/** Letters of a contract from which on it is looked for. */
const MIN_ADDRESS = 4;

/** What visitors do with a list: refresh, filter, sort, hide zero, look at the details of a row. */
export class ListTools {
  /** What was typed, as it is compared. */
  text = '';
  readonly #host: ToolsHost;
  readonly #reader: BalancesReader;
  readonly #copy: CopyController;

  constructor(host: ToolsHost, reader: BalancesReader) {
    adoptStyles(host, toolStyles);
    joinSiblings(host, reader);
    this.#host = host;
    this.#reader = reader;
    this.#copy = new CopyController(host);
  }

  /** Whether a token's name, symbol or contract has what was typed in it, whatever the letter case. */
  matches({ token }: TokenBalance): boolean {
    const isIn = (text: string): boolean => fold(text).includes(this.text);
    // Less than that is in half of all contracts.
    return isIn(token.symbol) || isIn(token.name ?? '') || (this.text.length >= MIN_ADDRESS && isIn(token.address));
  }

  /** Has the other lists of the page that show the same account read anew. */
  readSiblings(): void {
    readSiblings(this.#reader);
  }

  /** The button that reads again. */
  renderRefresh(locale: string, isLoading: boolean, isDisabled: boolean): TemplateResult {
    const label = getText(TEXTS, locale, 'refresh');
    return html`<button type="button" class="icon-button ${isLoading ? 'turning' : ''}" part="refresh" aria-label=${label} title=${label}
      ?disabled=${isDisabled} @click=${() => void this.#host.refresh()}>${renderIcon(REFRESH_ICON)}</button>`;
  }

  /** Filter, order and whether zero is hidden. */
  renderToolbar(locale: string): TemplateResult {
    const { sort, sortDirection, hideZero } = this.#host;
    const text = (key: keyof typeof TEXTS): string => getText(TEXTS, locale, key);
    const asked = SORTS.includes(sort) ? sort : 'balance';
    const chosen = `${asked}-${isDescending(asked, sortDirection) ? 'descending' : 'ascending'}`;
    const options = SORTS.flatMap((name) => (name === 'balance' ? ['descending', 'ascending'] : ['ascending', 'descending']).map((way) => `${name}-${way}`));
    return html`
      <input type="search" part="filter" aria-label=${text('filter')} placeholder=${text('filter-hint')} maxlength=${MAX_FILTER}
        autocomplete="off" spellcheck="false" @input=${this.#handleFilter}>
      <select part="sort" aria-label=${text('sort-by')} @change=${this.#handleSort}>${options.map((value) => html`
        <option value=${value} .selected=${value === chosen}>${text(`sort-${value}` as keyof typeof TEXTS)}</option>`)}</select>
      <label class="small"><input type="checkbox" part="hide-zero" .checked=${hideZero} @change=${this.#handleZero}>${text('hide-zero')}</label>
    `;
  }

  /** What is said where no token matches. */
  renderNoMatch(locale: string): TemplateResult {
    return html`<div class="hint" part="status"><span>${getText(TEXTS, locale, 'no-match')}</span></div>`;
  }

  /** Every digit of an amount, and the contract, each to be copied. */
  renderDetails({ token, amount }: TokenBalance, locale: string): TemplateResult {
    const text = (key: keyof typeof TEXTS): string => getText(TEXTS, locale, key);
    const { exact, kind } = formatAmount(amount, token.decimals, locale);
    const isNative = !isAddress(token.address);
    return html`<dl class="small">
      ${exact === undefined ? nothing : html`<div>
        <dt class="muted">${text(kind === 'raw' ? 'raw-units' : 'exact-amount')}</dt>
        <dd><bdi>${formatDigits(exact, locale)}</bdi>${this.#copy.renderButton(exact, locale, 'copy-amount')}</dd></div>`}
      <div><dt class="muted">${text('token-address')}</dt>
        <dd><bdi>${isNative ? text('native-token') : token.address}</bdi>${isNative
          ? nothing : this.#copy.renderButton(token.address, locale, 'copy-address')}</dd></div>
    </dl>`;
  }

  readonly #handleFilter = ({ target }: Event): void => {
    this.text = fold((target as HTMLInputElement).value);
    this.#host.requestUpdate();
  };

  readonly #handleSort = ({ target }: Event): void => {
    const [sort, direction] = (target as HTMLSelectElement).value.split('-');
    this.#host.sort = sort as BalanceSort;
    this.#host.sortDirection = direction as SortDirection;
  };

  readonly #handleZero = ({ target }: Event): void => {
    this.#host.hideZero = (target as HTMLInputElement).checked;
  };
}

/** Makes the tools of one element. */
export function createTools(host: ToolsHost, reader: BalancesReader): ListTools {
  return new ListTools(host, reader);
}

/** As it is compared: what is not seen is no difference, nor is letter case, nor how letters are put together. */
function fold(text: string): string {
  return cleanText(text, MAX_FILTER).normalize('NFKC').toLowerCase();
}
