import { css } from 'lit';

/** How a sign-in under way and the account look beyond what all elements share. */
export const accountStyles = css`
  .row { inline-size: max-content; max-inline-size: 100%; }
  .progress { padding-block: 4px; }
  .progress .lines { line-height: 1.2; }
  .progress .lines > * { white-space: normal; }
  .lost { flex-wrap: wrap; justify-content: end; max-inline-size: min(340px, 100%); padding-block: 8px; }
  .lost .lines { flex-basis: 60%; }
  .address-line { display: flex; align-items: center; gap: 2px; }
  .address-line .icon-button { margin-block: -4px; }
`;

/** How the menu of methods looks. */
export const menuStyles = css`
  .menu { display: grid; gap: 8px; inline-size: 280px; max-inline-size: 100%; }
`;

/** How failures and notes look beyond what all elements share. */
export const troubleStyles = css`
  .notice { max-inline-size: 420px; }
  .app-note { display: grid; justify-items: start; gap: 8px; max-inline-size: min(340px, 100%); margin-block-start: 8px; }
  .app-note .button { color: var(--_text); }
`;
