import { css } from 'lit';

/** What is drawn where something has failed, or has to be read first. Goes with `partStyles`. */
export const noticeStyles = css`
  .notice {
    display: grid;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3.5) calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-inline-start: 3px solid var(--_danger);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .notice.calm { border-inline-start: 1px solid var(--_border); }
  .notice strong { display: block; margin-block-end: 2px; }
  .actions { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); }
  .actions .button { min-block-size: calc(var(--_size) * .87); padding-inline: calc(var(--_space) * 3.5); font-size: .94em; }
  .by-hand { flex-basis: 100%; overflow-wrap: anywhere; user-select: all; }
`;
