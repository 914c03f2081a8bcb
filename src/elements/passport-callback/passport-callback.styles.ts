import { css } from 'lit';

/** How `<passport-callback>` looks beyond what all elements share. */
export const styles = css`
  :host { display: flex; flex-direction: column; align-items: center; padding-block: 24px; }
  .row { justify-content: center; max-inline-size: min(420px, 100%); padding-block: 8px; padding-inline: 14px 20px; }
  .done { display: grid; flex: none; place-items: center; inline-size: 28px; block-size: 28px; border-radius: 50%; background: var(--_subtle); }
  .row + .button { margin-block-start: 12px; }
  .notice { max-inline-size: 420px; }
`;
