import type { CSSResult, LitElement } from 'lit';

/** The styles that came with parts of an element's code, and whether another document than the first has it. */
const added = new WeakMap<LitElement, { readonly styles: Set<CSSResult>; isMoved?: boolean }>();

/** Adds styles that came with a part of an element's code. Those that it has already stay as they are. */
export function adoptStyles(host: LitElement, ...styles: readonly CSSResult[]): void {
  const known = getAdded(host);
  for (const style of styles) known.styles.add(style);
  if (known.isMoved) return restoreStyles(host);
  const sheets = host.shadowRoot?.adoptedStyleSheets;
  for (const { styleSheet } of styles) {
    if (styleSheet && !sheets?.includes(styleSheet)) sheets?.push(styleSheet);
  }
}

/**
 * Gives an element its look back that another document has adopted: browsers take the style sheets of one document away
 * there, and refuse them (row 140). Called by `adoptedCallback`.
 */
export function restoreStyles(host: LitElement): void {
  const known = getAdded(host);
  known.isMoved = true;
  const { shadowRoot, ownerDocument: { defaultView: view } } = host;
  // A document without a window shows nothing, and markup can stand under that name (row 142).
  if (!shadowRoot || typeof (view as Partial<typeof globalThis> | null)?.CSSStyleSheet !== 'function') return;
  const own = (host.constructor as typeof LitElement).elementStyles as readonly CSSResult[];
  // Of that document, and no `<style>`: a strict page refuses one.
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync([...own, ...known.styles].map(({ cssText }) => cssText).join('\n'));
  shadowRoot.adoptedStyleSheets = [sheet];
}

function getAdded(host: LitElement) {
  const known = added.get(host) ?? { styles: new Set<CSSResult>() };
  added.set(host, known);
  return known;
}
