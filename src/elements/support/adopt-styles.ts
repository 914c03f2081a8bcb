import type { CSSResult, LitElement } from 'lit';

/** Adds styles that came with a part of an element's code. Those that it has already stay as they are. */
export function adoptStyles(host: LitElement, ...styles: readonly CSSResult[]): void {
  const sheets = host.shadowRoot?.adoptedStyleSheets;
  for (const { styleSheet } of styles) {
    if (styleSheet && !sheets?.includes(styleSheet)) sheets?.push(styleSheet);
  }
}
