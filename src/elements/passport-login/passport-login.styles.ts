import { css } from 'lit';

/** How `<passport-login>` looks beyond what all elements share. */
export const styles = css`
  :host { display: inline-block; vertical-align: middle; }
  .menu { display: grid; gap: 8px; inline-size: 280px; max-inline-size: 100%; }
  .row { inline-size: max-content; max-inline-size: 100%; }
  .progress .lines > * { white-space: normal; }
  .address-line { display: flex; align-items: center; gap: 2px; }
  .address-line .icon-button { margin-block: -4px; }
  .notice { max-inline-size: 420px; }
`;
