import { css } from 'lit';

/** How the menu of methods looks. */
export const menuStyles = css`
  .menu {
    inset: auto;
    max-inline-size: calc(100vw - 16px);
    max-block-size: calc(100vh - 16px);
    margin: 0;
    padding: calc(var(--_space) * 1.5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--passport-shadow, 0 8px 24px rgb(0 0 0 / .16));
    color: var(--_text);
    font: inherit;
    text-align: start;
  }
  .menu .heading { padding: var(--_space) calc(var(--_space) * 2.5); color: var(--_muted); font-size: .87em; }
  .item {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2.5);
    inline-size: 100%;
    min-block-size: calc(var(--_size) * .9);
    padding: var(--_space) calc(var(--_space) * 2.5);
    border: 0;
    border-radius: calc(var(--_radius) * .66);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-align: start;
    cursor: pointer;
  }
  .item:hover, .item:focus-visible { background: var(--_subtle); }
  .item:focus-visible { outline-offset: -2px; }
`;

/** How failures and notes look beyond what all elements share. */
export const troubleStyles = css`
  .notice { max-inline-size: 420px; }
  .app-note { display: grid; justify-items: start; gap: 8px; max-inline-size: min(340px, 100%); margin-block-start: 8px; }
  .app-note .button { color: var(--_text); }
`;
