import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import type { PassportError } from '../../shared/passport-error.js';
import { adoptStyles } from './adopt-styles.js';
import { describeError } from './describe-error.js';
import { noticeStyles } from './notice.styles.js';

/** Options of `renderError`. */
export interface RenderErrorOptions {
  readonly locale: string;
  /** The buttons that lead on. */
  readonly actions?: TemplateResult;
}

/**
 * Draws a failure: what failed, what happened, what to do, and the way on. The words are an alert,
 * so that they are read out once, when they appear; the buttons stand outside of it.
 */
export function renderError(error: PassportError, { locale, actions }: RenderErrorOptions): TemplateResult {
  const { title, detail, resolution } = describeError(error, locale);
  const mark = (text: string, english: string): unknown => (text !== english || /^en\b/.test(locale) ? text : markEnglish(text));
  return html`
    <div class="notice" part="error">
      <div role="alert">
        <strong>${title}</strong>
        <p>${mark(detail, error.message)}</p>
        <p class="muted">${mark(resolution, error.resolution)}</p>
      </div>
      ${actions ? html`<div class="actions">${actions}</div>` : nothing}
    </div>
  `;
}

/** For an element that loads this with its first failure: `renderError`, and how it looks. */
export function prepareErrors(host: LitElement): typeof renderError {
  adoptStyles(host, noticeStyles);
  return renderError;
}

/** What is not translated, so that it is read out as English and keeps its order in a sentence from right to left. */
function markEnglish(text: string): TemplateResult {
  return html`<bdi lang="en" dir="ltr">${text}</bdi>`;
}
