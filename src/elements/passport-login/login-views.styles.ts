import { css } from 'lit';

/** How the views of `<passport-login>` look beyond what all elements share. */
export const viewStyles = css`
  .menu { display: grid; gap: 8px; inline-size: 280px; max-inline-size: 100%; }
  .row { inline-size: max-content; max-inline-size: 100%; }
  .progress .lines > * { white-space: normal; }
  .address-line { display: flex; align-items: center; gap: 2px; }
  .address-line .icon-button { margin-block: -4px; }
  .lost { flex-wrap: wrap; justify-content: end; max-inline-size: 340px; padding-block: 8px; }
  .lost .lines { flex-basis: 60%; }
  .app-note { max-inline-size: 340px; margin-block-start: 8px; }
  .app-note .button { margin-block-start: 6px; color: var(--_text); }
  .notice { max-inline-size: 420px; }
`;
