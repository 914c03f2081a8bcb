import { css } from 'lit';

/** What is drawn around the buttons: rows, notices, avatars, small controls. Goes with `baseStyles`. */
export const partStyles = css`
  p { margin: 0; }
  strong, .name { font-weight: 600; }
  .muted { color: var(--_muted); }
  .small { font-size: 13px; }
  .quiet { min-block-size: 32px; padding: 4px 12px; border-radius: calc(var(--_radius) * .66); font-size: 13px; }
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

  .by-hand { flex-basis: 100%; overflow-wrap: anywhere; user-select: all; }

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
