import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TokenBalance } from '../../shared/network.js';
import { getText } from '../../shared/texts.js';
import { TEXTS } from './texts.js';
import { formatAmount } from './format-amount.js';
import type { AmountText } from './format-amount.js';
import { handlePictureError, handlePictureLoad } from './pictures.js';
import { toTokenView } from './token-view.js';
import type { TokenView } from './token-view.js';

/** Letters from which an amount is drawn smaller, and under the token where the list is narrow. */
const LONG_AMOUNT = 24;

/** Options of `renderRow`. */
export interface RowOptions {
  readonly locale: string;
  readonly isOpen: boolean;
  /** What stands under the row while it is open. */
  readonly details?: TemplateResult;
  readonly onSelect: () => void;
}

/** Draws what is in a row of one balance: a button with the amount, and under it the details when it is open. */
export function renderRow(balance: TokenBalance, options: RowOptions): TemplateResult {
  const { locale, isOpen, details, onSelect } = options;
  const view = toTokenView(balance.token);
  const amount = formatAmount(balance.amount, balance.token.decimals, locale);
  const symbol = view.symbol ?? getText(TEXTS, locale, 'unnamed-token');
  const identity = view.shortAddress ?? getText(TEXTS, locale, 'native-token');
  return html`
    <button type="button" class="token" aria-expanded=${isOpen} @click=${onSelect}>
      ${renderLogo(view, symbol)}
      <span class="lines">
        <span class="title"><bdi class="name" part="symbol">${symbol}</bdi>${view.isLookalike
          ? html`<span class="flag" title=${getText(TEXTS, locale, 'lookalike-detail')}>${getText(TEXTS, locale, 'lookalike')}</span>`
          : nothing}</span>
        <span class="small muted sub">${view.name ? html`<bdi part="name">${view.name}</bdi><span>·</span>` : nothing}<bdi
          class="address">${identity}</bdi></span>
      </span>
      ${renderAmount(amount, symbol, locale)}
    </button>
    ${details ?? nothing}
  `;
}

/** Draws rows that hold the place of the ones to come. */
export function renderSkeleton(rows: number): TemplateResult {
  return html`<div class="skeleton" aria-hidden="true">${Array.from({ length: rows }, () => html`<div class="token">
    <span class="avatar logo"></span><span class="lines"><i></i><i></i></span><i class="amount"></i></div>`)}</div>`;
}

function renderLogo({ logoUrl }: TokenView, symbol: string): TemplateResult {
  return html`<span class="avatar logo" aria-hidden="true">${[...symbol][0]}${logoUrl
    ? html`<img part="logo" src=${logoUrl} alt="" width="32" height="32" referrerpolicy="no-referrer" loading="lazy"
        decoding="async" @error=${handlePictureError} @load=${handlePictureLoad}>`
    : nothing}</span>`;
}

function renderAmount(amount: AmountText, symbol: string, locale: string): TemplateResult {
  const note = amount.kind === 'raw' ? 'raw-units-detail' : amount.kind === 'unknown' ? 'unknown-amount' : undefined;
  const title = note ? getText(TEXTS, locale, note) : `${amount.exact} ${symbol}`;
  return html`<span class="amount ${amount.text.length > LONG_AMOUNT ? 'long' : ''}" part="amount" title=${title}>
    <bdi>${amount.text}</bdi>${amount.kind === 'raw'
      ? html`<span class="small muted">${getText(TEXTS, locale, 'raw-units')}</span>` : nothing}${amount.kind === 'unknown'
      ? html`<span class="sr-only">${title}</span>` : nothing}
  </span>`;
}
