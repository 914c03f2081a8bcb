import { css } from 'lit';

/** What is drawn around the buttons: rows, avatars, small controls. Goes with `baseStyles`. */
export const partStyles = css`
  :host { --_danger: var(--passport-danger, light-dark(#b3261e, #ffb4ab)); }
  p { margin: 0; }
  strong, .name { font-weight: 600; }
  .muted { color: var(--_muted); }
  .small { font-size: .87em; }
  .quiet { min-block-size: calc(var(--_size) * .73); padding: var(--_space) calc(var(--_space) * 3); border-radius: calc(var(--_radius) * .66); font-size: .87em; }
  .icon-button {
    display: inline-grid;
    flex: none;
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
    gap: calc(var(--_space) * 2.5);
    min-block-size: var(--_size);
    padding-block: 2px;
    padding-inline: calc(var(--_space) * 2.5) calc(var(--_space) * 1.5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .lines { display: flex; flex: 1; flex-direction: column; min-inline-size: 0; line-height: 1.3; }
  .lines > * { overflow: hidden; text-align: match-parent; text-overflow: ellipsis; white-space: nowrap; }
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
    font-size: .8em;
    font-weight: 600;
  }
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
  .skeleton { animation: breathe 1.6s ease-in-out infinite; }
  @keyframes spin { to { rotate: 1turn; } }
`;
