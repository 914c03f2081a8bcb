import { css } from 'lit';

/** How `<passport-callback>` looks beyond what all elements share. */
export const styles = css`
  :host { display: block; inline-size: max-content; margin-inline: auto; padding-block: 24px; }
  .row { justify-content: center; padding-inline: 14px 20px; }
  .done { display: grid; place-items: center; inline-size: 28px; block-size: 28px; border-radius: 50%; background: var(--_subtle); }
  .row + .button { display: flex; margin-block-start: 12px; }
  .notice { max-inline-size: 420px; }
`;
