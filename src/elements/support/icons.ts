import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** A picture beside a text; it says nothing of its own to assistive technology. */
export function renderIcon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

// Outlines on a 24 by 24 grid. Constants of their own, so that an element carries only those it draws.

/** A passport. */
export const PASSPORT_ICON =
  'M6 2h12a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4c0-1.1.9-2 2-2Zm6 4.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM8 18v1.8h8V18H8Zm4-9.7a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4Z';

/** Two sheets. */
export const COPY_ICON =
  'M9 2h10a3 3 0 0 1 3 3v10h-2V5a1 1 0 0 0-1-1H9V2ZM5 6h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3Zm0 2a1 1 0 0 0-1 1v10c0 .6.4 1 1 1h10a1 1 0 0 0 1-1V9a1 1 0 0 0-1-1H5Z';

/** A tick. */
export const CHECK_ICON =
  'm9.5 18.3-6.2-6.2 1.5-1.4 4.7 4.8 9.7-9.8 1.5 1.5L9.5 18.3Z';
