import { css } from 'lit';

/** How the views of `<passport-login>` look beyond what all elements share. */
export const viewStyles = css`
  .menu { display: grid; gap: 8px; inline-size: 280px; max-inline-size: 100%; }
  .row { inline-size: max-content; max-inline-size: 100%; }
  .progress .lines > * { white-space: normal; }
  .address-line { display: flex; align-items: center; gap: 2px; }
  .address-line .icon-button { margin-block: -4px; }
  .notice { max-inline-size: 420px; }
`;
