import { escapeHtml, renderPage, type Page } from '../../core/page.js';
import { CARD_STYLE, MARK } from '../../core/card-style.js';

/** What a page that only says something shows. */
export interface MessageParts {
  readonly title: string;
  readonly text: string;
  /** A word for developers, such as an error code. */
  readonly detail?: string;
}

/** A page that says something and leads nowhere. */
export function renderMessagePage(parts: MessageParts): Page {
  const detail = parts.detail === undefined ? '' : `<p class="quiet"><code>${escapeHtml(parts.detail)}</code></p>`;
  return renderPage({
    title: parts.title,
    style: CARD_STYLE,
    body: `<main><header>${MARK}<div><h1>${escapeHtml(parts.title)}</h1><p>Passport emulator, on this machine only</p></div></header>
<div class="message"><p>${escapeHtml(parts.text)}</p>${detail}</div></main>`,
  });
}
