import { css } from 'lit';

/**
 * Colours, type and controls of all elements. What a page may set has a `--passport-` name (`docs/theming.md`); names
 * with `--_` are ours. Light or dark follows the `color-scheme` of the page around the element.
 *
 * The manifest has these tags at every element.
 *
 * @cssprop [--passport-accent=light-dark(#131313, #f3f3f4)] - Main buttons and progress.
 * @cssprop [--passport-on-accent=light-dark(#fff, #131313)] - Text on the accent.
 * @cssprop [--passport-surface=light-dark(#fff, #1a1a1c)] - Cards, menus and other buttons.
 * @cssprop [--passport-text=light-dark(#131313, #f3f3f4)] - Text.
 * @cssprop [--passport-muted=light-dark(#5c5d63, #a8a9b0)] - Text of less weight.
 * @cssprop [--passport-border=light-dark(#dfdfe3, #3a3a3f)] - Lines.
 * @cssprop [--passport-subtle=light-dark(#f4f4f6, #262629)] - What is hovered or waits.
 * @cssprop [--passport-danger=light-dark(#b3261e, #ffb4ab)] - The edge of a failure.
 * @cssprop [--passport-focus=light-dark(#2463d8, #8fb6ff)] - The ring around what has the focus.
 * @cssprop [--passport-shadow=0 8px 24px rgb(0 0 0 / .16)] - The shadow below the menu of methods.
 * @cssprop [--passport-radius=12px] - Corners. Small controls take two thirds.
 * @cssprop [--passport-font=system-ui, sans-serif] - The family of the type.
 * @cssprop [--passport-font-size=15px] - The size of the type. Smaller text follows.
 * @cssprop [--passport-space=4px] - The step of all distances. `3px` is compact.
 * @cssprop [--passport-control-size=44px] - The height of buttons and rows.
 * @cssprop [--passport-duration=.15s] - The duration of transitions.
 */
export const baseStyles = css`
  :host {
    --_accent: var(--passport-accent, light-dark(#131313, #f3f3f4));
    --_on-accent: var(--passport-on-accent, light-dark(#fff, #131313));
    --_surface: var(--passport-surface, light-dark(#fff, #1a1a1c));
    --_text: var(--passport-text, light-dark(#131313, #f3f3f4));
    --_muted: var(--passport-muted, light-dark(#5c5d63, #a8a9b0));
    --_border: var(--passport-border, light-dark(#dfdfe3, #3a3a3f));
    --_subtle: var(--passport-subtle, light-dark(#f4f4f6, #262629));
    --_focus: var(--passport-focus, light-dark(#2463d8, #8fb6ff));
    --_radius: var(--passport-radius, 12px);
    --_size: var(--passport-control-size, 44px);
    --_space: var(--passport-space, 4px);
    box-sizing: border-box;
    max-inline-size: 100%;
    color: var(--_text);
    font: 400 var(--passport-font-size, 15px)/1.35 var(--passport-font, system-ui, sans-serif);
    text-align: start;
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]) { display: none; }
  *, ::before, ::after { box-sizing: inherit; }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: var(--_size);
    max-inline-size: 100%;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4.5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    transition: background-color var(--passport-duration, .15s), opacity var(--passport-duration, .15s);
  }
  .button:hover { background: var(--_subtle); }
  .button:active { opacity: .8; }
  .primary { border-color: transparent; background: var(--_accent); color: var(--_on-accent); }
  .primary:hover { background: color-mix(in srgb, var(--_accent) 86%, var(--_on-accent)); }
  .button:disabled { cursor: default; }
  .button:disabled:not(.held) { opacity: .55; }
  .label { display: inline-flex; align-items: center; gap: calc(var(--_space) * 2.5); min-inline-size: 0; overflow-wrap: anywhere; }
  .icon { flex: none; inline-size: 18px; block-size: 18px; fill: currentColor; }
  :focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }

  .held { background: var(--_subtle); cursor: default; animation: breathe 1.6s ease-in-out infinite; }
  .held .label { opacity: 0; }
  .sr-only {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @keyframes breathe { 50% { opacity: .6; } }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after { animation: none !important; transition: none !important; }
  }
  @media (forced-colors: active) {
    .primary { border-color: ButtonBorder; }
    .icon { fill: currentcolor; }
    .button:disabled { opacity: 1; color: GrayText; }
  }
`;
