import { CARD_STYLE, MARK } from '../../core/card-style.js';
import { escapeHtml, renderPage, type Page } from '../../core/page.js';
import { CONFIRMATION_STYLE } from './confirmation-style.js';

/** What a confirmation window shows that has nothing to decide. */
export interface NoticeParts {
  readonly title: string;
  readonly text: string;
  /** Whether something is still to come. */
  readonly isBusy?: boolean;
}

/** A page that says something, in the look of the confirmation page. */
export function renderNoticePage({ title, text, isBusy = false }: NoticeParts): Page {
  return renderPage({
    title, style: CARD_STYLE + CONFIRMATION_STYLE,
    body: `<main${isBusy ? ' class="busy"' : ''}><header>${MARK}<div><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></div></header></main>`,
  });
}
