import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** A picture beside a text; it says nothing of its own to assistive technology. */
export function renderIcon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

/** A passport: an outline on a 24 by 24 grid. Those that the first button does not draw are in `control-icons.ts`. */
export const PASSPORT_ICON =
  'M6 2h12a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Zm6 4.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM8 18v1.8h8V18H8Zm4-9.7a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4Z';
