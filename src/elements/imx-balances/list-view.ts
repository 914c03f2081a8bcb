import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PassportError } from '../../shared/passport-error.js';
import type { renderError } from '../support/render-error.js';
import { getText } from '../../shared/texts.js';
import type { Texts } from '../../shared/texts.js';
import { renderSkeleton } from './render-row.js';
import { TEXTS } from './texts.js';

/** What the element shows. */
export type View = 'unknown' | 'signed-out' | 'unregistered' | 'loading' | 'ready' | 'empty' | 'failed';

/** What is drawn, whether of balances or of assets. */
export interface ListModel {
  readonly view: View;
  readonly locale: string;
  /** The words of the kind that is listed: `balances-…` or `assets-…`. Nothing is said before they are here. */
  readonly kind: 'balances' | 'assets';
  readonly texts: Texts;
  readonly error?: PassportError;
  /** Whether trying again can help. */
  readonly canRetry: boolean;
  readonly isStale: boolean;
  readonly isPartial: boolean;
  /** When the list was read. */
  readonly loadedAt?: Date;
  readonly skeletonRows: number;
  readonly retry: () => void;
  /** The button that reads again; absent until its code is here. */
  readonly refreshButton?: TemplateResult;
  /** Draws a failure; absent until its code is here, null where that cannot be had. */
  readonly renderError?: typeof renderError | null;
  /** The rows or cards, while `ready`. */
  readonly renderContent: () => TemplateResult;
}

/** Draws the element in its state. */
export function renderView(model: ListModel): TemplateResult {
  switch (model.view) {
    case 'unknown':
    case 'loading': return renderCard(model, renderSkeleton(model.skeletonRows));
    case 'signed-out': return html`<slot name="signed-out">${renderHint(model, 'hint')}</slot>`;
    case 'unregistered': return renderHint(model, 'unregistered');
    case 'failed': return renderFailure(model);
    case 'empty': return renderCard(model, html`${renderNote(model)}<slot name="empty">${renderHint(model, 'empty', 'empty-detail')}</slot>`);
    case 'ready': return renderCard(model, html`${renderNote(model)}${model.renderContent()}`);
  }
}

/** The text of a list of this kind. */
export function say({ kind, texts, locale }: Pick<ListModel, 'kind' | 'texts' | 'locale'>, name: string, values?: Readonly<Record<string, string>>): string {
  const key = name ? `${kind}-${name}` : kind;
  return key in texts ? getText(texts, locale, key, values) : '';
}

function renderCard(model: ListModel, content: TemplateResult): TemplateResult {
  const time = formatTime(model);
  return html`
    <div class="card">
      <div class="head" part="header">
        <strong>${say(model, '')}</strong>
        <span class="small muted">${time ? getText(TEXTS, model.locale, 'balances-updated', { time }) : nothing}</span>
        ${model.refreshButton ?? html`<span class="held-place"></span>`}
      </div>
      ${content}
    </div>
  `;
}

/** What is to be known about the rows below: that they are old, or not all. */
function renderNote(model: ListModel): TemplateResult | typeof nothing {
  if (!model.isStale && !model.isPartial) return nothing;
  return renderAlert(model, model.isStale ? say(model, 'stale', { time: formatTime(model) ?? '' }) : say(model, 'partial'));
}

function renderAlert({ locale, canRetry, retry }: ListModel, words: string): TemplateResult {
  return html`<div class="note small">
    <span role="alert">${words}</span>
    ${canRetry ? html`<button type="button" class="button quiet" part="retry" @click=${retry}>${getText(TEXTS, locale, 'retry')}</button>` : nothing}
  </div>`;
}

function renderHint(model: ListModel, name: string, detail?: string): TemplateResult {
  return html`<div class="hint" part="status"><span>${say(model, name)}</span>
    ${detail ? html`<span class="small muted">${say(model, detail)}</span>` : nothing}</div>`;
}

/** While the code is on its way that says more, the place is held. Without it the failure speaks for itself. */
function renderFailure(model: ListModel): TemplateResult {
  const { renderError: draw, error, locale, canRetry, retry } = model;
  if (draw === null || !error) return renderCard(model, html`<div part="error">${renderAlert(model, error?.message ?? '')}</div>`);
  return draw?.(error, {
    locale,
    actions: canRetry ? html`<button type="button" class="button primary" part="retry" @click=${retry}>${
      getText(TEXTS, locale, 'retry')}</button>` : undefined,
  }) ?? renderCard(model, renderSkeleton(model.skeletonRows));
}

function formatTime({ loadedAt, locale }: ListModel): string | undefined {
  return loadedAt && new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(loadedAt);
}
