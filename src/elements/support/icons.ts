import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** A picture beside a text; it says nothing of its own to assistive technology. Outlines are in `control-icons.ts` and `passport-icon.ts`. */
export function renderIcon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}
