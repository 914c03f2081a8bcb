import { css } from 'lit';

/**
 * Colours, type and controls of all elements. What a page may set has a `--passport-` name; names
 * with `--_` are ours. Light or dark follows the `color-scheme` of the page around the element.
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
    --_danger: var(--passport-danger, light-dark(#b3261e, #ffb4ab));
    --_focus: var(--passport-focus, light-dark(#2463d8, #8fb6ff));
    --_radius: var(--passport-radius, 12px);
    box-sizing: border-box;
    max-inline-size: 100%;
    color: var(--_text);
    font: 400 15px/1.35 var(--passport-font, system-ui, sans-serif);
    text-align: start;
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]) { display: none; }
  *, ::before, ::after { box-sizing: inherit; }
  p { margin: 0; }
  strong, .name { font-weight: 600; }
  .muted { color: var(--_muted); }
  .small { font-size: 13px; }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: 44px;
    max-inline-size: 100%;
    padding: 8px 18px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    transition: background-color .15s, border-color .15s, opacity .15s;
  }
  .button:hover { background: var(--_subtle); }
  .button:active { opacity: .8; }
  .primary { border-color: transparent; background: var(--_accent); color: var(--_on-accent); }
  .primary:hover { background: color-mix(in srgb, var(--_accent) 86%, var(--_on-accent)); }
  .quiet { min-block-size: 32px; padding: 4px 12px; border-radius: calc(var(--_radius) * .66); font-size: 13px; }
  .button:disabled { cursor: default; }
  .button:disabled:not(.held) { opacity: .55; }
  .label { display: inline-flex; align-items: center; gap: 10px; min-inline-size: 0; }
  .icon { flex: none; inline-size: 18px; block-size: 18px; fill: currentColor; }
  :focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }

  .icon-button {
    display: inline-grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .icon-button:hover { background: var(--_subtle); color: var(--_text); }
  .icon-button .icon { inline-size: 14px; block-size: 14px; }
  .address { font-variant-numeric: tabular-nums; direction: ltr; unicode-bidi: isolate; }

  .row {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
    padding-block: 2px;
    padding-inline: 10px 6px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .lines { display: flex; flex: 1; flex-direction: column; min-inline-size: 0; line-height: 1.3; }
  .lines > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .row .quiet { flex: none; }
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    background: var(--_subtle);
    color: var(--_muted);
    font-size: 13px;
    font-weight: 600;
  }
  .notice {
    display: grid;
    gap: 12px;
    padding: 14px 16px;
    border: 1px solid var(--_border);
    border-inline-start: 3px solid var(--_danger);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .notice.calm { border-inline-start: 1px solid var(--_border); }
  .notice strong { display: block; margin-block-end: 2px; }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; }
  .actions .button { min-block-size: 38px; padding: 6px 14px; font-size: 14px; }

  .spinner {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 5px;
    border: 2px solid var(--_border);
    border-block-start-color: var(--_text);
    border-radius: 50%;
    animation: spin .8s linear infinite;
  }
  .held { background: var(--_subtle); cursor: default; }
  .held .label { opacity: 0; }
  .held, .skeleton { animation: breathe 1.6s ease-in-out infinite; }
  .sr-only, .copied:empty {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @keyframes spin { to { rotate: 1turn; } }
  @keyframes breathe { 50% { opacity: .6; } }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after { animation: none !important; transition: none !important; }
  }
  @media (forced-colors: active) {
    .primary { border-color: ButtonBorder; }
    .icon { fill: currentcolor; }
  }
`;
